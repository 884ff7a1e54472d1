"""The empty paper version of a check: a form to fill in, count and keep."""

import io

import pytest
from pypdf import PdfReader

from balans.documents.pdf import render
from balans.questionnaires.content import catalogue, checks
from balans.questionnaires.paper import paper_document


def text_of(name: str, language: str = "nl") -> tuple[int, str]:
    reader = PdfReader(io.BytesIO(render(paper_document(catalogue(language).newest(name)))))
    return len(reader.pages), " ".join(
        " ".join(page.extract_text().split()) for page in reader.pages
    )


def test_thirteen_statements_fit_on_two_pages_with_how_to_count_them():
    pages, text = text_of("csi")
    assert pages == 2
    for said in ("Datum", "Tel hoe vaak je ja aankruiste.", "0 tot en met 6", "11 tot en met 13"):
        assert said in text
    assert "Luisterlijn" in text and "Robinson" in text and "geen diagnose" in text


def test_answers_with_points_are_counted_by_the_points_of_each():
    pages, text = text_of("ediz")
    assert pages == 2
    assert "Nee! = 0; Nee = 0; Min of meer = 1; Ja = 1; Ja! = 1" in text
    assert "Wat dat vaak betekent" not in text, "no ranges were published"


def test_one_question_is_not_counted_and_says_what_each_answer_means():
    _pages, text = text_of("volhoudtijd")
    assert "Zo tel je het zelf" not in text
    assert "Minder dan een week Je kracht is bijna op." in text


def test_a_form_of_our_own_says_so_and_gives_no_ranges():
    _pages, text = text_of("drie-minuten")
    assert "eigen ontwerp, niet gevalideerd" in text
    assert "Zo tel je het zelf" not in text and "tot en met" not in text


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_check_has_a_form_of_a_few_pages_with_who_to_call(language):
    for flow in checks(language):
        pages, text = text_of(flow.name, language)
        assert pages <= (2 if flow.instrument.standing == "validated" else 4), flow.name
        assert "088 0767 000" in text.replace("\N{NO-BREAK SPACE}", " "), flow.name
