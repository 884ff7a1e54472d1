"""The slide master of our .pptx: our colours, four layouts, rooms as in slides.py.

Made once from the empty presentation that the library brings, whose own look and layouts go.
"""

from functools import cache
from io import BytesIO
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Mm

from balans.documents.slides import (
    HEIGHT,
    INDENT,
    LEAD_SIZES,
    NUMBER_SIZES,
    POINT_GAP,
    ROOMS,
    SOURCE,
    SOURCE_SIZES,
    TEXT_SIZES,
    TITLE_SIZES,
    WIDTH,
    Box,
    Layout,
)

HEADINGS, LETTERS = "Georgia", "Arial"
"""Fonts that nearly every machine has: a .pptx cannot bring ours along."""

COLOURS = {
    "dk1": "1C2A29",
    "lt1": "FAF6EE",
    "dk2": "4B5A58",
    "lt2": "FFFFFF",
    "accent1": "0F5257",
    "accent2": "A8431F",
    "accent3": "F0B64A",
    "accent4": "7D9A5B",
    "accent5": "A9CDD6",
    "accent6": "ECC0AE",
    "hlink": "0F5257",
    "folHlink": "A8431F",
}
TITLE, LEAD, POINTS, NUMBER, SOURCE_AT, DRAWING = 0, 13, 1, 15, 14, 16
"""Which room on a layout is which (idx)."""

BASES: dict[Layout, int] = {"opening": 0, "points": 1, "number": 7, "drawing": 8}
"""Which layout of the empty presentation each of ours takes the place of."""

LEFT_OUT = {"printerSettings", "thumbnail", "extended-properties"}
NO_MARK = '<a:lvl1pPr marL="0" indent="0">{space}<a:buNone/>{run}</a:lvl1pPr>'


@cache
def empty_presentation(language: str) -> bytes:
    """Return a .pptx without slides that has our master and layouts, in a language of letters."""
    made = Presentation()
    made.slide_width, made.slide_height = Mm(WIDTH), Mm(HEIGHT)
    made.part._element.sldSz.attrib.pop("type", None)
    _empty(made)
    master = made.slide_master
    _colour(master)
    _style(master)
    kept = {name: made.slide_layouts[at] for name, at in BASES.items()}
    ours = set(BASES.values())
    for at in reversed(range(len(made.slide_layouts))):
        if at not in ours:
            made.slide_layouts.remove(made.slide_layouts[at])
    for name, layout in kept.items():
        _lay_out(layout, name)
    for part in (made.part, master.part, *(each.part for each in kept.values())):
        speak(part._element, language)
    stored = BytesIO()
    made.save(stored)
    return stored.getvalue()


def _empty(made: Any) -> None:
    """Leave out what the library's presentation has of its maker: a printer, a picture, a count."""
    for owner in (made.part, made.part.package):
        for name, each in list(owner._rels.items()):
            if each.reltype.rpartition("/")[2] in LEFT_OUT:
                owner._rels.pop(name)


def speak(element: Any, language: str) -> None:
    """Tell of every piece of text in which language it is."""
    for each in element.iter():
        if each.get("lang"):
            each.set("lang", language)


def _colour(master: Any) -> None:
    part = next(
        each.target_part
        for each in master.part.rels.values()
        if each.reltype == RELATIONSHIP_TYPE.THEME
    )
    theme = etree.fromstring(part.blob)
    theme.set("name", "MantelzorgBalans")
    for scheme in theme.iter(qn("a:clrScheme")):
        scheme.set("name", "MantelzorgBalans")
        for slot in scheme:
            slot.clear()
            slot.append(parse_xml(_srgb(COLOURS[etree.QName(slot).localname])))
    for kind, font in (("a:majorFont", HEADINGS), ("a:minorFont", LETTERS)):
        for each in theme.iter(qn(kind)):
            each.find(qn("a:latin")).set("typeface", font)
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


def _srgb(colour: str) -> str:
    return f'<a:srgbClr {nsdecls("a")} val="{colour}"/>'


def _style(master: Any) -> None:
    """Give titles and points their look; every layout goes by it."""
    _clear(master)
    tree = master.shapes._spTree
    points = ROOMS["points"]
    tree.append(_room("Titel", "title", None, points.title, ""))
    tree.append(_room("Tekst", "body", POINTS, points.points, ""))
    styles = master._element.find(qn("p:txStyles"))
    title = styles.find(qn("p:titleStyle")).find(qn("a:lvl1pPr"))
    title.set("algn", "l")
    title.find(qn("a:defRPr")).set("sz", str(round(TITLE_SIZES[0] * 100)))
    body = styles.find(qn("p:bodyStyle")).find(qn("a:lvl1pPr"))
    body.set("marL", str(Mm(INDENT)))
    body.set("indent", str(-Mm(INDENT)))
    body.find(qn("a:defRPr")).set("sz", str(round(TEXT_SIZES[0] * 100)))
    before = body.find(qn("a:spcBef"))
    before.find(qn("a:spcPct")).set("val", "0")
    after = parse_xml(
        f'<a:spcAft {nsdecls("a")}><a:spcPct val="{round(POINT_GAP * 100_000)}"/></a:spcAft>'
    )
    before.addnext(after)
    after.addnext(parse_xml(f'<a:buClr {nsdecls("a")}><a:schemeClr val="accent2"/></a:buClr>'))


def _lay_out(layout: Any, name: Layout) -> None:
    rooms = ROOMS[name]
    _clear(layout)
    layout._element.attrib.pop("type", None)
    tree = layout.shapes._spTree
    kind = "ctrTitle" if name == "opening" else "title"
    layout.name = {
        "opening": "Opening",
        "points": "Tekst",
        "number": "Getal",
        "drawing": "Tekening met tekst",
    }[name]
    tree.append(_room("Titel", kind, None, rooms.title, "", bottom=name == "opening"))
    if name == "number":
        look = _plain(NUMBER_SIZES[0], "accent2", font="+mj-lt")
        tree.append(_room("Getal", "body", NUMBER, rooms.number, look))
    if name == "drawing":
        tree.append(_room("Tekening", "pic", DRAWING, rooms.drawing, _plain(14, "tx2")))
    tree.append(_room("Inleiding", "body", LEAD, rooms.lead, _plain(LEAD_SIZES[0], "tx2")))
    if name in {"points", "drawing"}:
        tree.append(_room("Punten", "body", POINTS, rooms.points, ""))
    if name != "opening":
        tree.append(_room("Bron", "body", SOURCE_AT, SOURCE, _plain(SOURCE_SIZES[0], "tx2")))


def _plain(size: float, colour: str, font: str = "+mn-lt") -> str:
    run = (
        f'<a:defRPr sz="{round(size * 100)}"><a:solidFill><a:schemeClr val="{colour}"/>'
        f'</a:solidFill><a:latin typeface="{font}"/></a:defRPr>'
    )
    space = '<a:spcAft><a:spcPts val="0"/></a:spcAft>'
    return NO_MARK.format(space=space, run=run)


def _clear(sheet: Any) -> None:
    for shape in list(sheet.shapes):
        shape._element.getparent().remove(shape._element)


def _room(
    name: str, kind: str, idx: int | None, box: Box, look: str, *, bottom: bool = False
) -> Any:
    """Return a room of a layout, in which a slide puts its words or its drawing."""
    index = f' idx="{idx}"' if idx is not None else ""
    number = 2 if idx is None else 20 + idx
    return parse_xml(
        f"<p:sp {nsdecls('p', 'a')}>"
        f'<p:nvSpPr><p:cNvPr id="{number}" name="{name}"/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="{kind}"{index}/></p:nvPr></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{Mm(box.x)}" y="{Mm(box.y)}"/>'
        f'<a:ext cx="{Mm(box.width)}" cy="{Mm(box.height)}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f'<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" '
        f'anchor="{"b" if bottom else "t"}"><a:normAutofit/></a:bodyPr>'
        f"<a:lstStyle>{look}</a:lstStyle>"
        f'<a:p><a:r><a:rPr lang="nl-NL"/><a:t>{name}</a:t></a:r></a:p></p:txBody></p:sp>'
    )
