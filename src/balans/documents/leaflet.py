"""A flyer or a poster: one sheet in our own look, with room for who hands it out."""

from dataclasses import dataclass, replace
from typing import Literal

from balans.documents.letters import Printable, has_ink, texts
from balans.documents.logo import Picture
from balans.documents.pdf import LESS, plain, typeset

Size = Literal["a5", "a4", "a4-twee"]
"""`a4` is larger in everything and prints to A3; `a4-twee` is two of `a5`, to cut apart."""


@dataclass(frozen=True)
class Detail:
    """Something that one looks up on a sheet: when, where, with whom."""

    label: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Leaflet:
    """What stands on the sheet; all of it is data, never markup.

    `address` is what the code leads to and `spoken` how it is read; `stamp` stands in the empty
    room when no organisation is named. `svg` is the code itself, made from the address. `signs`:
    what one types at the address when one cannot scan. `logo`: a picture (`logo.picture`).
    """

    size: Size
    language: str
    heading: str
    lead: str
    lines: tuple[str, ...]
    begin: str
    promise: str
    address: str
    spoken: str
    code_text: str
    ask: str
    organisation: str = ""
    place: str = ""
    ways: tuple[str, ...] = ()
    stamp: str = ""
    svg: str = ""
    details: tuple[Detail, ...] = ()
    signs: str = ""
    logo: Picture | None = None


def render_leaflet(leaflet: Leaflet) -> bytes:
    """Return the sheet as PDF of one page, tagged (PDF/UA-1) as far as its letters allow."""
    from typst import TypstError

    ready: Leaflet = texts(replace(leaflet, svg=code(leaflet.address)), Printable())
    ready = replace(ready, ways=tuple(each for each in ready.ways if has_ink(each)))
    for change in (None, *LESS):
        ready = texts(ready, change) if change else ready
        try:
            return typeset("leaflet.typ", {"leaflet": plain(ready)}, tagged=True)
        except TypstError:
            continue
    # Someone waits for this paper: without tags is better than not at all.
    return typeset("leaflet.typ", {"leaflet": plain(ready)}, tagged=False)


def code(address: str) -> str:
    """Return a QR code as SVG, dark on light, with the margin that telephones need."""
    import segno

    made = segno.make(address, error="m", micro=False)
    return str(made.svg_inline(border=2, dark="#10201f", light="#ffffff", omitsize=True))
