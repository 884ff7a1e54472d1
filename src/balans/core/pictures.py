"""A picture that somebody uploads, opened with care. Knows no web, no store and no file name.

What it is follows from its bytes, its size is looked at before anything is unpacked, and whatever
a mangled one makes the library raise comes out as one exception.
"""

import io
import struct
import warnings
from contextlib import suppress
from functools import cache
from threading import Lock
from typing import Literal

from PIL import GifImagePlugin, Image, ImageOps, JpegImagePlugin, PngImagePlugin, WebPImagePlugin

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
STILL_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1", b"hevc", b"hevx"}
READERS = (GifImagePlugin, JpegImagePlugin, PngImagePlugin, WebPImagePlugin)
"""Named so that PIL reads these from the start, and need not load all that it knows."""
HEADS = (b"\xff\xd8\xff", b"\x89png", b"gif8")
DAMAGED = (
    *(OSError, SyntaxError, ValueError, EOFError, RuntimeError, struct.error),
    *(TypeError, LookupError, ArithmeticError, AttributeError),
)
"""What PIL raises, found by feeding it a hundred thousand mangled photos."""

one_at_a_time = Lock()
"""Hold it while a picture is open: 60 megapixels take some 200 MB in a process."""


class NotOpened(Exception):
    """This is no picture that opens; `why` says how far we came.

    "unknown" is none that we read, "many_points" too large to unpack, "broken" not whole.
    """

    def __init__(self, why: Literal["unknown", "many_points", "broken"]) -> None:
        super().__init__(why)
        self.why = why


def open_picture(content: bytes, *, most_points: int) -> Image.Image:
    """Return a JPEG, PNG, WebP, GIF or HEIC with its header read and nothing unpacked.

    Raise NotOpened, also for one of more points than may be.
    """
    formats = _learn_heic() if is_heic(content) else FORMATS
    try:
        with warnings.catch_warnings():
            # Our own limit is stricter than the one that PIL warns about.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(content), formats=formats)
    except Image.DecompressionBombError as error:
        raise NotOpened("many_points") from error
    except DAMAGED as error:
        raise NotOpened("broken" if looks_like_one(content) else "unknown") from error
    if image.width * image.height > most_points:
        raise NotOpened("many_points")
    return image


def unpack(image: Image.Image) -> Image.Image:
    """Return the picture unpacked and turned right. Raise NotOpened when a part is missing.

    Where the notes of a camera cannot be read, the picture stays as it lies.
    """
    try:
        image.load()
    except DAMAGED as error:
        raise NotOpened("broken") from error
    with suppress(*DAMAGED):
        return ImageOps.exif_transpose(image)
    return image


def looks_like_one(content: bytes) -> bool:
    """Return whether bytes begin as a picture does that we read."""
    begins = content[:512].lstrip().lower().startswith(HEADS)
    return begins or content[8:12] == b"WEBP" or is_heic(content)


def is_heic(content: bytes) -> bool:
    """Return whether bytes begin as a HEIC does."""
    return content[4:8] == b"ftyp" and content[8:12] in STILL_BRANDS


@cache
def _learn_heic() -> tuple[str, ...]:
    """Teach PIL to read HEIC, at the first one: the library takes memory that others can use."""
    from pillow_heif import register_heif_opener

    register_heif_opener(thumbnails=False)
    return ("HEIF",)
