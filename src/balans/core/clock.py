"""The clock on the wall, steadied: a jump is not followed until it has held for a while.

A machine whose clock jumps a year ahead for a minute would erase every guest, end every code and
spend every reminder; one that jumps back would give people days that are long over. So a serving
process counts on with a clock that only goes forward, until it may believe the other one again.
"""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

AT_ONCE = timedelta(hours=1)
"""So far a clock may be put right without waiting."""
LONGEST = timedelta(hours=24)
"""However far it jumped: after so long it is believed. Before that the log says so every hour."""
EVEN = timedelta(minutes=1)
"""So much the two clocks may differ between two looks, when nobody set either."""


def patience(gap: timedelta) -> timedelta:
    """Return how long a clock must run evenly before a jump of this size is followed."""
    return timedelta(0) if abs(gap) <= AT_ONCE else min(abs(gap), LONGEST)


def going_forward() -> float:
    """Return seconds of a clock that nobody sets; where it can, it counts while asleep too."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()


class SteadyClock:
    """The time that a process goes by. Safe between threads; a copy goes on in a forked process."""

    def __init__(
        self,
        wall: Callable[[], datetime],
        forward: Callable[[], float] = going_forward,
        told: Callable[[timedelta], None] = lambda gap: None,
    ) -> None:
        self.wall, self._forward, self._told = wall, forward, told
        moment, at = wall(), forward()
        self._kept, self._seen, self._even_since = (moment, at), (moment, at), at

    def now(self) -> datetime:
        """Return the moment: of the wall, or counted on from before it jumped.

        `told` hears how far it jumped, once for each jump.
        """
        wall, at = self.wall(), self._forward()
        if abs(wall - _counted(self._seen, at)) > EVEN:
            self._even_since = at
            if patience(wall - _counted(self._kept, at)):
                self._told(wall - _counted(self._kept, at))
        self._seen = (wall, at)
        counted = _counted(self._kept, at)
        if timedelta(seconds=at - self._even_since) < patience(wall - counted):
            return counted
        self._kept = (wall, at)
        return wall


def _counted(point: tuple[datetime, float], at: float) -> datetime:
    moment, began = point
    return moment + timedelta(seconds=at - began)
