"""Numbers as they may be published: in tens, and never a small one."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

LEAST = 10
"""Below this a number could point at one person: only that it is below is told."""

MONTHS_SHOWN = 12


@dataclass(frozen=True)
class Counted:
    """How often something happened on a day, as it was counted."""

    day: date
    what: str
    number: int


@dataclass(frozen=True)
class Month:
    """One month: its first day, and how often each thing happened in it, as it was counted."""

    first: date
    numbers: Mapping[str, int]
    is_over: bool = True

    def number(self, what: str) -> int:
        """Return how often something happened; nothing counted is nothing happened."""
        return self.numbers.get(what, 0)


def rounded(number: int) -> int | None:
    """Return a number in tens, rounded down; None for one that is too small to tell."""
    return None if number < LEAST else number // LEAST * LEAST


def months(counted: Iterable[Counted], *, today: date) -> list[Month]:
    """Return every month with numbers, newest first. Days that are not over are left out."""
    found: dict[date, Counter[str]] = {}
    for each in counted:
        if each.day < today:
            found.setdefault(each.day.replace(day=1), Counter())[each.what] += each.number
    this = today.replace(day=1)
    return [Month(first, found[first], first < this) for first in sorted(found, reverse=True)]


def last_months(known: Iterable[Month], *, today: date) -> list[Month]:
    """Return the twelve months before this one, oldest first; a month without numbers is empty."""
    by_first = {month.first: month for month in known}
    firsts: list[date] = []
    first = today.replace(day=1)
    for _number in range(MONTHS_SHOWN):
        first = (first - timedelta(days=1)).replace(day=1)
        firsts.append(first)
    return [by_first.get(each, Month(each, {})) for each in reversed(firsts)]


def total(some: Iterable[Month], what: str) -> int:
    """Return how often something happened in some months together."""
    return sum(month.number(what) for month in some)
