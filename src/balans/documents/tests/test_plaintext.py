"""A paper to fill in as text: every word of it, with boxes and lines that can be typed."""

import pytest

from balans.documents.document import (
    Blanks,
    Checkboxes,
    ChoiceGrid,
    Document,
    Figure,
    Heading,
    Items,
    KeepTogether,
    Paragraph,
    WriteLines,
    WriteTable,
)
from balans.documents.plaintext import LINE, listed, plain_text


def text(*blocks) -> str:
    return plain_text(Document(title="T", language="nl", blocks=blocks)).removeprefix("T\n\n")


@pytest.mark.parametrize(
    ("block", "said"),
    [
        (Heading("Kop"), "Kop"),
        (Items(("een", "twee")), "- een\n- twee"),
        (Items(("een",), marks="check"), "[ ] een"),
        (Checkboxes(("ja", "nee")), "[ ] ja\n[ ] nee"),
        (WriteLines(2), f"{LINE}\n{LINE}"),
        (Blanks(("Datum",)), f"Datum: {LINE}"),
        (ChoiceGrid(("Goed?",), ("ja", "nee")), "Goed? [ ] ja   [ ] nee"),
        (ChoiceGrid(("",), ("ja",)), f"{LINE} [ ] ja"),
        (WriteTable(("Wat", "Wie"), ("Koken",)), f"Koken: Wie: {LINE}"),
        (KeepTogether((Heading("Kop"), Paragraph("Tekst"))), "Kop\nTekst"),
    ],
)
def test_every_block_of_a_paper_can_be_typed(block, said):
    assert text(block) == said


def test_parts_stand_apart_and_a_drawing_leaves_no_hole():
    drawing = Figure(svg="<svg/>", alt="logo", width=1, height=1)
    assert text(drawing, Paragraph("een"), Paragraph("twee")) == "een\n\ntwee"


def test_a_sentence_to_finish_gets_a_line():
    assert listed(["Dit neem ik mee: …"]) == f"- Dit neem ik mee: {LINE}"
