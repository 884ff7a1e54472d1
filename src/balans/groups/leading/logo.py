"""A logo: bytes that claim to be a picture in, a clean PNG out. Knows no web, store or file name.

Made anew from its points alone, so that whatever else came along is gone; what is see-through
stays so.
"""

import io
import struct
import warnings
from contextlib import suppress
from functools import cache
from threading import Lock
from typing import Literal

from PIL import Image, ImageOps

MOST_BYTES = 10_000_000
MOST_PIXELS = 40_000_000
LONGEST = 1200
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
STILL_BRANDS = {b"heic", b"heix", b"mif1", b"msf1"}
DAMAGED = (
    *(OSError, SyntaxError, ValueError, EOFError, RuntimeError, struct.error),
    *(TypeError, LookupError, ArithmeticError, AttributeError),
)
"""What PIL raises for mangled pictures."""

# One picture is unpacked at a time in a process: it takes much memory while it is open.
_one_at_a_time = Lock()

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
    with _one_at_a_time:
        return _png(_opened(content))


def _opened(content: bytes) -> Image.Image:
    is_heic = content[4:8] == b"ftyp" and content[8:12] in STILL_BRANDS
    try:
        with warnings.catch_warnings():
            # Our own limit is stricter than the one that PIL warns about.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(content), formats=_heic() if is_heic else FORMATS)
    except Image.DecompressionBombError as error:
        raise NoLogo("many_points") from error
    except DAMAGED as error:
        raise NoLogo(_what_else(content)) from error
    if image.width * image.height > MOST_PIXELS:
        raise NoLogo("many_points")
    return image


@cache
def _heic() -> tuple[str, ...]:
    """Teach PIL to read HEIC, at the first one: the library takes memory that others can use."""
    from pillow_heif import register_heif_opener

    register_heif_opener(thumbnails=False)
    return ("HEIF",)


def _what_else(content: bytes) -> Why:
    """Return what bytes are that do not open, as far as their beginning tells."""
    head = content[:2048].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if b"<svg" in head or head.startswith((b"%!ps", b"\xc5\xd0\xd3\xc6")):
        return "vector"
    if head.startswith((b"%pdf", b"pk\x03\x04", b"\xd0\xcf\x11\xe0")):
        return "document"
    known = (b"\x89png", b"\xff\xd8\xff", b"gif8")
    return "broken" if head.startswith(known) or content[8:12] == b"WEBP" else "strange"


def _png(image: Image.Image) -> bytes:
    try:
        image.load()
        with suppress(*DAMAGED):
            image = ImageOps.exif_transpose(image)
        plain = image.convert("RGBA" if image.has_transparency_data else "RGB")
        plain.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS, reducing_gap=3.0)
        plain.info.clear()
        file = io.BytesIO()
        plain.save(file, "PNG", optimize=True)
    except DAMAGED as error:
        raise NoLogo("broken") from error
    return file.getvalue()
