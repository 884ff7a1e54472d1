"""The hanging mobile: sized by the number, nothing overlaps, every word can be read."""

from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balans.ui.drawings.hanging import (
    COLUMN,
    MOST_WORDS,
    NAME_SIZE,
    WIDTH,
    WORD_SIZE,
    Part,
    hang,
    radius,
)
from balans.ui.drawings.hanging_svg import hanging_context, lettering, print_svg, web_svg
from balans.ui.drawings.lettering import width

words = st.text(max_size=60) | st.sampled_from(
    ("🌻👩‍👩‍👧", "العناية بوالدتي كل يوم", "<b>&", "x" * 300, "]]>\x00\ud800")
)
parts = st.lists(
    st.builds(
        Part,
        name=words,
        number=st.none() | st.integers(0, 10),
        feeds=st.lists(words, max_size=9).map(tuple),
        colour=st.sampled_from(("moss", "sky", "clay", "sun", "rose")),
        asks=st.booleans(),
    ),
    max_size=6,
)
some = settings(max_examples=40, deadline=None)


def test_a_higher_number_is_a_larger_shape():
    sizes = [radius(number) for number in range(11)]
    assert all(a < b for a, b in pairwise(sizes))
    assert radius(0) < radius(None) < radius(10)


@some
@given(parts)
def test_shapes_and_words_stay_apart_and_on_the_drawing(made):
    drawn = hang(made, nothing="Nog niets", more="en nog {count}")
    for each in drawn.hung:
        assert each.x - each.shape.rx >= 0 and each.x + each.shape.rx <= WIDTH
        assert each.from_y < each.top
        assert each.y + each.shape.ry < each.name.y - 20
        ys = [each.name.y, *(line.y for line in each.lines)]
        assert all(b - a >= WORD_SIZE for a, b in pairwise(ys)) and ys[-1] < drawn.height
        assert all(width(line.text, WORD_SIZE) <= COLUMN for line in each.lines)
        assert width(each.name.text, NAME_SIZE) <= COLUMN
    for a, b in pairwise(drawn.hung):
        assert a.x + max(a.shape.rx, COLUMN / 2) <= b.x - max(b.shape.rx, COLUMN / 2)


@some
@given(parts)
def test_both_drawings_are_sound_xml_whatever_is_written(made):
    drawn = hang(made, more="en nog {count}")
    for drawing in (web_svg(drawn), print_svg(drawn)):
        ElementTree.fromstring(drawing)


def test_what_does_not_fit_is_counted():
    feeds = tuple(f"Ding {number}" for number in range(MOST_WORDS + 3))
    (hung,) = hang([Part("Hart", 5, feeds)], more="en nog {count}").hung
    assert [line.text for line in hung.lines] == ["Ding 0", "Ding 1", "Ding 2", "en nog 4"]
    assert hung.lines[-1].soft


def test_exactly_what_fits_is_not_counted():
    feeds = tuple(f"Ding {number}" for number in range(MOST_WORDS))
    (hung,) = hang([Part("Hart", 5, feeds)], more="en nog {count}").hung
    assert [line.text for line in hung.lines] == list(feeds)


def test_the_same_parts_give_the_same_drawing():
    made = [Part("Ziel", 4, ("De natuur",), "sun", asks=True)]
    assert web_svg(hang(made)) == web_svg(hang(made))


def test_on_paper_the_letters_stand_apart_from_the_shapes():
    drawn = hang([Part("Hoofd", 3, ("Stilte",)), Part("Hart", None)], nothing="Nog niets")
    assert "<text" not in print_svg(drawn)
    assert [each.text for each in lettering(drawn)] == [
        "3",
        "Hoofd",
        "Stilte",
        "Hart",
        "Nog niets",
    ]


def test_the_list_beside_it_holds_everything_that_feeds_a_part():
    feeds = tuple(f"Ding {number}" for number in range(9))
    context = hanging_context(parts=[Part("Hart", 5, feeds)], nothing="", more="", asking="")
    ((part, stone),) = context["parts"]
    assert part.feeds == feeds and "aria-hidden" in stone


@pytest.mark.parametrize("words", ['"><script>', "<b>hart</b>"])
def test_words_are_never_markup(words):
    drawing = web_svg(hang([Part(words, 5, (words,))], nothing=words, more=words))
    assert "<script" not in drawing and "<b>" not in drawing
