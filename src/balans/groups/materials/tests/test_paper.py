"""Materials of a group on paper: whatever a group is called, it fits and can be read aloud."""

import io
import re

import pytest
from django.utils.translation import override
from pypdf import PdfReader

from balans.documents import leaflet as leaflets
from balans.documents.logo import picture, strip
from balans.documents.pdf import render
from balans.groups.materials import printing
from balans.groups.materials.content import materials
from balans.groups.materials.tests.invitations import (
    CASES,
    ODD,
    days,
    invitation,
    logo,
    png,
    typesets_tagged_alone,
)
from balans.outreach.filling import site

SHEETS = [
    (language, name, size)
    for language in ("nl", "en")
    for name, letter in materials(language).items()
    for size in letter.entry.sizes
]
LETTERS = [name for name, letter in materials("nl").items() if not letter.entry.sizes]


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def words(pdf: bytes) -> str:
    read = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return re.sub(r"[\s​]+", " ", read)


@pytest.fixture
def tagged_only(monkeypatch):
    """Let a flyer fail when it can only be made without tags."""
    typesets_tagged_alone(monkeypatch, leaflets)


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize(("language", "name", "size"), SHEETS)
def test_every_print_fits_one_page_whatever_the_group(language, name, size, case, tagged_only):
    with override(language):
        said = invitation(language=language, **CASES[case])
        made = printing.pdf_of(materials(language)[name], size, said)
    assert made.startswith(b"%PDF") and pages(made) == 1
    assert b"/MarkInfo" in made


def test_a_flyer_says_when_where_with_whom_and_how_to_join():
    made = words(printing.pdf_of(materials("nl")["flyer"], "a5", invitation()))
    for said in (
        "Samen op adem",
        "donderdag 11 maart 2027",
        "Steeds van 14.00 tot 15.00 uur",
        "Buurthuis De Linde, Dorpsstraat 4",
        "Dora Jansen",
        "met de code ABCD EFG HJK",
        "Steunpunt De Waard",
        "076 123 45 67",
    ):
        assert said in made.replace("\xa0", " ")


def test_its_code_opens_this_group_and_nothing_secret_is_on_it():
    said = invitation(place="")
    leaflet = printing.leaflet_of(materials("nl")["flyer"].words, "a5", said)
    assert leaflet.address == said.join and said.join.endswith("/ABCDEFGHJK/")
    assert leaflet.details[1].values == ("online, met een videogesprek",)
    assert "geheim" not in repr(leaflet)


def test_the_long_title_and_twelve_days_are_all_there():
    said = invitation(**CASES["a long title and twelve days"])
    made = words(printing.pdf_of(materials("nl")["flyer"], "a5", said)).replace("\xa0", " ")
    assert "Noordoost en Zuidwest" in made
    assert "mei 2027: do 6, do 13, do 20, do 27" in made


def test_after_the_last_meeting_a_flyer_invites_nobody():
    words_ = materials("nl")["flyer"].words
    leaflet = printing.leaflet_of(words_, "a5", invitation(**CASES["over"]))
    assert leaflet.lead == words_.over
    assert leaflet.address == site("nl")
    assert (leaflet.details, leaflet.signs) == ((), "")
    assert "ABCD" not in words(
        printing.pdf_of(materials("nl")["flyer"], "a5", invitation(**CASES["over"]))
    )


def test_the_logo_has_the_name_of_the_organisation_for_a_screen_reader():
    made = printing.pdf_of(materials("nl")["flyer"], "a5", invitation())
    assert "Steunpunt De Waard".encode("utf-16-be") in made or b"Steunpunt De Waard" in made
    assert picture(png(), "x").width == 600


def test_what_is_no_png_is_no_logo():
    with pytest.raises(OSError):
        picture(b"GIF89a", "x")


@pytest.mark.parametrize("shape", [(600, 200), (80, 600), (600, 600), (1, 1)])
def test_a_logo_on_a_letter_is_never_larger_than_a_letterhead(shape):
    figure = strip(logo(*shape))
    part = float(re.search(r"scale\(([\d.]+)\)", figure.svg)[1])
    assert shape[0] * part <= figure.width / 2 + 0.01
    assert shape[1] * part <= figure.height + 0.01
    assert figure.alt == "Steunpunt De Waard"


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_is_one_page_with_everything_on_it(name):
    made = printing.pdf_of(materials("nl")[name], None, invitation())
    assert pages(made) == 1
    assert "Samen op adem" in words(made)


def test_my_plan_names_the_group_and_its_next_day():
    made = words(render(printing.plan_document(invitation())))
    assert "Samen op adem · volgende keer: donderdag 11 maart 2027, 14.00 uur" in made
    assert "Mijn plan" in made
    assert "volgende keer" not in words(render(printing.plan_document(invitation(days=()))))


def test_a_list_of_who_came_has_a_box_for_every_day_that_is_not_off():
    known = (*days(3), *days(12)[3:])
    document = printing.attendance_document(invitation(), known, ())
    grid = document.blocks[-1]
    assert grid.columns[0] == "11 mrt" and len(grid.columns) == 12
    assert set(grid.rows) == {""}
    named = printing.attendance_document(invitation(), known, ("Anna", ODD)).blocks[-1]
    assert named.rows[:2] == ("Anna", ODD) and len(named.rows) == 2 + printing.EMPTY_LINES
    assert pages(render(printing.attendance_document(invitation(), known, ("Anna", ODD)))) == 1
    assert pages(render(printing.attendance_document(invitation(), (), ()))) == 1
