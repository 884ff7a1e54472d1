"""The early sign: the weekly check-in that gets heavier three times in a row. Rules only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from balans.questionnaires.scoring import Heavier
from balans.ui.drawings.course import Point as Spot

FALLS = 3
FAR_APART, RECENT = timedelta(weeks=3), timedelta(weeks=3)
"""Weeks further apart say nothing together; and what was long ago is no early sign any more."""


@dataclass(frozen=True)
class Sign:
    """Three falls in a row: from which day to which, and the numbers in between."""

    spots: tuple[Spot, ...]

    @property
    def until(self) -> date:
        """Return the day of the last of them, which tells this sign from a later one."""
        return self.spots[-1].day


def weekly(spots: Sequence[Spot]) -> list[Spot]:
    """Return one for a week, from Monday: the last of it. Oldest first."""
    return list({each.day.isocalendar()[:2]: each for each in spots}.values())


def early_sign(
    spots: Sequence[Spot], heavier: Heavier, today: date, put_away: date | None = None
) -> Sign | None:
    """Return the sign when the four newest weeks each are heavier than the one before.

    `put_away`: until when the carer put a sign away; then only falls after that day count.
    """
    last = weekly([each for each in spots if put_away is None or each.day >= put_away])
    last = last[-(FALLS + 1) :]
    if len(last) <= FALLS or today - last[-1].day > RECENT:
        return None
    row = all(_falls(before, after, heavier) for before, after in pairwise(last))
    return Sign(tuple(last)) if row else None


def _falls(before: Spot, after: Spot, heavier: Heavier) -> bool:
    more = after.value > before.value if heavier == "higher" else after.value < before.value
    return more and after.day - before.day <= FAR_APART
