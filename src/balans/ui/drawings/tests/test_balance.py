"""The balance drawing: nothing overlaps, nothing falls off, every label can be read."""

import math
from collections.abc import Sequence
from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balans.ui.drawings.balance import (
    BEAM_HALF,
    MAX_STONES,
    MAX_TILT,
    WIDTH,
    Layout,
    Placed,
    Stone,
    layout,
    tilt,
    turned,
)
from balans.ui.drawings.lettering import ELLIPSIS, clean, shorten, width
from balans.ui.drawings.outline import Point
from balans.ui.drawings.pile import COLUMN
from balans.ui.drawings.svg import LIGHT, Words, lettering, svg, web_svg

ODD_TEXTS = (
    "",
    "🌻👩‍👩‍👧👍🏽",
    "العناية بوالدتي كل يوم",
    "İğne yapmak",
    "<script>alert('&')</script>",
    "]]>\x00\x0b\ud800",
    "x" * 300,
    "é" * 90,
    "een heel lange zin die nergens ophoudt " * 8,
)
texts = st.text(max_size=60) | st.sampled_from(ODD_TEXTS)
stones = st.builds(
    Stone, text=texts, size=st.integers(min_value=1, max_value=4), strength=st.integers(1, 2)
)
sides = st.lists(stones, max_size=MAX_STONES + 4)
some = settings(max_examples=60, deadline=None)
few = settings(max_examples=20, deadline=None)


def polygon(placed: Placed) -> list[Point]:
    return [(placed.x + x, placed.y + y) for x, y in placed.shape.points]


def distance(point: Point, a: Point, b: Point) -> float:
    along_x, along_y = b[0] - a[0], b[1] - a[1]
    long = along_x**2 + along_y**2 or 1e-9
    share = ((point[0] - a[0]) * along_x + (point[1] - a[1]) * along_y) / long
    share = max(0.0, min(1.0, share))
    return math.dist(point, (a[0] + share * along_x, a[1] + share * along_y))


def contains(shape: Sequence[Point], point: Point) -> bool:
    inside = False
    for (ax, ay), (bx, by) in pairwise([*shape, shape[0]]):
        if (ay > point[1]) != (by > point[1]) and point[0] < (bx - ax) * (point[1] - ay) / (
            by - ay
        ) + ax:
            inside = not inside
    return inside


def room_between(one: Placed, other: Placed) -> float:
    """Return the smallest distance between two stones, below zero when one is in the other."""
    if math.dist((one.x, one.y), (other.x, other.y)) > one.shape.rx + other.shape.rx + 20:
        return 20.0
    reach = other.shape.rx + 20
    first = [point for point in polygon(one) if math.dist(point, (other.x, other.y)) < reach]
    second = polygon(other)
    if not first:
        return 20.0
    if any(contains(second, point) for point in first) or contains(polygon(one), second[0]):
        return -1.0
    edges = list(pairwise([*second, second[0]]))
    return min(distance(point, a, b) for point in first for a, b in edges)


@few
@given(sides, sides)
def test_no_two_stones_touch(gives: list[Stone], costs: list[Stone]) -> None:
    drawn = layout(gives, costs)
    for one, other in combinations(drawn.placed, 2):
        assert room_between(one, other) > 1


def test_the_measure_of_overlap_sees_an_overlap() -> None:
    one = layout([Stone("tuin", 4, 2)], []).gives[0]
    moved = Placed(one.stone, one.x + 20, one.y + 5, one.shape, one.lines, one.colour)
    assert room_between(one, moved) < 0


@some
@given(sides, sides)
def test_every_stone_lies_above_its_own_arm_of_the_beam(
    gives: list[Stone], costs: list[Stone]
) -> None:
    drawn = layout(gives, costs)
    for side, placed in ((-1, drawn.gives), (1, drawn.costs)):
        for stone in placed:
            assert all(y < -BEAM_HALF + 1e-6 for _, y in polygon(stone))
            assert all(0 < side * x < 425 for x, _ in polygon(stone))


@few
@given(sides, sides)
def test_every_stone_rests_on_the_beam_or_on_another_stone(
    gives: list[Stone], costs: list[Stone]
) -> None:
    drawn = layout(gives, costs)
    for side in (drawn.gives, drawn.costs):
        for stone in side:
            above_beam = -BEAM_HALF - max(y for _, y in polygon(stone))
            others = [room_between(stone, other) for other in side if other is not stone]
            # The pile is kept in columns: on a steep side that is a few of them.
            assert min([above_beam, *others]) < 4 * COLUMN


@some
@given(sides, sides)
def test_everything_stays_inside_the_drawing_when_the_beam_tilts(
    gives: list[Stone], costs: list[Stone]
) -> None:
    drawn = layout(gives, costs)
    left, top, wide, high = drawn.view_box
    for stone in drawn.placed:
        for x, y in (turned(*point, drawn.angle) for point in polygon(stone)):
            assert left < x < left + wide
            assert top < y < top + high


@some
@given(sides)
def test_a_label_fits_its_stone(costs: list[Stone]) -> None:
    drawn = layout([], costs)
    for placed in drawn.costs:
        for line in placed.lines:
            half = width(line.text, drawn.font_size) / 2
            for x in (-half, half):
                for y in (line.y - 0.7 * drawn.font_size, line.y + 0.06 * drawn.font_size):
                    assert contains(placed.shape.points, (x, y)), line.text


@some
@given(st.lists(st.builds(Stone, texts, st.integers(1, 4), st.integers(1, 2)), min_size=2))
def test_more_often_is_never_smaller(gives: list[Stone]) -> None:
    drawn = layout(gives, []).gives
    for one, other in combinations(drawn, 2):
        if one.stone.size > other.stone.size:
            assert one.shape.rx * one.shape.ry > other.shape.rx * other.shape.ry


@given(sides, sides)
@some
def test_the_beam_tilts_to_the_heavier_side(gives: list[Stone], costs: list[Stone]) -> None:
    drawn = layout(gives, costs)
    difference = sum(s.weight for s in costs) - sum(s.weight for s in gives)
    assert (drawn.angle > 0) == (difference > 0)
    assert (drawn.angle < 0) == (difference < 0)
    assert abs(drawn.angle) <= MAX_TILT


def test_the_beam_tilts_further_when_the_difference_is_larger() -> None:
    angles = [tilt(10, costs) for costs in (10, 11, 14, 20, 80)]
    assert angles == sorted(angles)
    assert angles[0] == 0
    assert angles[1] > 1


@given(sides, sides)
@some
def test_the_same_answers_give_the_same_drawing(gives: list[Stone], costs: list[Stone]) -> None:
    assert layout(gives, costs) == layout(list(gives), list(costs))


def test_stones_of_the_same_size_do_not_all_look_the_same() -> None:
    koken, tuin = layout([Stone("koken", 2, 1), Stone("tuin", 2, 1)], []).gives
    assert koken.shape.path != tuin.shape.path


@given(sides, sides, texts)
@some
def test_any_text_gives_an_svg_that_parses(
    gives: list[Stone], costs: list[Stone], title: str
) -> None:
    drawn = layout(gives, costs)
    words = Words(title, title, title, title)
    for source in (
        svg(drawn, words=words),
        svg(drawn),
        web_svg(drawn, summary=title, words=words),
    ):
        names = {
            element.tag.rpartition("}")[2] for element in ElementTree.fromstring(source).iter()
        }
        assert names <= {"svg", "g", "path", "text"}


def test_what_is_past_the_limit_is_counted_and_still_weighs() -> None:
    costs = [Stone(f"ding {i}", 1, 1) for i in range(MAX_STONES + 5)]
    drawn = layout([Stone("tuin", 4, 2)], costs)
    assert len(drawn.costs) == MAX_STONES
    assert drawn.costs_more == 5
    assert "+5" in svg(drawn)
    assert drawn.angle == tilt(8, MAX_STONES + 5)


def test_the_lightest_stones_are_the_ones_left_out() -> None:
    heavy = [Stone(f"zwaar {i}", 4, 2) for i in range(MAX_STONES)]
    drawn = layout([], [Stone("licht", 1, 1), *heavy])
    assert "licht" not in {placed.stone.text for placed in drawn.costs}


def test_nothing_on_the_beam_leaves_it_level() -> None:
    drawn = layout([], [])
    assert drawn.angle == 0
    assert drawn.placed == ()


def test_colour_follows_how_strongly_it_weighs() -> None:
    drawn = layout([Stone("a", 1, 1), Stone("b", 1, 2)], [Stone("c", 1, 1), Stone("d", 1, 2)])
    assert [placed.colour for placed in drawn.placed] == ["sky", "moss", "rose", "clay"]


def test_a_size_out_of_range_is_brought_back() -> None:
    wild, full = layout([Stone("tuin", 9, 5)], []), layout([Stone("tuin", 4, 2)], [])
    assert wild.gives[0].shape == full.gives[0].shape


@pytest.mark.parametrize("text", ["’s Nachts wakker worden", "Naar het ziekenhuis rijden"])
def test_an_ordinary_label_is_shown_whole(text: str) -> None:
    placed = layout([], [Stone(text, 1, 1)]).costs[0]
    assert " ".join(line.text for line in placed.lines) == text


def test_a_long_text_ends_in_an_ellipsis() -> None:
    placed = layout([], [Stone("Waken als het spannend is en niemand anders kan", 2, 1)]).costs[0]
    assert len(placed.lines) <= 3
    assert placed.lines[-1].text.endswith(ELLIPSIS)


def test_a_cut_never_halves_an_emoji() -> None:
    family = "👩‍👩‍👧"
    assert shorten(family * 50, 10) == family * 9 + ELLIPSIS


def test_characters_that_xml_forbids_are_left_out() -> None:
    assert clean("a\x00b\ud800 \n\t c\u202e") == "ab c"


def test_paper_without_letters_says_where_each_belongs() -> None:
    drawn = layout([Stone("Samen tuinieren", 3, 2)], [])
    words = Words("Geeft kracht", "Kost kracht")
    assert "<text" not in svg(drawn, words=words, letters=False)
    found = lettering(drawn, words=words)
    assert [line.text for line in found] == ["Samen", "tuinieren", "Geeft kracht", "Kost kracht"]
    assert all(0 < line.x < WIDTH and 0 < line.y < drawn.view_box[3] for line in found)


@pytest.mark.parametrize("colour", ["sky", "moss", "rose", "clay"])
def test_a_label_on_paper_has_enough_contrast(colour: str) -> None:
    assert contrast(LIGHT[colour], LIGHT[f"on-{colour}"]) >= 4.5


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else math.pow((p + 0.055) / 1.055, 2.4) for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_the_tallest_pile_still_fits() -> None:
    many = [Stone(f"iets dat ik doe {i}", 4, 2) for i in range(MAX_STONES)]
    drawn: Layout = layout([], many)
    assert max(x for s in drawn.costs for x, _ in polygon(s)) < WIDTH / 2
