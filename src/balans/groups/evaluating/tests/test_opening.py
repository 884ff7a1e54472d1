"""From when a group is looked back on."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from balans.groups.evaluating.opening import is_open, opens_on

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@dataclass
class Meeting:
    kind: str
    starts_at: datetime
    cancelled_at: datetime | None = None


def at(day: int, month: int = 3, hour: int = 13) -> datetime:
    return datetime(2027, month, day, hour, tzinfo=UTC)


def test_it_opens_on_the_day_of_the_last_meeting_not_of_a_moment_to_look_back():
    planned = [Meeting("meeting", at(1)), Meeting("meeting", at(22)), Meeting("look", at(30))]
    assert opens_on(planned, AMSTERDAM) == date(2027, 3, 22)
    assert not is_open(planned, date(2027, 3, 21), AMSTERDAM)
    assert is_open(planned, date(2027, 3, 22), AMSTERDAM)


def test_a_meeting_that_is_off_does_not_count():
    planned = [Meeting("meeting", at(1)), Meeting("meeting", at(8), cancelled_at=at(2))]
    assert opens_on(planned, AMSTERDAM) == date(2027, 3, 1)


def test_a_set_without_meetings_has_its_last_moment():
    planned = [Meeting("information", at(1)), Meeting("look", at(9))]
    assert opens_on(planned, AMSTERDAM) == date(2027, 3, 9)


def test_a_series_that_is_wholly_off_opens_when_it_would_have_ended():
    planned = [Meeting("meeting", at(1), at(1)), Meeting("meeting", at(8), at(1))]
    assert opens_on(planned, AMSTERDAM) == date(2027, 3, 8)


def test_without_anything_planned_it_does_not_open():
    assert opens_on([], AMSTERDAM) is None
    assert not is_open([], date(2027, 3, 8), AMSTERDAM)


def test_the_day_is_that_on_the_wall_on_both_sides_of_summer_time():
    before, after = at(27, hour=22), at(28, hour=22)
    assert opens_on([Meeting("meeting", before)], AMSTERDAM) == date(2027, 3, 27)
    assert opens_on([Meeting("meeting", after)], AMSTERDAM) == date(2027, 3, 29)
