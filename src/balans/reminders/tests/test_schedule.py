"""When a reminder goes: never at night, once a day, not twice, and late is not three times."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balans.core.quiet import is_quiet, morning_after
from balans.reminders.schedule import (
    HOURS,
    NOTHING,
    TOO_LATE,
    Due,
    is_ahead,
    moment_of,
    turn,
)

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))
DUES = st.builds(Due, room=st.sampled_from(["plans", "checks"]), day=DAYS)
HOUR = st.sampled_from(HOURS)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31), timezones=st.just(UTC))
DAY = date(2026, 12, 8)


def of_plans(*days: date) -> list[Due]:
    return [Due(room="plans", day=day) for day in days]


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
    assert turn(of_plans(day), hour=9, last=None, now=at("08:59", day)) == NOTHING
    assert turn(of_plans(day), hour=9, last=None, now=at("09:00", day)).about == {"plans": day}


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


@given(st.lists(DUES, max_size=6), HOUR, MOMENTS)
def test_a_mail_goes_by_day_about_days_that_have_come_and_are_spent(dues, hour, now):
    found = turn(dues, hour=hour, last=None, now=now)
    for room, day in found.about.items():
        assert Due(room=room, day=day) in dues and day in found.spent and not is_quiet(now)
        assert timedelta() <= now - moment_of(day, hour) <= TOO_LATE
    assert all(moment_of(day, hour) <= now for day in found.spent)


@settings(deadline=None)
@given(st.lists(DUES, min_size=1, max_size=5), HOUR, st.integers(0, 40))
def test_whatever_the_days_of_all_rooms_one_mail_a_day_and_none_twice(dues, hour, offset):
    left, last, sent_on, said = list(dues), None, [], []
    now = moment_of(min(each.day for each in dues), hour) + timedelta(hours=offset)
    for _tick in range(300):
        found = turn(left, hour=hour, last=last, now=now)
        if found.about:
            last = now.astimezone(AMSTERDAM).date()
            sent_on.append(last)
            said += found.about.items()
        left = [each for each in left if each.day not in found.spent]
        now += timedelta(hours=5)
    assert len(set(sent_on)) == len(sent_on)
    assert len(set(said)) == len(said)


def test_several_plans_on_one_day_and_a_late_worker_make_one_mail():
    days = [DAY, DAY, DAY - timedelta(days=1), DAY - timedelta(days=2)]
    found = turn(of_plans(*days), hour=9, last=None, now=at("10:00"))
    assert found.about == {"plans": DAY} and len(found.spent) == 3
    assert turn(of_plans(DAY), hour=9, last=DAY, now=at("10:00")) == NOTHING


def test_older_than_three_days_is_forgotten_without_a_mail():
    old = DAY - timedelta(days=4)
    found = turn(of_plans(old), hour=9, last=None, now=at("10:00"))
    assert found.about == {} and found.spent == (old,)
    assert turn(of_plans(DAY - timedelta(days=3)), hour=9, last=None, now=at("09:00")).about


def test_a_plan_and_a_check_make_one_mail_that_names_both_each_with_its_own_day():
    before = DAY - timedelta(days=1)
    dues = [*of_plans(DAY), Due(room="checks", day=before), Due(room="checks", day=DAY)]
    assert turn(dues, hour=9, last=None, now=at("08:59")).about == {"checks": DAY - timedelta(1)}
    found = turn(dues, hour=9, last=None, now=at("10:00"))
    assert found.about == {"plans": DAY, "checks": DAY} and found.spent == (before, DAY)


def test_who_chooses_today_after_the_hour_needs_no_mail():
    assert is_ahead(DAY, 9, at("08:59")) and not is_ahead(DAY, 9, at("09:00"))
