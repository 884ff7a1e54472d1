"""What the database last saw of the clock: a start with another one destroys and sends nothing yet.

A serving process steadies its own clock (clock.py). This is for what lies between two of them: a
machine that starts with a wrong clock, or a second server that has one.
"""

import logging
from datetime import datetime, timedelta

from django.db import DatabaseError, InterfaceError
from django.utils import timezone

from balans.core.clock import going_forward, patience
from balans.core.models import ClockSeen

log = logging.getLogger("balans")
LOOK_EVERY_SECONDS = 10
WRITE_EVERY = timedelta(minutes=1)
TELL_EVERY_SECONDS = 3600
TOO_EARLY = timedelta(days=1)
WAY_OUT = "Put the clock right, or say that it is: balans clock believe"


class ClockIsEarly(Exception):
    """The clock says a time before the one at which this database was last in use."""


def last_seen() -> datetime | None:
    """Return the moment that the database last believed; None when it never saw one."""
    return ClockSeen.objects.values_list("moment", flat=True).filter(pk=ClockSeen.ONE).first()


def believe(moment: datetime) -> None:
    """Note that it is this moment now."""
    ClockSeen.objects.update_or_create(pk=ClockSeen.ONE, defaults={"moment": moment})


def require_clock() -> None:
    """Refuse a clock that is more than a day before what the database saw. Raise ClockIsEarly.

    What people made under it would be over the moment that the clock is right again.
    """
    seen, now = last_seen(), timezone.now()
    if seen is not None and seen - now > TOO_EARLY:
        raise ClockIsEarly(
            f"the clock says {now:%Y-%m-%d %H:%M}, but this database was in use at "
            f"{seen:%Y-%m-%d %H:%M}. {WAY_OUT}"
        )


def require_belief() -> None:
    """Refuse what cannot be undone under a clock that jumped. Raise ClockIsEarly."""
    seen, now = last_seen(), timezone.now()
    if seen is not None and patience(now - seen):
        raise ClockIsEarly(
            f"the clock says {now:%Y-%m-%d %H:%M}, while it was {seen:%Y-%m-%d %H:%M} when this "
            f"database was last in use. {WAY_OUT}"
        )


class Belief:
    """Whether this process may destroy and send by the clock; asked before every round of chores.

    A gap between the clock and what the database saw must stay for as long as the gap is, at most
    a day, while no other server goes on by the old time.
    """

    def __init__(self) -> None:
        self._looked_at = self._told_at = float("-inf")
        self._since = going_forward()
        self._seen: datetime | None = None
        self._holds = False

    def __call__(self) -> bool:
        """Return whether the clock is believed; looks in the database every ten seconds."""
        at = going_forward()
        if at - self._looked_at >= LOOK_EVERY_SECONDS:
            self._looked_at = at
            try:
                self._holds = self._look(timezone.now(), at)
            except (DatabaseError, InterfaceError) as error:
                log.error("the database did not tell the time: %s", type(error).__name__)
                self._holds = False
        return self._holds

    def _look(self, now: datetime, at: float) -> bool:
        seen = last_seen()
        if seen != self._seen:
            # Somebody wrote it down anew, by the old time: ours has to hold out from here.
            self._seen, self._since = seen, at
        if seen is None or timedelta(seconds=at - self._since) >= patience(now - seen):
            self._write(seen, now)
            return True
        if at - self._told_at >= TELL_EVERY_SECONDS:
            self._told_at = at
            waits = patience(now - seen) - timedelta(seconds=at - self._since)
            log.error(
                "the clock is %s from when this database was last in use: nothing is erased or "
                "reminded for another %s. %s",
                shown(now - seen),
                shown(waits),
                WAY_OUT,
            )
        return False

    def _write(self, seen: datetime | None, now: datetime) -> None:
        if seen is None or abs(now - seen) >= WRITE_EVERY:
            believe(now)
            self._seen = now


def shown(gap: timedelta) -> str:
    """Return a length of time in words of the log, to the minute."""
    minutes = int(abs(gap).total_seconds()) // 60
    days, rest = divmod(minutes, 24 * 60)
    return f"{days} days and {rest // 60}:{rest % 60:02} hours"


def report_jump(gap: timedelta) -> None:
    """Write in the log that the clock jumped while serving."""
    ahead = "back" if gap < timedelta(0) else "ahead"
    log.error(
        "the clock jumped %s %s: the time is counted on from before for %s, unless it comes back",
        shown(abs(gap)),
        ahead,
        shown(patience(gap)),
    )
