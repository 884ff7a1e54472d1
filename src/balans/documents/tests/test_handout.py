"""A sheet to hand out: one page, tagged, whatever stands on it."""

import io

import pytest
from pypdf import PdfReader

from balans.documents.handout import Handout, render_handout
from balans.groups.content import handouts


def read(handout: Handout) -> PdfReader:
    return PdfReader(io.BytesIO(render_handout(handout)))


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", list(handouts("nl")))
def test_every_sheet_of_ours_is_one_a4_with_all_its_words(name, language):
    found = handouts(language)[name]
    pdf = read(Handout(language, found.title, found.lead, found.items, found.close))
    (page,) = pdf.pages
    assert [round(float(each) / 72 * 25.4) for each in page.mediabox[2:]] == [210, 297]
    said = "".join(page.extract_text().split())
    for words in (found.title, found.lead, *found.items, found.close):
        assert "".join(words.rstrip("…").split()) in said
    assert "/StructTreeRoot" in pdf.trailer["/Root"]


def test_long_words_and_many_things_stay_on_one_page():
    items = tuple(f"{number}. " + "Een lange zin over zorgen. " * 6 for number in range(10))
    assert len(read(Handout("nl", "Titel " * 12, "Inleiding. " * 20, items, "Slot.")).pages) == 1


def test_other_scripts_and_markup_are_only_data():
    pdf = read(Handout("nl", "#let x = 1 *vet*", "مرحبا 🌿", ("<b>niets</b>", "$x$ …")))
    assert "#let x = 1 *vet*" in pdf.pages[0].extract_text()
