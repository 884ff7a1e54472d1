"""A picture that somebody brings, such as a logo, in a form that every document takes."""

from base64 import b64encode
from dataclasses import dataclass
from io import BytesIO

from balans.documents.document import Figure

STRIP = (480, 44)
"""The room for a logo at the head of a document, in the width of its text."""


@dataclass(frozen=True)
class Picture:
    """A picture of `width` by `height` as SVG, and what a screen reader says in its place."""

    svg: str
    alt: str
    width: int
    height: int


def picture(png: bytes, alt: str) -> Picture:
    """Return a PNG wrapped in an SVG, so that it travels as text. Raise OSError when it is none."""
    # Only paper with a logo needs the library for it: it takes memory in every process.
    from PIL import Image

    with Image.open(BytesIO(png), formats=["PNG"]) as opened:
        width, height = opened.size
    data = b64encode(png).decode("ascii")
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}"><image width="{width}" height="{height}" '
        f'href="data:image/png;base64,{data}"/></svg>'
    )
    return Picture(svg=svg, alt=alt, width=width, height=height)


def strip(logo: Picture) -> Figure:
    """Return a logo at the start of a line of its own, never larger than on a letterhead."""
    wide, high = STRIP
    part = min(wide / 2 / logo.width, high / logo.height)
    inner = logo.svg.partition(">")[2].removesuffix("</svg>")
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" '
        f'width="{wide}" height="{high}"><g transform="scale({part:.5f})">{inner}</g></svg>'
    )
    return Figure(svg=svg, alt=logo.alt, width=wide, height=high)
