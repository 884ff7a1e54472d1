"""When a reminder goes: never at night, once a day, not twice, and late is not three times."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balans.core.quiet import is_quiet, morning_after
from balans.plans.schedule import HOURS, NOTHING, TOO_LATE, is_ahead, moment_of, turn

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))
HOUR = st.sampled_from(HOURS)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31), timezones=st.just(UTC))
DAY = date(2026, 12, 8)


def at(clock: str, day: date = DAY) -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=AMSTERDAM)


@given(DAYS, HOUR)
def test_nine_stays_nine_whatever_the_clock_does(day, hour):
    moment = moment_of(day, hour)
    local = moment.astimezone(AMSTERDAM)
    assert (local.date(), local.hour, local.minute) == (day, hour, 0)
    assert not is_quiet(moment)


@pytest.mark.parametrize("day", [date(2027, 3, 28), date(2027, 10, 31)])
def test_the_day_that_the_clock_turns_has_one_reminder_at_its_hour(day):
    assert turn([day], hour=9, last=None, now=at("08:59", day)) == NOTHING
    assert turn([day], hour=9, last=None, now=at("09:00", day)).about == day


@given(MOMENTS)
def test_quiet_hours_end_at_eight_of_the_next_morning(moment):
    after = morning_after(moment)
    local = after.astimezone(AMSTERDAM)
    assert not is_quiet(after) and after >= moment
    assert after == moment or (local.hour, local.minute) == (8, 0)
    assert after - moment <= timedelta(hours=12)


@pytest.mark.parametrize(
    ("clock", "quiet"),
    [("20:59", False), ("21:00", True), ("23:59", True), ("00:00", True), ("07:59", True)],
)
def test_night_runs_from_nine_to_eight(clock, quiet):
    assert is_quiet(at(clock)) == quiet
    assert not is_quiet(at("08:00"))


@given(st.lists(DAYS, max_size=6), HOUR, MOMENTS)
def test_a_mail_goes_by_day_about_a_day_that_has_come_and_is_spent(days, hour, now):
    found = turn(days, hour=hour, last=None, now=now)
    if found.about is not None:
        assert found.about in found.spent and not is_quiet(now)
        assert timedelta() <= now - moment_of(found.about, hour) <= TOO_LATE
    assert all(moment_of(day, hour) <= now for day in found.spent)


@settings(deadline=None)
@given(st.lists(DAYS, min_size=1, max_size=5), HOUR, st.integers(0, 40))
def test_whatever_the_days_one_mail_a_day_and_none_twice(days, hour, offset):
    left, last, mails = set(days), None, []
    now = moment_of(min(days), hour) + timedelta(hours=offset)
    for _tick in range(300):
        found = turn(sorted(left), hour=hour, last=last, now=now)
        if found.about is not None:
            last = now.astimezone(AMSTERDAM).date()
            mails.append((last, found.about))
        left -= set(found.spent)
        now += timedelta(hours=5)
    assert len({day for day, _about in mails}) == len(mails)
    assert len({about for _day, about in mails}) == len(mails)


def test_several_plans_on_one_day_and_a_late_worker_make_one_mail():
    days = [DAY, DAY, DAY - timedelta(days=1), DAY - timedelta(days=2)]
    found = turn(days, hour=9, last=None, now=at("10:00"))
    assert found.about == DAY and len(found.spent) == 3
    assert turn([DAY], hour=9, last=DAY, now=at("10:00")) == NOTHING


def test_older_than_three_days_is_forgotten_without_a_mail():
    old = DAY - timedelta(days=4)
    found = turn([old], hour=9, last=None, now=at("10:00"))
    assert found.about is None and found.spent == (old,)
    assert turn([DAY - timedelta(days=3)], hour=9, last=None, now=at("09:00")).about is not None


def test_who_chooses_today_after_the_hour_needs_no_mail():
    assert is_ahead(DAY, 9, at("08:59")) and not is_ahead(DAY, 9, at("09:00"))
