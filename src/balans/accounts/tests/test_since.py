"""Since when: what can be said, and how it softens the tone."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from balans.accounts.place.since import Anniversary, Since, anniversary, season

DAY = Since(year=2025, month=11, day=26)
MONTH = Since(year=2025, month=11)
YEAR = Since(year=2025)


@pytest.mark.parametrize(
    "parts",
    [
        {"year": 2025, "month": 2, "day": 29},
        {"year": 2025, "day": 3},
        {"year": 2025, "month": 13},
        {"year": 1800},
        {"year": 2025, "month": 1, "day": 0},
    ],
)
def test_a_day_that_never_was_is_refused(parts):
    with pytest.raises(ValidationError):
        Since(**parts)


@pytest.mark.parametrize(
    ("since", "today", "tone"),
    [
        (None, date(2026, 1, 1), "open"),
        (DAY, date(2025, 11, 26), "first-weeks"),
        (DAY, date(2026, 1, 7), "first-weeks"),
        (DAY, date(2026, 1, 8), "later"),
        (MONTH, date(2025, 11, 26), "first-weeks"),
        (MONTH, date(2026, 1, 11), "first-weeks"),
        (MONTH, date(2026, 1, 12), "later"),
        (YEAR, date(2025, 12, 1), "open"),
        (YEAR, date(2026, 3, 1), "later"),
    ],
)
def test_the_first_weeks_are_six_and_what_is_vague_lasts_rather_longer(since, today, tone):
    assert season(since, today) == tone


@pytest.mark.parametrize(
    ("since", "today", "near"),
    [
        (DAY, date(2025, 11, 26), None),
        (DAY, date(2026, 11, 22), None),
        (DAY, date(2026, 11, 23), Anniversary(1, month=False)),
        (DAY, date(2026, 11, 29), Anniversary(1, month=False)),
        (DAY, date(2026, 11, 30), None),
        (DAY, date(2035, 11, 26), Anniversary(10, month=False)),
        (MONTH, date(2025, 11, 30), None),
        (MONTH, date(2026, 11, 1), Anniversary(1, month=True)),
        (MONTH, date(2026, 12, 1), None),
        (YEAR, date(2026, 11, 26), None),
        (None, date(2026, 11, 26), None),
        (Since(year=2024, month=2, day=29), date(2026, 2, 28), Anniversary(2, month=False)),
        (Since(year=2024, month=12, day=31), date(2026, 1, 1), Anniversary(1, month=False)),
        (Since(year=2024, month=1, day=1), date(2025, 12, 30), Anniversary(2, month=False)),
    ],
)
def test_a_yearly_day_is_near_in_its_own_week_or_month(since, today, near):
    assert anniversary(since, today) == near


@given(st.dates(date(1950, 1, 1), date(2025, 1, 1)), st.integers(min_value=1, max_value=60))
def test_every_yearly_day_is_found_in_its_own_week_and_no_other(died, years):
    since = Since(year=died.year, month=died.month, day=died.day)
    leap = (died.month, died.day) == (2, 29)
    day = date(died.year + years, died.month, 28 if leap else died.day)
    if not leap:
        monday = day - timedelta(days=day.weekday())
        found = [anniversary(since, monday + timedelta(days=n)) for n in range(-7, 14)]
        assert found == [None] * 7 + [Anniversary(years, month=False)] * 7 + [None] * 7
    assert anniversary(since, day) == Anniversary(years, month=False) or leap
