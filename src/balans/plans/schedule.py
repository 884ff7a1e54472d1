"""When a reminder goes: at the hour somebody chose, never at night, at most one mail a day.

Rules only. Days and hours are those of the clock on the wall in Europe/Amsterdam, so that nine in
the morning stays nine when summer time begins or ends.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from balans.core.quiet import is_quiet

HOURS = (9, 12, 19)
TOO_LATE = timedelta(days=3)
"""After this a reminder helps nobody: the page itself still says that the day has come."""


def moment_of(day: date, hour: int) -> datetime:
    """Return when the reminder of a day goes."""
    return timezone.make_aware(datetime.combine(day, time(hour)))


def is_ahead(day: date, hour: int, now: datetime) -> bool:
    """Return whether the reminder of a day is still to come. Who is here now needs none."""
    return moment_of(day, hour) > now


@dataclass(frozen=True)
class Turn:
    """What to do now: the day that a mail is about, if one goes, and the days that are spent."""

    about: date | None
    spent: tuple[date, ...]


NOTHING = Turn(about=None, spent=())


def turn(days: Sequence[date], *, hour: int, last: date | None, now: datetime) -> Turn:
    """Return what to do now with the days of one person; `last` is when a mail last went.

    Several days that have come make one mail, about the last of them. What is older than three
    days is forgotten without a mail.
    """
    today = timezone.localdate(now)
    if is_quiet(now) or (last is not None and last >= today):
        return NOTHING
    spent = tuple(sorted(day for day in set(days) if moment_of(day, hour) <= now))
    fresh = [day for day in spent if now - moment_of(day, hour) <= TOO_LATE]
    return Turn(about=max(fresh, default=None), spent=spent)
