"""When a reminder goes: at the hour somebody chose, never at night, at most one mail a day.

Rules only. Days and hours are those of the clock on the wall in Europe/Amsterdam, so that nine in
the morning stays nine when summer time begins or ends.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from balans.core.quiet import is_quiet

HOURS = (9, 12, 19)
TOO_LATE = timedelta(days=3)
"""After this a reminder helps nobody: the page itself still says that the day has come."""


@dataclass(frozen=True)
class Due:
    """A day on which something of a room is due."""

    room: str
    day: date


def moment_of(day: date, hour: int) -> datetime:
    """Return when the reminder of a day goes."""
    return timezone.make_aware(datetime.combine(day, time(hour)))


def is_ahead(day: date, hour: int, now: datetime) -> bool:
    """Return whether the reminder of a day is still to come. Who is here now needs none."""
    return moment_of(day, hour) > now


@dataclass(frozen=True)
class Turn:
    """What to do now: what a mail is about, if one goes, and the days that are spent."""

    about: Mapping[str, date] = field(default_factory=dict)
    """By room: the last day of it that has come. Empty: no mail goes."""

    spent: tuple[date, ...] = ()


NOTHING = Turn()


def turn(dues: Sequence[Due], *, hour: int, last: date | None, now: datetime) -> Turn:
    """Return what to do now with the days of one person; `last` is when a mail last went.

    Several days that have come make one mail, about the last of them in each room. What is older
    than three days is forgotten without a mail.
    """
    today = timezone.localdate(now)
    if is_quiet(now) or (last is not None and last >= today):
        return NOTHING
    come = sorted((each for each in dues if moment_of(each.day, hour) <= now), key=_by_day)
    fresh = {each.room: each.day for each in come if now - moment_of(each.day, hour) <= TOO_LATE}
    return Turn(about=fresh, spent=tuple(dict.fromkeys(each.day for each in come)))


def _by_day(due: Due) -> date:
    return due.day
