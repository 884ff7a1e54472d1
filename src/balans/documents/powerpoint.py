"""Slides as .pptx that can be changed: real titles, real text, alt texts, notes, a language."""

from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Mm, Pt

from balans.core.text import clean
from balans.documents.dots import dots
from balans.documents.letters import texts
from balans.documents.logo import Picture
from balans.documents.master import (
    BASES,
    DRAWING,
    LEAD,
    NUMBER,
    POINTS,
    SOURCE_AT,
    TITLE,
    empty_presentation,
    speak,
)
from balans.documents.pdf import HERE
from balans.documents.slides import GUTTER, MARK, MOBILE, Box, Deck, Laid, Slide, Words, laid

LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}
LAYOUTS = sorted(BASES, key=BASES.__getitem__)
"""Our layouts in the order in which they stand in the file."""

DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" '
    'val="1"/></a:ext></a:extLst>'
)


def render_pptx(deck: Deck) -> bytes:
    """Return slides as .pptx. What cannot stand in such a file is left out of the words."""
    language = LANGUAGES.get(deck.language, deck.language)
    deck = texts(deck, _plain)
    made = Presentation(BytesIO(empty_presentation(language)))
    _decorate(made)
    for each in deck.slides:
        _add(made, laid(each), language)
    about = made.core_properties
    about.title, about.author, about.language = deck.title, deck.author, language
    about.subject, about.comments, about.last_modified_by = "", "", "MantelzorgBalans"
    stored = BytesIO()
    made.save(stored)
    return stored.getvalue()


def _plain(text: str) -> str:
    return clean(text, lines=True)


def _add(made: Any, laid: Laid, language: str) -> None:
    """Add a slide. Its parts stand in the order in which they are read."""
    slide = laid.slide
    added = made.slides.add_slide(made.slide_layouts[LAYOUTS.index(slide.layout)])
    rooms = {each.placeholder_format.idx: each for each in added.placeholders}
    words = {
        TITLE: laid.title,
        LEAD: laid.lead,
        POINTS: laid.points,
        NUMBER: laid.number,
        SOURCE_AT: laid.source,
    }
    for idx, said in words.items():
        if said is not None:
            _write(rooms.pop(idx), said)
    if laid.drawing is not None and slide.drawing is not None:
        _draw(rooms.pop(DRAWING), slide.drawing, laid.drawing)
    for unused in rooms.values():
        unused._element.getparent().remove(unused._element)
    if laid.logo is not None and slide.logo is not None:
        _put(added.shapes, slide.logo, laid.logo, ground="#ffffff")
    speak_of(added, language)
    _note(added, slide, language)


def _write(room: Any, said: Words) -> None:
    if (room.left, room.top, room.width, room.height) != _place(said.box):
        room.left, room.top, room.width, room.height = _place(said.box)
    frame = room.text_frame
    for at, paragraph in enumerate(said.paragraphs):
        line = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        line.text = paragraph.replace("\n", "\v")
        for run in line.runs:
            run.font.size = Pt(said.size)
    if said.columns > 1:
        body = frame._txBody.find(qn("a:bodyPr"))
        body.set("numCol", str(said.columns))
        body.set("spcCol", str(Mm(GUTTER)))


def _place(box: Box) -> tuple[int, int, int, int]:
    return Mm(box.x), Mm(box.y), Mm(box.width), Mm(box.height)


def _draw(room: Any, picture: Picture, box: Box) -> None:
    filled = room.insert_picture(BytesIO(dots(picture, round(box.width, 1))))
    filled.crop_left = filled.crop_right = filled.crop_top = filled.crop_bottom = 0
    filled.left, filled.top, filled.width, filled.height = _place(box)
    _name(filled, picture.alt)


def _put(shapes: Any, picture: Picture, box: Box, *, ground: str) -> None:
    made = dots(picture, round(box.width, 1), ground)
    _name(shapes.add_picture(BytesIO(made), *_place(box)), picture.alt)


def _name(shape: Any, alt: str) -> None:
    about = shape._element.nvPicPr.cNvPr
    about.set("descr", alt)
    about.set("name", alt[:60])


def speak_of(slide: Any, language: str) -> None:
    """Tell of every word on a slide, or among its notes, in which language it is."""
    for run in slide._element.iter(qn("a:r")):
        run.get_or_add_rPr().set("lang", language)
    speak(slide._element, language)


def _note(added: Any, slide: Slide, language: str) -> None:
    if not slide.notes:
        return
    notes = added.notes_slide
    notes.notes_text_frame.text = slide.notes
    speak_of(notes, language)
    speak(notes.part.notes_master._element, language)


def _decorate(made: Any) -> None:
    """Hang the mobile beside the opening and the mark in the corner of the others, unspoken."""
    mobile = (HERE / "drawings" / "mobile.svg").read_text(encoding="utf-8")
    mark = (HERE / "brand.svg").read_text(encoding="utf-8")
    for name, layout in zip(LAYOUTS, made.slide_layouts, strict=True):
        if name == "opening":
            _hang(layout, Picture(mobile, "", 560, 554), MOBILE)
        else:
            _hang(layout, Picture(mark, "", 60, 52), MARK)


def _hang(layout: Any, picture: Picture, box: Box) -> None:
    made = layout.part.get_or_add_image_part(BytesIO(dots(picture, box.width)))[1]
    x, y, width, height = _place(box)
    drawn = parse_xml(
        f"<p:pic {nsdecls('p', 'a', 'r')}><p:nvPicPr>"
        f'<p:cNvPr id="90" name="MantelzorgBalans" descr="">{DECORATIVE}</p:cNvPr>'
        f'<p:cNvPicPr/><p:nvPr userDrawn="1"/></p:nvPicPr>'
        f'<p:blipFill><a:blip r:embed="{made}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
        f'<p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )
    layout.shapes._spTree.insert(2, drawn)
