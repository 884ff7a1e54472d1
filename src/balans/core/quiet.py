"""Quiet hours: what is not asked for at that moment is not sent between nine in the evening and
eight in the morning, by the clock on the wall."""

from datetime import datetime, time, timedelta

from django.utils import timezone

QUIET_FROM, QUIET_UNTIL = time(21), time(8)


def is_quiet(moment: datetime) -> bool:
    """Return whether a moment falls in the quiet hours."""
    clock = timezone.localtime(moment).time()
    return clock >= QUIET_FROM or clock < QUIET_UNTIL


def at_clock(moment: datetime, clock: time, *, days: int = 0) -> datetime:
    """Return the moment at which the clock says so, on the day of another moment or days later."""
    day = timezone.localtime(moment).date() + timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, clock))


def morning_after(moment: datetime) -> datetime:
    """Return the first moment after the quiet hours that is not before this one."""
    if not is_quiet(moment):
        return moment
    late = timezone.localtime(moment).time() >= QUIET_FROM
    return at_clock(moment, QUIET_UNTIL, days=int(late))
