"""The clock on the wall: what it skips, what it says twice, how people write it, and holidays."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balans.groups.moments import (
    NoClock,
    NoDay,
    NoSuchTime,
    easter,
    happens_twice,
    holiday,
    moment_of,
    on_the_wall,
    read_clock,
    read_day,
)

SPRING, AUTUMN = date(2027, 3, 28), date(2027, 10, 31)


@pytest.mark.parametrize("clock", [time(2), time(2, 30), time(2, 59)])
def test_a_time_that_the_clock_skips_does_not_exist(clock):
    with pytest.raises(NoSuchTime):
        moment_of(SPRING, clock)


@pytest.mark.parametrize(("hour", "utc"), [(1, 0), (3, 1), (14, 12)])
def test_around_the_change_to_summer_time_every_other_time_is_there(hour, utc):
    assert moment_of(SPRING, time(hour)).astimezone(UTC).hour == utc


def test_of_a_time_that_happens_twice_the_first_is_meant():
    assert happens_twice(AUTUMN, time(2, 30))
    assert not happens_twice(AUTUMN, time(1, 59)) and not happens_twice(AUTUMN, time(3))
    assert not happens_twice(SPRING, time(2, 30))
    assert moment_of(AUTUMN, time(2, 30)).astimezone(UTC) == datetime(
        2027, 10, 31, 0, 30, tzinfo=UTC
    )


@given(st.dates(date(2026, 1, 1), date(2100, 1, 1)), st.times())
def test_there_and_back_is_the_same_clock(day, clock):
    clock = clock.replace(second=0, microsecond=0)
    try:
        moment = moment_of(day, clock)
    except NoSuchTime:
        assert day.month == 3 and day.weekday() == 6 and clock.hour == 2
        return
    assert on_the_wall(moment.astimezone(UTC)) == (day, clock)


@pytest.mark.parametrize(
    "typed", ["2027-02-04", "4-2-2027", "04/02/2027", " 4.2.2027 ", "4 2 2027"]
)
def test_a_day_is_read_however_it_is_written(typed):
    assert read_day(typed) == date(2027, 2, 4)


@pytest.mark.parametrize(
    "typed",
    ["", "2027-02-30", "31-4-2027", "4-2-27", "0-0-2027", "1-1-1999", "morgen", "٤-٢-٢٠٢٧x"],
)
def test_what_is_no_day_is_refused(typed):
    with pytest.raises(NoDay):
        read_day(typed)


@pytest.mark.parametrize(
    ("typed", "clock"),
    [
        ("14:00", time(14)),
        ("14.30", time(14, 30)),
        ("9", time(9)),
        ("14 uur", time(14)),
        ("19.30u", time(19, 30)),
        ("14:00:00", time(14)),
    ],
)
def test_a_time_is_read_however_it_is_written(typed, clock):
    assert read_clock(typed) == clock


@pytest.mark.parametrize("typed", ["", "24:00", "14:60", "14:5", "twee uur", "-1", "1400000"])
def test_what_is_no_time_is_refused(typed):
    with pytest.raises(NoClock):
        read_clock(typed)


@given(st.text(max_size=20))
def test_whatever_is_typed_is_a_day_and_a_time_or_refused(typed):
    for read, refusal in ((read_day, NoDay), (read_clock, NoClock)):
        try:
            read(typed)
        except refusal:
            continue


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [(2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (2027, 3, 28), (2038, 4, 25), (2285, 3, 22)],
)
def test_easter_falls_as_the_church_tables_say(year, month, day):
    assert easter(year) == date(year, month, day)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2027, 1, 1), "new_year"),
        (date(2027, 3, 28), "easter"),
        (date(2027, 3, 29), "easter_monday"),
        (date(2027, 4, 27), "kings_day"),
        (date(2031, 4, 26), "kings_day"),
        (date(2031, 4, 27), None),
        (date(2027, 5, 6), "ascension"),
        (date(2027, 5, 16), "whit_sunday"),
        (date(2027, 5, 17), "whit_monday"),
        (date(2027, 12, 25), "christmas"),
        (date(2027, 12, 26), "boxing_day"),
        (date(2027, 3, 26), None),
        (date(2027, 2, 4), None),
    ],
)
def test_public_holidays_are_computed(day, name):
    assert holiday(day) == name
