"""Whatever a room hands over, the document can be read aloud."""

import pytest

from balans.documents.document import (
    Checkboxes,
    ChoiceGrid,
    Document,
    Figure,
    Heading,
    Helplines,
    Items,
    KeepTogether,
    Letter,
    Note,
    PageBreak,
    Pairs,
    Paragraph,
    Pile,
    Piles,
    Table,
    WriteLines,
    WriteTable,
)
from balans.documents.sound import BRAND, is_empty, sound


def blocks_of(*blocks):
    return sound(Document(title="Kop", language="nl", blocks=blocks)).blocks


@pytest.mark.parametrize(
    "block",
    [
        Heading(" "),
        Paragraph("\u200b"),
        Note(""),
        Letter("\n\n"),
        Items(("", " ")),
        Checkboxes(()),
        Piles(()),
        Pairs(()),
        Helplines(()),
        Table((), (("a",),)),
        Table(("a",), ()),
        ChoiceGrid((), ("ja",)),
        WriteTable(("Wat", "Uren"), ()),
        WriteLines(0),
        KeepTogether((Heading(""), Items(()))),
    ],
)
def test_empty_blocks_are_left_out(block):
    assert is_empty(block)
    assert blocks_of(block) == ()


def test_a_page_break_is_not_empty():
    assert blocks_of(PageBreak()) == (PageBreak(),)


def test_no_heading_level_is_skipped():
    levels = [each.level for each in blocks_of(Heading("a", 3), Heading("b", 3), Heading("c", 2))]
    assert levels == [2, 3, 2]


def test_headings_that_are_kept_together_count_in_the_order_of_reading():
    (kept, after) = blocks_of(KeepTogether((Heading("a", 3),)), Heading("b", 3))
    assert (kept.blocks[0].level, after.level) == (2, 3)


def test_titles_of_piles_are_headings_in_that_order_too():
    piles = Piles((Pile("graag", "gives", ()),))
    first, second = blocks_of(piles, piles)
    assert (first.level, second.level) == (2, 3)


def test_piles_without_titles_count_as_no_heading():
    piles, heading = blocks_of(Piles((Pile(" ", "gives", ("a",)),)), Heading("b", 3))
    assert piles.piles[0].title == ""
    assert heading.level == 2


def test_a_title_and_a_drawing_always_have_words():
    document = sound(Document("\u200b", "nl", blocks=(Figure("<svg/>", "", 1, 1),)))
    assert document.title == BRAND
    assert document.blocks[0].alt == BRAND


def test_rows_are_as_long_as_the_head_of_their_table():
    (table,) = blocks_of(Table(("a", "b"), (("1",), ("1", "2", "3"))))
    assert table.rows == (("1", ""), ("1", "2"))
