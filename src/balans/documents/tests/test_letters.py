"""Texts become printable without losing what can be seen."""

import sys
import unicodedata

import pytest

from balans.documents.document import Document, Figure, Heading, Items, KeepTogether, Pile, Piles
from balans.documents.letters import (
    LONGEST_WORD,
    MISSING,
    USUAL,
    Printable,
    breakable,
    common_only,
    coverage,
    few_marks,
    has_ink,
    texts,
    without_marks,
)


@pytest.mark.parametrize(
    ("raw", "drawn"),
    [
        ("een\ttwee", "een twee"),
        ("een\r\ntwee\rdrie\u2028vier", "een\ntwee\ndrie\nvier"),
        ("a\x00b\x07c\ufeffd\ud800e", "abcde"),
        ("e\u0301", "é"),
        ("klaar ✓ → door", "klaar ✔ ➡ door"),
        ("می‌خواهم", "می‌خواهم"),
        ("😀\u0301", "😀"),
    ],
)
def test_what_cannot_be_seen_goes_and_what_can_be_seen_stays(raw, drawn):
    printable = Printable()
    assert printable(raw) == drawn
    assert not printable.missed


def test_the_usual_signs_all_have_a_letter_and_none_is_a_loose_mark():
    usual = [chr(each) for each in range(sys.maxunicode + 1) if USUAL.fullmatch(chr(each))]
    seen = [each for each in usual if each != "\n"]
    assert len(usual) > 300 and all(ord(each) in coverage() for each in seen)
    assert not [each for each in seen if unicodedata.category(each)[0] in "CM"]


@pytest.mark.parametrize("sign", ["茶", "ሰ", "\ue000", "\U000e0fff", "\U0001ffff"])
def test_a_sign_without_a_letter_becomes_a_box(sign):
    printable = Printable()
    assert printable(sign) == MISSING
    assert printable.missed


def test_an_endless_word_gets_places_to_break_and_an_address_does_not():
    endless = "x" * (3 * LONGEST_WORD)
    assert breakable(endless).split("\u200b") == ["x" * LONGEST_WORD] * 3
    for whole in (
        "arbeidsongeschiktheid",
        "https://www.mantelzorg.nl/onderwerpen/dementie-en-thuis",
    ):
        assert breakable(whole) == whole


@pytest.mark.parametrize(
    "number", ["030 205 90 59", "06 12 34 56 78", "+31 6 12 34 56 78", "0800 0113"]
)
def test_a_phone_number_is_held_together(number):
    assert breakable(f"bel {number} nu") == f"bel {number.replace(' ', chr(160))} nu"


def test_other_numbers_are_left_alone():
    assert breakable("van 10 20 30 tot 2026 11 24") == "van 10 20 30 tot 2026 11 24"


def test_every_text_is_changed_but_no_drawing():
    figure = Figure(svg="<svg/>", alt="steen", width=1, height=1)
    piles = Piles((Pile("graag", "gives", ("lopen",)),))
    document = Document("kop", "nl", blocks=(KeepTogether((Heading("een"), figure)), piles))
    changed = texts(document, lambda text: f"{text}!")
    assert changed.title == "kop!"
    assert changed.blocks[0].blocks[0].text == "een!"
    assert changed.blocks[0].blocks[1].svg == "<svg/>"
    assert changed.blocks[1].piles[0].items == ("lopen!",)


def test_names_that_are_no_text_survive_every_step():
    document = Document(
        "kop", "nl", blocks=(Items(("a",), marks="check"), Piles((Pile("b", "costs", ()),)))
    )
    assert texts(texts(document, without_marks), common_only) == document


def test_less_keeps_the_letters():
    assert without_marks("x\u0338 a\u200db ك") == "x ab ك"
    assert common_only("Dag 😀 Łódź, 5% & meer!") == "Dag  Łódź, 5% & meer!"


def test_spaces_and_joiners_are_no_ink():
    assert not has_ink(" \u200b\u200d\n\u0301")
    assert has_ink("😀")


def test_a_letter_carries_few_marks_and_loses_none_that_a_script_needs():
    heap = "Z" + "\u0334\u0321\u0327" * 6_600
    assert len(Printable()(heap)) < 20
    assert Printable()("Việt Nam, שָׁלוֹם, é̂") == Printable()("Việt Nam, שָׁלוֹם, é̂")
    assert "שָׁלוֹם" in few_marks("שָׁלוֹם")
