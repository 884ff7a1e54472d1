"""Which moments of a series can still be come to, and how they stand on paper."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from balans.groups.saying import say_day, say_moment

OPEN = ("information", "meeting")
"""What one is invited to; to look back together is for who took part."""

MOST_LINES = 5
"""More days than this do not each get a line on a flyer."""


@dataclass(frozen=True)
class Day:
    """One moment of a series. `place` and `link` are only told when they are not as usual."""

    kind: str
    script: str
    starts_at: datetime
    ends_at: datetime
    is_off: bool = False
    place: str = ""
    link: str = ""


def coming(days: Iterable[Day], now: datetime) -> tuple[Day, ...]:
    """Return what one can still come to, in order: not what is off, and not what is over."""
    found = (each for each in days if each.kind in OPEN and not each.is_off)
    return tuple(sorted((each for each in found if each.ends_at > now), key=_start))


def is_over(days: Iterable[Day], now: datetime) -> bool:
    """Return whether a series has had its last meeting; one without any day has yet to begin."""
    held = [each for each in days if each.kind in OPEN]
    return bool(held) and not coming(held, now)


def say_days(days: Sequence[Day]) -> tuple[str, ...]:
    """Return each day in words with its time; a time that all have is a line of its own.

    Times are those of the clock on the wall, so that a change to summer time makes no difference.
    """
    always = say_always(days)
    if not always:
        return tuple(f"{_said(each)}, {_span(each)}" for each in days)
    return (*(_said(each) for each in days), always)


def say_always(days: Sequence[Day]) -> str:
    """Return the time that all of some days have; empty when they differ, or for one day."""
    times = {_span(each) for each in days}
    if len(days) < 2 or len(times) > 1:
        return ""
    return _("Steeds %(time)s") % {"time": times.pop()}


def say_on_a_sheet(days: Sequence[Day]) -> tuple[str, ...]:
    """Return days as they stand on a flyer: many of them by month, so that they can be read."""
    if len(days) <= MOST_LINES:
        return say_days(days)
    always = say_always(days)
    months: dict[str, list[str]] = {}
    for each in days:
        said = f"{_short(each)}" if always else f"{_short(each)} {_span(each)}"
        months.setdefault(_month(each), []).append(said)
    lines = [f"{month}: {', '.join(said)}" for month, said in months.items()]
    return (*lines, always) if always else tuple(lines)


def say_next(days: Sequence[Day]) -> str:
    """Return the first of these days with its time; empty for none."""
    return say_moment(days[0].starts_at) if days else ""


def _said(day: Day) -> str:
    return _marked(say_day(day.starts_at), day)


def _short(day: Day) -> str:
    return _marked(date_format(timezone.localtime(day.starts_at), "D j"), day)


def _month(day: Day) -> str:
    return date_format(timezone.localtime(day.starts_at), "F Y")


def _marked(said: str, day: Day) -> str:
    """Return a day with what sets it apart from the others."""
    if day.kind == "information":
        said = _("%(day)s (informatiebijeenkomst)") % {"day": said}
    return _("%(day)s, dan in %(place)s") % {"day": said, "place": day.place} if day.place else said


def _span(day: Day) -> str:
    start, end = timezone.localtime(day.starts_at), timezone.localtime(day.ends_at)
    return _("van %(hour)s.%(minute)s tot %(end_hour)s.%(end_minute)s uur") % {
        "hour": start.hour,
        "minute": f"{start.minute:02}",
        "end_hour": end.hour,
        "end_minute": f"{end.minute:02}",
    }


def _start(day: Day) -> datetime:
    return day.starts_at
