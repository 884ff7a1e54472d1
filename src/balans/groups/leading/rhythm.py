"""The rhythm of a series: which days are proposed, and what is the matter with days. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

Rhythm = Literal["week", "fortnight", "month"]
Matter = Literal["past", "far", "order", "clash"]

STEPS: dict[Rhythm, timedelta] = {"week": timedelta(weeks=1), "fortnight": timedelta(weeks=2)}
USUAL: Rhythm = "fortnight"
LOOKS = (timedelta(weeks=4), timedelta(weeks=13))
"""How long after the last meeting the group looks back: four weeks, and three months. Whole weeks,
so that it is on the day of the week that people kept free."""

FARTHEST = timedelta(days=730)
WEEK = timedelta(weeks=1)


def proposed(first: date, count: int, rhythm: Rhythm) -> tuple[date, ...]:
    """Return the days of so many meetings, all on the same day of the week.

    Every month is on the same one of the month, such as the second Thursday; a fifth one is the
    last where a month has four.
    """
    if rhythm == "month":
        return tuple(_months_later(first, number) for number in range(count))
    return tuple(first + STEPS[rhythm] * number for number in range(count))


def _months_later(first: date, number: int) -> date:
    months = first.year * 12 + first.month - 1 + number
    start = date(months // 12, months % 12 + 1, 1)
    ahead = timedelta(days=(first.weekday() - start.weekday()) % 7)
    found = start + ahead + WEEK * ((first.day - 1) // 7)
    return found if found.month == start.month else found - WEEK


def looks_after(last: date) -> tuple[date, ...]:
    """Return the days on which the group looks back, after the last meeting."""
    return tuple(last + each for each in LOOKS)


@dataclass(frozen=True)
class Slot:
    """When a meeting is, and how long it takes."""

    starts_at: datetime
    minutes: int = 60

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    def overlaps(self, other: "Slot") -> bool:
        """Return whether one begins before the other is over."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


def matters(slots: Sequence[Slot | None], now: datetime) -> dict[int, Matter]:
    """Return what is the matter with meetings in the order in which they are meant, by position.

    None stands for one that could not be read. Each has one matter at most, the first that holds:
    in the past, more than two years ahead, at the same time as one before it, before one before it.
    """
    found, before = dict[int, Matter](), list[Slot]()
    for place, slot in enumerate(slots):
        if slot is None:
            continue
        if matter := _matter(slot, before, now):
            found[place] = matter
        before.append(slot)
    return found


def _matter(slot: Slot, before: Sequence[Slot], now: datetime) -> Matter | None:
    if slot.starts_at <= now:
        return "past"
    if slot.starts_at > now + FARTHEST:
        return "far"
    if any(slot.overlaps(each) for each in before):
        return "clash"
    return "order" if any(slot.starts_at < each.starts_at for each in before) else None
