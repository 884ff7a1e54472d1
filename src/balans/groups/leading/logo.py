"""A logo: bytes that claim to be a picture in, a clean PNG out. Knows no web, store or file name.

Made anew from its points alone, so that whatever else came along is gone; what is see-through
stays so.
"""

import io
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_BYTES = 10_000_000
MOST_PIXELS = 40_000_000
LONGEST = 1200
Why = Literal["large", "many_points", "vector", "document", "strange", "broken", "empty"]


class NoLogo(Exception):
    """These bytes cannot be kept as a logo; `why` says what is the matter with them."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


def clean_logo(content: bytes) -> bytes:
    """Return the picture turned right as a PNG of at most 1200 points on its longest side.

    Raise NoLogo for anything but a whole JPEG, PNG, WebP, GIF (its first picture) or HEIC of at
    most 10 MB and 40 megapixels; the size is looked at before anything is unpacked.
    """
    if not content:
        raise NoLogo("empty")
    if len(content) > MOST_BYTES:
        raise NoLogo("large")
    # Only who brings a logo needs the library for it: it takes memory in every process.
    from balans.core.pictures import NotOpened, one_at_a_time, open_picture, unpack

    try:
        with one_at_a_time:
            return _png(unpack(open_picture(content, most_points=MOST_PIXELS)))
    except NotOpened as error:
        raise NoLogo(_what_else(content) if error.why == "unknown" else error.why) from error


def _what_else(content: bytes) -> Why:
    """Return what bytes are that do not open, as far as their beginning tells."""
    head = content[:2048].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if b"<svg" in head or head.startswith((b"%!ps", b"\xc5\xd0\xd3\xc6")):
        return "vector"
    if head.startswith((b"%pdf", b"pk\x03\x04", b"\xd0\xcf\x11\xe0")):
        return "document"
    return "strange"


def _png(image: "Image") -> bytes:
    from PIL.Image import Resampling

    from balans.core.pictures import DAMAGED

    try:
        plain = image.convert("RGBA" if image.has_transparency_data else "RGB")
        plain.thumbnail((LONGEST, LONGEST), Resampling.LANCZOS, reducing_gap=3.0)
        plain.info.clear()
        file = io.BytesIO()
        plain.save(file, "PNG", optimize=True)
    except DAMAGED as error:
        raise NoLogo("broken") from error
    return file.getvalue()
