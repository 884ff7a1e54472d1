"""The last hand on a printed book: photos go in where one coloured dot kept their place.

The typesetter unpacks every photo that it is given, and 500 of those fill a gigabyte. So it sets
dots of one point, each in a colour that is the number of its photo. Behind the finished file every
dot is written again as its photo: an incremental update, as the PDF standard has it. The photos
come one by one, and none of them ever stands in a file.
"""

import re
import zlib
from collections.abc import Callable
from io import BytesIO

POINTS_PER_MM = 72 / 25.4
BLEED_MM = 3
Print = tuple[bytes, int, int]
"""A JPEG with its width and height in pixels."""

_DOT = re.compile(
    rb"^(\d+) 0 obj\n<<(/Length (\d+)[^>]*/Subtype/Image[^>]*/Width 1/Height 1/[^>]*)>>\nstream\n",
    re.M,
)
_PAGE = re.compile(
    rb"^(\d+) 0 obj\n<<(/Type/Page/.*?/TrimBox\[([\d. ]+)\].*?)>>\nendobj", re.M | re.S
)
_SPACE = re.compile(rb"/ColorSpace(?: \d+ \d+ R|/\w+)")
_TRAILER = re.compile(rb"trailer\n?\s*<<(.*?)>>\s*startxref\s+(\d+)", re.S)


class NotAsExpected(Exception):
    """The typesetter wrote its file in another way than this version knows."""


def dot(number: int) -> list[int]:
    """Return the colour that keeps the place of the photo with that number."""
    return list(number.to_bytes(3, "big"))


def finished(pdf: bytes, photos: int, open_print: Callable[[int], Print], *, bleed: bool) -> bytes:
    """Return the PDF with its photos and, when asked, a BleedBox 3 mm around what is cut.

    Raise NotAsExpected when not every photo found its place.
    """
    book = BytesIO()
    book.write(pdf + b"\n")
    places: list[tuple[int, int]] = []
    found: set[int] = set()
    for match in _DOT.finditer(pdf):
        number = _number(pdf[match.end() : match.end() + int(match[3])])
        found.add(number)
        places.append((int(match[1]), book.tell()))
        _write_photo(book, int(match[1]), match[2], open_print(number))
    if found != set(range(photos)):
        raise NotAsExpected(f"{len(found)} of {photos} photos have a place in the book")
    for page in _PAGE.finditer(pdf) if bleed else ():
        places.append((int(page[1]), book.tell()))
        entries = page[2].replace(b"/TrimBox", _bleed_box(page[3]) + b"/TrimBox", 1)
        book.write(b"%s 0 obj\n<<%s>>\nendobj\n" % (page[1], entries))
    if not places:
        return pdf
    _write_table(book, pdf, places)
    return book.getvalue()


def _number(stream: bytes) -> int:
    colour = zlib.decompress(stream)
    if len(colour) != 3:
        raise NotAsExpected("a dot is not one point of three colours")
    return int.from_bytes(colour, "big")


def _write_photo(book: BytesIO, place: int, entries: bytes, photo: Print) -> None:
    jpeg, width, height = photo
    space = _SPACE.search(entries)
    kept = space[0] if space else b"/ColorSpace/DeviceRGB"
    head = b"%d 0 obj\n<</Type/XObject/Subtype/Image/Filter/DCTDecode/BitsPerComponent 8"
    size = b"/Width %d/Height %d/Length %d"
    book.write(head % place + size % (width, height, len(jpeg)) + kept)
    book.write(b">>\nstream\n")
    book.write(jpeg)
    book.write(b"\nendstream\nendobj\n")


def _bleed_box(trim: bytes) -> bytes:
    left, low, right, high = (float(each) for each in trim.split())
    bleed = BLEED_MM * POINTS_PER_MM
    edges = (left - bleed, low - bleed, right + bleed, high + bleed)
    return f"/BleedBox[{' '.join(f'{edge:.3f}' for edge in edges)}]".encode()


def _write_table(book: BytesIO, pdf: bytes, places: list[tuple[int, int]]) -> None:
    if not (trailers := _TRAILER.findall(pdf)):
        raise NotAsExpected("the file ends without a trailer")
    entries, start = trailers[-1]
    table = book.tell()
    book.write(b"xref\n0 1\n0000000000 65535 f\r\n")
    for number, at in sorted(places):
        book.write(b"%d 1\n%010d 00000 n\r\n" % (number, at))
    book.write(b"trailer\n<<%s/Prev %s>>\nstartxref\n%d\n%%%%EOF\n" % (entries, start, table))
