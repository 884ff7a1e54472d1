"""How an exercise goes, as a leaflet: pictures with words, on both sides of one A4."""

from base64 import b64encode
from dataclasses import dataclass, replace

from balans.documents.leaflet import code
from balans.documents.letters import Printable, texts
from balans.documents.pdf import plain, typeset


@dataclass(frozen=True)
class WalkScene:
    """One scene. `svg` is its picture, `ratio` the height of it for a width of one."""

    title: str
    caption: str
    alt: str
    svg: str
    ratio: float


@dataclass(frozen=True)
class WalkLeaflet:
    """What stands on the leaflet. `address` is what the code leads to, `spoken` how it is read."""

    title: str
    language: str
    lead: str
    scenes: tuple[WalkScene, ...]
    begin: str
    begin_text: str
    address: str
    spoken: str
    code_text: str
    svg: str = ""


def render_walkthrough(leaflet: WalkLeaflet) -> bytes:
    """Return the leaflet as PDF, tagged (PDF/UA-1). All words in it are ours. Raise TypstError."""
    ready: WalkLeaflet = texts(replace(leaflet, svg=code(leaflet.address)), Printable())
    return typeset("walkthrough.typ", {"leaflet": plain(ready)}, tagged=True)


def drawn(picture: bytes, width: int, height: int) -> str:
    """Return a WebP picture inside SVG, so that it goes to the typesetter as text."""
    data = b64encode(picture).decode("ascii")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="data:image/webp;base64,{data}"/></svg>'
    )
