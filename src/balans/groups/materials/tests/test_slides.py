"""Slides of the information meeting: read again, nothing is missing and nothing hangs out."""

import io
import re

import pytest
from django.utils.translation import override
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.util import Mm
from pypdf import PdfReader

from balans.core.content import ContentError
from balans.documents import showing
from balans.documents.powerpoint import render_pptx
from balans.documents.showing import render_deck
from balans.documents.slides import HEIGHT, WIDTH, height, laid
from balans.groups.content import scripts
from balans.groups.materials import slides as room
from balans.groups.materials.slides import deck_of, slides
from balans.groups.materials.tests.invitations import CASES, LINK, invitation


def deck(language="nl", **changed):
    with override(language):
        return deck_of(slides(language), invitation(language=language, **changed))


def again(made):
    return Presentation(io.BytesIO(made))


@pytest.fixture
def tagged_only(monkeypatch):
    """Let slides fail when they can only be made without tags."""
    plain = showing.typeset

    def strict(template, inputs, *, tagged):
        assert tagged, "these slides could not be tagged"
        return plain(template, inputs, tagged=tagged)

    monkeypatch.setattr(showing, "typeset", strict)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_there_are_ten_to_fourteen_slides_along_the_steps_of_the_script(language):
    found = slides(language).slides
    assert 10 <= len(found) <= 14
    steps = [each.id for each in scripts(language)["informatie"].steps]
    order = [steps.index(each.step) for each in found]
    assert order == sorted(order)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("case", [*CASES, "nobody's group"])
def test_the_pptx_can_be_read_again_and_lacks_nothing(language, case):
    whole = (
        deck_of(slides(language), None)
        if case == "nobody's group"
        else deck(language, **CASES[case])
    )
    made = again(render_pptx(whole))
    assert len(made.slides) == len(whole.slides)
    for slide in made.slides:
        assert slide.shapes.title is not None and slide.shapes.title.text_frame.text.strip()
        assert slide.shapes[0] == slide.shapes.title, "the title is read first"
        assert slide.has_notes_slide and slide.notes_slide.notes_text_frame.text.strip()
        for shape in slide.shapes:
            if shape.has_text_frame:
                assert shape.text_frame.text.strip(), "no empty room is left"
            else:
                assert shape._element.nvPicPr.cNvPr.get("descr"), "a picture has an alt text"


@pytest.mark.parametrize(("language", "tag"), [("nl", "nl-NL"), ("en", "en-GB")])
def test_every_word_is_in_its_language(language, tag):
    made = again(render_pptx(deck(language)))
    assert made.core_properties.language == tag
    sheets = [*made.slides, *made.slide_layouts, made.slide_master]
    sheets += [each.notes_slide for each in made.slides]
    for sheet in sheets:
        spoken = {each.get("lang") for each in sheet._element.iter() if each.get("lang")}
        assert spoken <= {tag}
    for slide in made.slides:
        runs = [each for each in slide._element.iter() if each.tag.endswith("}r")]
        assert runs and all(each.find("{*}rPr").get("lang") == tag for each in runs)


def test_the_master_is_our_own():
    made = again(render_pptx(deck()))
    assert [each.name for each in made.slide_layouts] == [
        "Opening",
        "Tekst",
        "Getal",
        "Tekening met tekst",
    ]
    parts = made.slide_master.part.rels.values()
    theme = next(each.target_part.blob for each in parts if "theme" in each.reltype).decode()
    assert "0F5257" in theme and "4F81BD" not in theme and "Calibri" not in theme
    names = {str(each.partname) for each in made.part.package.iter_parts()}
    assert not [each for each in names if "printer" in each or "thumbnail" in each]
    assert "screen4x3" not in made.part.blob.decode()
    assert (made.slide_width, made.slide_height) == (Mm(WIDTH), Mm(HEIGHT))


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("case", [each for each in CASES if each != "one endless word"])
def test_no_words_hang_out_of_their_room_or_the_slide(language, case):
    for slide in deck(language, **CASES[case]).slides:
        placed = laid(slide)
        for said in placed.words:
            room_ = said.box
            width = room_.width / said.columns
            gap = 0.45 if said is placed.points else 0.0
            assert height(said.paragraphs, width - 9 * bool(gap), said.size, gap) <= (
                room_.height * said.columns
            )
            assert room_.x >= 0 and room_.x + room_.width <= WIDTH
            assert room_.y >= 0 and room_.y + room_.height <= HEIGHT
        if placed.lead and placed.points:
            below = height(placed.lead.paragraphs, placed.lead.box.width, placed.lead.size)
            assert placed.lead.box.y + below <= placed.points.box.y


def test_the_slides_of_the_house_can_be_read_from_the_last_row():
    for language in ("nl", "en"):
        for slide in deck_of(slides(language), None).slides:
            placed = laid(slide)
            assert placed.title.size >= 32
            assert placed.points is None or placed.points.size >= 22
            assert placed.lead is None or placed.lead.size >= 20


def test_a_group_puts_its_name_days_place_and_code_on_them():
    made = again(render_pptx(deck()))
    said = "\n".join(
        shape.text_frame.text
        for each in made.slides
        for shape in each.shapes
        if shape.has_text_frame
    )
    for words in (
        "Samen op adem",
        "Dora Jansen",
        "Steunpunt De Waard",
        "donderdag 1 april 2027",
        "Buurthuis De Linde",
        "code ABCD EFG HJK",
        "076 123 45 67",
    ):
        assert words in said
    assert LINK not in said and "Vier bijeenkomsten" not in said
    pictures = [
        shape
        for each in made.slides
        for shape in each.shapes
        if shape.shape_type == MSO_SHAPE_TYPE.PICTURE
    ]
    assert len(pictures) == 2, "the logo stands on the first and the last slide"
    assert made.core_properties.author == "Steunpunt De Waard"


@pytest.mark.parametrize("case", CASES)
def test_the_pdf_is_tagged_whatever_the_group(case, tagged_only):
    whole = deck(**CASES[case])
    made = render_deck(whole)
    reader = PdfReader(io.BytesIO(made))
    assert len(reader.pages) == len(whole.slides)
    assert reader.trailer["/Root"]["/Lang"] == "nl"
    box = reader.pages[0].mediabox
    assert round(float(box.width) / float(box.height), 3) == round(16 / 9, 3)


def test_the_pdf_has_a_heading_on_every_slide_and_no_notes():
    whole = deck_of(slides("nl"), None)
    reader = PdfReader(io.BytesIO(render_deck(whole)))
    assert len(reader.outline) >= 1
    titles = list(flat(reader.outline))
    assert titles == [each.title for each in whole.slides]
    said = re.sub(r"\s+", " ", " ".join(each.extract_text() for each in reader.pages))
    assert "in het draaiboek" not in said


def flat(outline):
    for each in outline:
        if isinstance(each, list):
            yield from flat(each)
        else:
            yield each.title


def test_notes_name_the_step_and_its_minutes():
    first = deck_of(slides("nl"), None).slides[0]
    assert first.notes.startswith("Bij “Welkom” in het draaiboek, samen 5 minuten.\n")


def test_who_to_call_comes_from_the_helplines():
    whole = deck_of(slides("nl"), None)
    calling = next(each for each in whole.slides if each.title == "Wie kun je bellen?")
    assert any("Luisterlijn: 088" in each for each in calling.points)
    assert len(calling.points) == 5


def test_a_figure_has_its_source():
    number = next(each for each in deck_of(slides("nl"), None).slides if each.number)
    assert number.number == "75 van de 100" and number.source.startswith("Bron: ")


def test_an_error_names_the_file_and_the_slide(monkeypatch):
    found = slides("nl")
    wrong = found.model_copy(
        update={"slides": (found.slides[0].model_copy(update={"step": "nergens"}),)}
    )
    with pytest.raises(ContentError, match="welkom: the script has no step 'nergens'"):
        room._check(wrong, where="slides/informatie/nl.toml")
