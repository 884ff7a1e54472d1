"""The balance on a page: the drawing, the stones for a phone and the table say the same."""

from typing import Any

import html5lib
import pytest
from django.template.loader import render_to_string

from balans.ui.drawings.balance import MAX_STONES, Stone
from balans.ui.drawings.tags import balance_context, more_text
from balans.ui.examples.balance import EXAMPLES

LONG = "Waken als het spannend is en niemand anders er vannacht kan zijn"


def shown(**changes: Any) -> str:
    words = {"gives_title": "Geeft kracht", "costs_title": "Kost kracht", "summary": "In balans."}
    given: dict[str, Any] = {"gives": [], "costs": [], **words, **changes}
    return render_to_string("ui/balance.html", balance_context(**given))


def table_of(page: str) -> str:
    return page.partition('<table class="table">')[2]


@pytest.mark.parametrize("context", [context for _, _, context in EXAMPLES])
def test_each_example_is_valid_html(context: dict[str, Any]) -> None:
    html5lib.HTMLParser(strict=True).parseFragment(shown(**context))


def test_the_table_holds_the_whole_text_and_every_stone() -> None:
    costs = [Stone(f"{LONG} {i}", 2, 1, "elke week", "kost kracht") for i in range(MAX_STONES + 3)]
    table = table_of(shown(costs=costs))
    assert all(f"{LONG} {i}<" in table for i in range(MAX_STONES + 3))
    assert table.count("elke week") == MAX_STONES + 3


def test_the_stones_for_a_phone_show_more_of_a_text_than_the_drawing() -> None:
    page = shown(costs=[Stone(LONG, 2, 1)])
    assert f"<bdi>{LONG}</bdi></li>" in page


def test_words_are_never_markup() -> None:
    page = shown(gives=[Stone("<b>tuin</b>", 2, 1)], summary='"><script>', gives_title="<i>")
    assert "<b>" not in page
    assert "<script>" not in page
    assert "<i>" not in page


def test_the_drawing_says_in_words_what_it_shows() -> None:
    page = shown(summary="Eén ding geeft kracht.")
    assert 'role="img" aria-label="Eén ding geeft kracht."' in page


def test_without_stones_there_is_no_table_and_no_legend() -> None:
    page = shown()
    assert "<table" not in page
    assert "balance-legend" not in page


def test_a_colour_is_explained_only_when_it_is_used() -> None:
    context = balance_context(
        gives=[Stone("tuin", 1, 2, "", "geeft veel kracht")],
        costs=[],
        gives_title="",
        costs_title="",
        summary="",
    )
    assert context["legend"] == [{"colour": "moss", "text": "geeft veel kracht"}]


def test_nothing_carries_an_inline_style() -> None:
    assert all(" style=" not in shown(**context) for _, _, context in EXAMPLES)


def test_what_is_not_drawn_is_counted_in_words() -> None:
    assert more_text(5) == "en nog 5"
    assert more_text(0) == ""
