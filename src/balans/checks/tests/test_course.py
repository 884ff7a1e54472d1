"""Which results are points on a line, and where the line stops."""

import random

import pytest

from balans.checks.course import charts, marked
from balans.checks.tests.builders import check, done, points_of, score

A_SECOND = 1 / 86_400


def values(done_ones):
    return [each.numbers["som"] for each in points_of(done_ones)]


def test_results_come_oldest_first_whatever_their_order():
    found = [done(days, days) for days in range(9)]
    random.Random(1).shuffle(found)
    assert values(found) == list(range(9))


def test_the_last_finished_of_a_day_counts():
    assert values([done(0, 4), done(0.1, 5), done(0.2, None, finished=False)]) == [5]


def test_a_repeat_within_a_minute_is_one_point_also_around_midnight():
    midnight = 14 / 24
    found = [done(midnight - 20 * A_SECOND, 4), done(midnight + 20 * A_SECOND, 6)]
    assert found[0].when.date() != found[1].when.date()
    assert values(found) == [6]


def test_two_days_in_a_row_are_two_points():
    assert values([done(0, 4), done(1, 6)]) == [4, 6]


def test_what_is_no_point_says_why():
    again, point = done(0, 4), done(0.1, 5)
    open_one, begun = done(1, None), done(2, 3, finished=False)
    marks = marked([again, point, open_one, begun])
    assert [marks[each.id] for each in (again, point, open_one, begun)] == [
        "again",
        "point",
        "incomplete",
        "unfinished",
    ]


def test_a_result_that_is_no_point_never_hides_one_of_the_same_day():
    assert values([done(0, 4), done(0.1, None)]) == [4]


def test_a_check_without_numbers_has_points_and_no_drawing():
    flow = check(scores=[])
    points = points_of([done(flow=flow, numbers={})])
    assert len(points) == 1 and charts(points) == ()


def test_one_line_runs_through_results_of_one_version():
    (chart,) = charts([done(days, 10) for days in (0, 30, 60)])
    assert len(chart.pieces) == 1 and chart.breaks == ()
    assert (chart.least, chart.most) == (0, 30)


def test_the_scale_is_that_of_the_instrument_however_close_the_numbers_lie():
    (chart,) = charts([done(0, 20), done(30, 21)])
    assert (chart.least, chart.most) == (0, 30)


def test_a_changed_version_breaks_the_line_and_is_said():
    renewed = check(version=2)
    (chart,) = charts([done(0, 10), done(30, 11, flow=renewed), done(60, 12, flow=renewed)])
    assert [len(piece) for piece in chart.pieces] == [1, 2]
    (only,) = chart.breaks
    assert only.reason == "version" and (only.after - only.before).days == 30


def test_a_version_that_counts_differently_has_a_drawing_of_its_own():
    found = charts([done(0, 10), done(30, 11, flow=check(version=2, high=5))])
    assert [(chart.most, len(chart.spots)) for chart in found] == [(15, 1), (30, 1)]


def test_a_version_that_turned_around_has_a_drawing_of_its_own():
    turned = check(version=2, scores=[score(heavier="lower")])
    found = charts([done(0, 10), done(30, 11, flow=turned)])
    assert [chart.score.heavier for chart in found] == ["lower", "higher"]


@pytest.mark.parametrize(("repeat", "days"), [("week", 35), ("month", 122), (None, 183)])
def test_a_long_gap_breaks_the_line_and_a_shorter_one_does_not(repeat, days):
    flow = check(repeat=repeat)
    (near,) = charts([done(0, flow=flow), done(days, flow=flow)])
    (far,) = charts([done(0, flow=flow), done(days + 1, flow=flow)])
    assert near.breaks == ()
    assert [each.reason for each in far.breaks] == ["gap"]


def test_a_time_of_which_no_number_is_told_is_no_point_and_no_line_runs_past_it():
    found = [done(0, 20), done(30, None, silent=True), done(60, 22), done(90, 21)]
    assert marked(found)[found[1].id] == "silent"
    (chart,) = charts(points_of(found), [found[1].when])
    assert [len(piece) for piece in chart.pieces] == [1, 2]
    assert [each.reason for each in chart.breaks] == ["silent"]


def test_two_scores_have_two_drawings():
    two = check(scores=[score("last", items=("a",)), score("kracht", items=("b", "c"))])
    points = [done(days, flow=two, numbers={"last": 3, "kracht": 9}) for days in (0, 30)]
    found = charts(points)
    assert [(chart.score.id, chart.most) for chart in found] == [("last", 10), ("kracht", 20)]


def test_five_hundred_results_stay_five_hundred_points():
    found = charts(points_of([done(days, days % 30) for days in range(500)]))
    assert len(found[0].spots) == 500


def test_only_what_came_after_a_new_version_lies_side_by_side():
    renewed = check(version=2)
    found = [done(0, 10), done(30, 11), done(200, 14), done(230, 12, flow=renewed)]
    assert [each.value for each in charts(found)[0].comparable] == [12]
    assert [each.value for each in charts(found[:3])[0].comparable] == [10, 11, 14]
