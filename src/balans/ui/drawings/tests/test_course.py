"""The course is drawn on a scale that never moves, and no line runs where nothing is known."""

import itertools
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest

from balans.ui.drawings.course import TOP, Course, Point, Wash, layout
from balans.ui.drawings.course_svg import (
    narrow_svg,
    paper_lettering,
    paper_svg,
    small_svg,
    wide_svg,
)

FIRST = date(2026, 1, 5)
HIGH = 200.0


def course(*pieces, least=0, most=13, every=30, **more):
    days = iter(range(10_000))
    placed = tuple(
        tuple(Point(FIRST + timedelta(days=every * next(days)), value) for value in piece)
        for piece in pieces
    )
    return Course(placed, least, most, **more)


def drawn(found, width=300.0):
    return layout(found, width=width, plot_height=HIGH)


def test_the_scale_runs_from_the_lowest_to_the_highest_number_there_can_be():
    found = drawn(course((0, 13)))
    assert [stone.y for stone in found.stones] == [TOP + HIGH, TOP]


def test_a_small_change_looks_small():
    one, other = drawn(course((6, 7))).stones
    assert one.y - other.y == pytest.approx(HIGH / 13)


def test_time_runs_to_the_right_in_proportion():
    first, middle, last = (
        stone.x
        for stone in drawn(
            Course(
                (
                    (
                        Point(FIRST, 1),
                        Point(FIRST + timedelta(10), 2),
                        Point(FIRST + timedelta(100), 3),
                    ),
                ),
                0,
                9,
            )
        ).stones
    )
    assert (middle - first) / (last - first) == pytest.approx(0.1)


def test_one_point_is_a_stone_without_a_line():
    found = drawn(course((6,)))
    assert found.lines == () and len(found.stones) == 1


def test_between_two_pieces_no_line_runs():
    found = drawn(course((6, 7), (8, 9)))
    assert len(found.lines) == 2 and all(line.count("L") == 1 for line in found.lines)


def test_everything_stays_within_the_drawing():
    for width in (300.0, 680.0):
        found = drawn(
            course(tuple(range(14)), washes=(Wash(0, 6, "sky"), Wash(7, 13, "sun"))), width
        )
        for stone in found.stones:
            assert stone.r <= stone.x <= width - stone.r
            assert 0 <= stone.y <= found.height


def test_numbers_never_stand_on_each_other_and_the_last_is_always_there():
    found = drawn(course(tuple([3, 4] * 60), every=3))
    numbers = [each for each in found.letters if each.role.startswith("number")]
    xs = [each.x for each in numbers]
    assert all(b - a >= 29 for a, b in itertools.pairwise(xs))
    assert numbers[-1].role == "number last" and numbers[-1].text == "4"


def test_of_many_points_only_the_ends_and_the_outer_numbers_are_told():
    found = drawn(course((5, 6, 2, *[7] * 10, 12, 6, 5)), width=680.0)
    told = [each.text for each in found.letters if each.role.startswith("number")]
    assert told == ["5", "2", "12", "5"]


def test_a_number_stands_under_a_stone_that_lies_low():
    low, high = drawn(course((9, 2, 9))), drawn(course((2, 9, 2)))
    for found, under in ((low, True), (high, False)):
        middle = found.stones[1]
        (told,) = (each for each in found.letters if each.x == middle.x)
        assert (told.y > middle.y) is under


def test_many_points_are_a_line_with_stones_at_its_ends():
    found = drawn(course((3,) * 250, (4,) * 250, every=2), width=680.0)
    assert len(found.lines) == 2 and len(found.stones) == 4
    assert sum(stone.is_last for stone in found.stones) == 1


def test_stones_that_fit_do_not_lie_on_each_other():
    for count in (2, 12, 30):
        stones = drawn(course((5,) * count)).stones
        gaps = [b.x - a.x for a, b in itertools.pairwise(stones)]
        assert min(gaps) > 2 * stones[0].r * 0.95


def test_a_wash_reaches_halfway_to_the_next_number():
    low, high = drawn(course((5,), washes=(Wash(0, 6, "sky"), Wash(7, 13, "sun")))).bands
    assert low.y == pytest.approx(high.y + high.height)
    assert low.y == pytest.approx(TOP + HIGH * 6.5 / 13)


@pytest.mark.parametrize("write", [narrow_svg, wide_svg])
def test_the_page_gets_a_drawing_with_a_name_and_without_colours(write):
    text = write(course((3, 9), top="13 <zwaarder>"), summary='Van "3" naar 9')
    svg = ElementTree.fromstring(text)
    assert svg.get("role") == "img" and svg.get("aria-label") == 'Van "3" naar 9'
    assert "#" not in text and "style=" not in text and "&lt;zwaarder&gt;" in text


def test_the_small_line_says_nothing_to_a_reader():
    svg = ElementTree.fromstring(small_svg(course((3, 9, 4))))
    assert svg.get("aria-hidden") == "true" and not svg.findall(".//text")


def test_paper_gets_shapes_with_colours_and_its_letters_apart():
    found = course((3, 9), top="13: zwaarder", bottom="0: lichter", washes=(Wash(0, 13, "sky"),))
    text, width, height = paper_svg(found)
    assert "<text" not in text and "class=" not in text and "#e0eff2" in text
    letters = paper_lettering(found)
    assert {"13: zwaarder", "0: lichter", "3", "9"} <= {each.text for each in letters}
    assert all(0 <= each.x <= width and 0 <= each.y <= height for each in letters)
