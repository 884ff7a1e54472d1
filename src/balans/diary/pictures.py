"""Photos: bytes that claim to be one in, two clean pictures out (one to look at, one small).

Turned right, and made anew from their points alone: time, place, camera, maker's notes and
whatever else came along is gone. Nothing here knows the web, the database or a file name.
"""

import io
import re
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Literal

from PIL import Image, ImageCms

from balans.core.pictures import (
    NotOpened,
    one_at_a_time,
    open_picture,
    unpack,
)

MOST_BYTES = 30_000_000
MOST_PIXELS = 60_000_000
LONGEST = 2_000
"""Points along the longest side of a picture to look at: 340 dpi across a page of A5."""
QUALITY = 85
THUMBNAIL_LONGEST = 480
THUMBNAIL_BYTES = 25_000
THUMBNAIL_QUALITIES = (80, 68, 55)
PAPER = (250, 246, 238)
VIDEO_HEADS = (b"\x1a\x45\xdf\xa3", b"\x00\x00\x01\xba", b"\x00\x00\x01\xb3")
JFIF, POINTS = b"\xe0", b"\xda"
BARE_SEGMENTS = {JFIF, POINTS, b"\xc0", b"\xc2", b"\xc4", b"\xdb", b"\xdd"}
NEXT_SEGMENT = re.compile(rb"\xff[^\x00\xd0-\xd7]")
CLOCKWISE = {
    1: Image.Transpose.ROTATE_270,
    2: Image.Transpose.ROTATE_180,
    3: Image.Transpose.ROTATE_90,
}

Why = Literal["large", "many_points", "video", "drawing", "strange", "broken"]


class NotAPicture(Exception):
    """These bytes cannot be kept as a photo; `why` says what is the matter with them."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Cleaned:
    """A JPEG without anything but its points."""

    jpeg: bytes
    width: int
    height: int


@dataclass(frozen=True)
class Picture:
    """A photo as it is kept: at most 2,000 points long, and small under 25 kB."""

    large: Cleaned
    small: Cleaned


def clean(content: bytes) -> Picture:
    """Return the photo turned right, in sRGB, on paper where it was see-through.

    Raise NotAPicture for anything but a whole JPEG, PNG, WebP, GIF (its first picture) or HEIC of
    at most 30 MB and 60 megapixels; the size is looked at before anything is unpacked.
    """
    if len(content) > MOST_BYTES:
        raise NotAPicture("large")
    with one_at_a_time:
        image = _opened(content)
        return _as_it_is(content, image) or _pair(_unpacked(image))


def _as_it_is(content: bytes, image: Image.Image) -> Picture | None:
    """Return a photo that was cleaned before, with its bytes as they are; None for any other.

    So that cleaning twice is cleaning once: a photo that comes back loses nothing.
    """
    if max(image.size) > LONGEST or image.mode != "RGB" or not _is_bare(content):
        return None
    large = Cleaned(jpeg=content, width=image.width, height=image.height)
    image.draft(None, _fitted(image.width, image.height, 2 * THUMBNAIL_LONGEST))
    _load(image)
    image.info.clear()
    return Picture(large=large, small=_thumbnail(image))


def _is_bare(content: bytes) -> bool:
    """Return whether a JPEG holds tables and points, and nothing before, between or after."""
    at = 2
    while content[at : at + 1] == b"\xff" and content[at + 1 : at + 2] in BARE_SEGMENTS:
        kind, size = content[at + 1 : at + 2], int.from_bytes(content[at + 2 : at + 4], "big")
        if kind == JFIF and content[at + 2 : at + 9] != b"\x00\x10JFIF\x00":
            return False
        at += 2 + size
        if kind == POINTS:
            found = NEXT_SEGMENT.search(content, at)
            at = found.start() if found else len(content)
    return content[at:] == b"\xff\xd9"


def turned(content: bytes, *, quarters: int) -> Picture:
    """Return a cleaned photo turned by quarters to the right (negative: to the left)."""
    with one_at_a_time:
        image = _unpacked(_opened(content))
        way = CLOCKWISE.get(quarters % 4)
        return _pair(image if way is None else image.transpose(way))


def _opened(content: bytes) -> Image.Image:
    """Return the picture with its header read and nothing unpacked."""
    try:
        return open_picture(content, most_points=MOST_PIXELS)
    except NotOpened as error:
        raise NotAPicture(_what_else(content) if error.why == "unknown" else error.why) from error


def _what_else(content: bytes) -> Why:
    """Return what bytes are that cannot be opened as a photo, as far as their beginning tells."""
    head = content[:512].lstrip().lower()
    if content[4:8] == b"ftyp" or content.startswith(VIDEO_HEADS) or content[8:12] == b"AVI ":
        return "video"
    if b"<svg" in head or head.startswith(b"%pdf"):
        return "drawing"
    return "strange"


def _unpacked(image: Image.Image) -> Image.Image:
    """Return the picture in its final size, turned right, with nothing beside its points."""
    profile, size = image.info.get("icc_profile"), _fitted(image.width, image.height)
    # A JPEG can be unpacked at a half, a quarter or an eighth: much faster, and as good.
    image.draft(None, size)
    plain = _on_paper(_load(image))
    plain.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS, reducing_gap=3.0)
    plain = _in_srgb(plain, profile)
    plain.info.clear()
    return plain


def _load(image: Image.Image) -> Image.Image:
    try:
        return unpack(image)
    except NotOpened as error:
        raise NotAPicture("broken") from error


def _fitted(width: int, height: int, longest: int = LONGEST) -> tuple[int, int]:
    share = min(1.0, longest / max(width, height))
    return max(1, round(width * share)), max(1, round(height * share))


def _on_paper(image: Image.Image) -> Image.Image:
    """Return the picture in a mode with three colours, one grey or four inks, and no holes."""
    if image.mode.startswith("I"):
        # Sixteen bits of grey: the upper eight are what a screen shows.
        return image.convert("I").point(lambda value: value / 256).convert("L")
    if not image.has_transparency_data:
        return image if image.mode in ("RGB", "L", "CMYK") else image.convert("RGB")
    see_through = image.convert("RGBA")
    paper = Image.new("RGB", image.size, PAPER)
    paper.paste(see_through, mask=see_through.getchannel("A"))
    return paper


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return the picture in the colours of the web; a profile that makes no sense is left out."""
    if profile and image.mode != "L":
        with suppress(ImageCms.PyCMSError, OSError):
            found = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            changed = ImageCms.profileToProfile(image, found, _srgb(), outputMode="RGB")
            if changed is not None:
                return changed
    return image.convert("RGB")


@cache
def _srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def _pair(image: Image.Image) -> Picture:
    return Picture(large=_jpeg(image, QUALITY), small=_thumbnail(image))


def _jpeg(image: Image.Image, quality: int) -> Cleaned:
    file = io.BytesIO()
    image.save(file, "JPEG", quality=quality, progressive=True, optimize=True)
    return Cleaned(jpeg=file.getvalue(), width=image.width, height=image.height)


def _thumbnail(image: Image.Image) -> Cleaned:
    """Return a small picture that always stays under its limit: plainer first, then smaller."""
    longest = THUMBNAIL_LONGEST
    while True:
        small = image.copy()
        small.thumbnail((longest, longest), Image.Resampling.LANCZOS, reducing_gap=2.0)
        for quality in THUMBNAIL_QUALITIES:
            if len((made := _jpeg(small, quality)).jpeg) < THUMBNAIL_BYTES:
                return made
        longest = longest * 3 // 4
