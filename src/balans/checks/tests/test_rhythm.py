"""The next day of a check: months end properly, and nobody is ever too late."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balans.checks.rhythm import EVERY, is_good_moment, next_day

LONG_AGO = date(2020, 1, 1)
DAYS = st.dates(date(2026, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("last", "every", "day"),
    [
        ("2026-12-01", "week", "2026-12-08"),
        ("2026-12-28", "week", "2027-01-04"),
        ("2027-03-21", "week", "2027-03-28"),
        ("2026-12-01", "fortnight", "2026-12-15"),
        ("2026-12-01", "month", "2027-01-01"),
        ("2027-01-31", "month", "2027-02-28"),
        ("2028-01-31", "month", "2028-02-29"),
        ("2027-03-31", "month", "2027-04-30"),
        ("2027-02-28", "month", "2027-03-28"),
        ("2027-11-30", "quarter", "2028-02-29"),
        ("2026-11-30", "quarter", "2027-02-28"),
        ("2027-05-31", "quarter", "2027-08-31"),
        ("2028-02-29", "quarter", "2028-05-29"),
        ("2027-12-31", "quarter", "2028-03-31"),
    ],
)
def test_the_next_day_is_counted_from_the_last_time(last, every, day):
    found = next_day(every=every, last=date.fromisoformat(last), since=LONG_AGO)
    assert found == date.fromisoformat(day)


def test_who_never_did_the_check_begins_on_the_day_of_choosing():
    assert {next_day(every=every, last=None, since=date(2026, 12, 1)) for every in EVERY} == {
        date(2026, 12, 1)
    }


def test_what_was_long_ago_when_somebody_chose_makes_that_day_the_first():
    chosen = date(2026, 12, 1)
    assert next_day(every="month", last=date(2026, 3, 1), since=chosen) == chosen
    assert next_day(every="month", last=date(2026, 11, 20), since=chosen) == date(2026, 12, 20)


@given(DAYS, st.sampled_from(EVERY))
def test_the_next_day_lies_ahead_by_as_much_as_the_rhythm_says(last, every):
    day = next_day(every=every, last=last, since=LONG_AGO)
    least, most = {"week": (7, 7), "fortnight": (14, 14), "month": (28, 31), "quarter": (89, 92)}[
        every
    ]
    assert timedelta(days=least) <= day - last <= timedelta(days=most)


@given(DAYS, st.sampled_from(["month", "quarter"]))
def test_a_month_keeps_its_day_or_ends_with_the_month(last, every):
    day = next_day(every=every, last=last, since=LONG_AGO)
    months = (day.year - last.year) * 12 + day.month - last.month
    assert months == {"month": 1, "quarter": 3}[every]
    assert day.day == min(last.day, monthrange(day.year, day.month)[1])


def test_a_day_that_has_come_stays_a_good_moment_however_long_it_takes():
    day = date(2026, 12, 8)
    assert not is_good_moment(day, date(2026, 12, 7))
    assert is_good_moment(day, day) and is_good_moment(day, date(2027, 12, 8))
