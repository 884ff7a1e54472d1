"""The early sign comes after three falls in a row, and at no other time."""

from datetime import timedelta

import pytest

from balans.checks.early import early_sign, weekly
from balans.checks.tests.builders import spots
from balans.ui.drawings.course import Point as Spot


def sign(found, heavier="lower", put_away=None, later=0):
    today = found[-1].day + timedelta(days=later) if found else spots(1)[0].day
    return early_sign(found, heavier, today, put_away)


def test_three_falls_in_a_row_are_a_sign():
    found = spots(20, 18, 15, 14)
    assert sign(found).spots == tuple(found)


def test_it_looks_at_the_newest_four_weeks():
    assert [each.value for each in sign(spots(5, 25, 20, 18, 15)).spots] == [25, 20, 18, 15]


@pytest.mark.parametrize(
    "values", [(), (20,), (20, 18, 15), (20, 18, 18, 15), (20, 18, 15, 16), (10, 12, 14, 16)]
)
def test_anything_less_is_no_sign(values):
    assert sign(spots(*values)) is None


def test_where_higher_is_heavier_it_is_the_other_way_round():
    assert sign(spots(3, 4, 5, 6), heavier="higher")
    assert sign(spots(6, 5, 4, 3), heavier="higher") is None


def test_of_a_week_only_the_last_counts():
    days = [Spot(spots(1)[0].day + timedelta(days=n), 20 - n) for n in range(4)]
    assert [each.value for each in weekly(days)] == [17]
    assert sign(days) is None


def test_weeks_that_lie_far_apart_say_nothing_together():
    assert sign(spots(20, 18, 15, 14, every=21))
    assert sign(spots(20, 18, 15, 14, every=22)) is None


def test_what_was_long_ago_is_no_early_sign_any_more():
    assert sign(spots(20, 18, 15, 14), later=21)
    assert sign(spots(20, 18, 15, 14), later=22) is None


def test_a_sign_that_was_put_away_comes_back_only_after_three_new_falls():
    found = spots(20, 18, 15, 14)
    away = sign(found).until
    assert sign(found, put_away=away) is None
    longer = spots(20, 18, 15, 14, 12, 10)
    assert sign(longer, put_away=away) is None
    assert sign(spots(20, 18, 15, 14, 12, 10, 8), put_away=away).spots[0].value == 14


def test_the_turn_of_a_year_is_a_week_like_any_other():
    found = [Spot(day, 20 - n) for n, day in enumerate(_around_new_year())]
    assert sign(found)


def _around_new_year():
    first = spots(1)[0].day.replace(month=12, day=14)
    return [first + timedelta(weeks=n) for n in range(4)]
