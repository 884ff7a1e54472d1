"""From when a group is looked back on: the day of the last meeting of the series."""

from collections.abc import Sequence
from datetime import date, datetime, tzinfo
from typing import Protocol

MEETING = "meeting"


class Planned(Protocol):
    """What counts of a meeting."""

    kind: str
    starts_at: datetime
    cancelled_at: datetime | None


def opens_on(meetings: Sequence[Planned], zone: tzinfo) -> date | None:
    """Return the day from which an evaluation can be filled in, by the clock on the wall.

    The last meeting counts, not a moment to look back; of a set without meetings the last moment
    of all. What is off does not count while something goes on. None for a group without any.
    """
    going_on = [each for each in meetings if each.cancelled_at is None] or list(meetings)
    counting = [each for each in going_on if each.kind == MEETING] or going_on
    last = max((each.starts_at for each in counting), default=None)
    return last.astimezone(zone).date() if last else None


def is_open(meetings: Sequence[Planned], today: date, zone: tzinfo) -> bool:
    """Return whether an evaluation can be filled in on a day."""
    day = opens_on(meetings, zone)
    return day is not None and day <= today
