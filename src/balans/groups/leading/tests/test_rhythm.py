"""The rhythm of a series: same day of the week, month ends, and what is the matter with days."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balans.groups.leading.rhythm import Slot, looks_after, matters, proposed
from balans.groups.moments import moment_of

NOW = datetime(2027, 1, 1, 12, tzinfo=UTC)


def at(day: int, hour: int = 14, month: int = 2) -> Slot:
    return Slot(moment_of(date(2027, month, day), time(hour)))


def test_every_fortnight_keeps_the_day_of_the_week():
    assert proposed(date(2027, 2, 4), 4, "fortnight") == (
        *(date(2027, 2, 4), date(2027, 2, 18)),
        *(date(2027, 3, 4), date(2027, 3, 18)),
    )


def test_every_month_is_the_same_one_of_the_month_and_a_fifth_is_the_last():
    assert proposed(date(2027, 2, 11), 3, "month")[1:] == (date(2027, 3, 11), date(2027, 4, 8))
    fifth = proposed(date(2027, 1, 29), 4, "month")
    assert fifth == (date(2027, 1, 29), date(2027, 2, 26), date(2027, 3, 26), date(2027, 4, 30))


@given(
    st.dates(date(2026, 1, 1), date(2190, 1, 1)),
    st.sampled_from(["week", "fortnight", "month"]),
    st.integers(1, 8),
)
def test_proposed_days_go_forward_on_one_day_of_the_week(first, rhythm, count):
    days = proposed(first, count, rhythm)
    assert days[0] == first and list(days) == sorted(set(days)) and len(days) == count
    assert {each.weekday() for each in days} == {first.weekday()}
    if rhythm == "month":
        months = [each.year * 12 + each.month for each in days]
        assert months == list(range(months[0], months[0] + count))


def test_the_group_looks_back_after_four_weeks_and_three_months_on_the_same_day_of_the_week():
    last = date(2027, 3, 18)
    assert looks_after(last) == (date(2027, 4, 15), date(2027, 6, 17))
    assert {each.weekday() for each in looks_after(last)} == {last.weekday()}


def test_a_series_across_the_change_to_summer_time_keeps_its_clock():
    days = proposed(date(2027, 3, 18), 3, "fortnight")
    moments = [moment_of(each, time(14)) for each in days]
    assert [each.hour for each in moments] == [14, 14, 14]
    assert [each.astimezone(UTC).hour for each in moments] == [13, 12, 12]


@pytest.mark.parametrize(
    ("slots", "found"),
    [
        ([at(4), at(18)], {}),
        ([at(18), at(4)], {1: "order"}),
        ([at(4), at(4)], {1: "clash"}),
        ([at(4, 14), at(4, 15)], {}),
        ([at(4, 14), Slot(at(4).starts_at + timedelta(minutes=59))], {1: "clash"}),
        ([at(18), at(4), at(18)], {1: "order", 2: "clash"}),
        ([Slot(NOW), at(4)], {0: "past"}),
        ([Slot(NOW + timedelta(days=731))], {0: "far"}),
        ([None, at(4), None], {}),
        ([], {}),
    ],
)
def test_what_is_the_matter_with_days_is_found_by_position(slots, found):
    assert matters(slots, NOW) == found
