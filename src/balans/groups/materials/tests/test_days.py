"""Which days stand on a flyer, and how they are said."""

from datetime import timedelta

import pytest

from balans.groups.materials.days import (
    coming,
    is_over,
    say_days,
    say_next,
    say_on_a_sheet,
)
from balans.groups.materials.tests.invitations import FIRST, day, days

BEFORE = FIRST - timedelta(days=1)


def test_what_is_off_or_over_or_for_who_took_part_is_left_out():
    off = day(1, is_off=True)
    after = day(9, kind="look")
    known = (after, day(2), off, day(0))
    assert coming(known, BEFORE) == (day(0), day(2))
    assert coming(known, FIRST + timedelta(minutes=59)) == (day(0), day(2))
    assert coming(known, FIRST + timedelta(minutes=60)) == (day(2),)


def test_a_series_is_over_after_its_last_meeting_and_not_before_it_has_days():
    assert not is_over((), BEFORE)
    assert not is_over(days(2), FIRST + timedelta(days=1))
    assert is_over((*days(2), day(8, kind="look")), FIRST + timedelta(weeks=2))
    assert is_over((day(0, is_off=True),), BEFORE)


def test_the_same_time_is_said_once_also_across_the_change_to_summer_time():
    said = say_days(days(4))
    assert said == (
        "donderdag 11 maart 2027",
        "donderdag 18 maart 2027",
        "donderdag 25 maart 2027",
        "donderdag 1 april 2027",
        "Steeds van 14.00 tot 15.00 uur",
    )


def test_different_times_each_stand_with_their_day():
    later = day(1, starts_at=day(1).starts_at + timedelta(hours=5), ends_at=day(1).ends_at)
    said = say_days((day(), later))
    assert said[0] == "donderdag 11 maart 2027, van 14.00 tot 15.00 uur"
    assert said[1].startswith("donderdag 18 maart 2027, van 19.00")
    assert say_days((day(),)) == said[:1]


def test_another_place_and_the_information_meeting_are_told():
    said = say_days((day(kind="information", place="de kerk"), day(1)))
    assert said[0] == "donderdag 11 maart 2027 (informatiebijeenkomst), dan in de kerk"


@pytest.mark.parametrize(("count", "lines"), [(0, 0), (1, 1), (5, 6), (6, 3), (12, 4)])
def test_many_days_stand_by_month(count, lines):
    assert len(say_on_a_sheet(days(count))) == lines


def test_by_month_no_day_is_lost():
    said = say_on_a_sheet(days(12))
    assert said[0] == "maart 2027: do 11, do 18, do 25"
    assert said[-1] == "Steeds van 14.00 tot 15.00 uur"
    assert " ".join(said).count("do ") == 12


def test_the_next_day_is_the_first_of_them():
    assert say_next(days(2)) == "donderdag 11 maart 2027, 14.00 uur"
    assert say_next(()) == ""
