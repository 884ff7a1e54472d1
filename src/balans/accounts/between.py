"""What happened in somebody's life between two days, room by room: only when they ask for it.

Each room tells what it knows: a memory by its title, a step of a plan that was done. Nothing of it
is kept or counted; it stands beside two results of a check, for who wants to see them together.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from balans.accounts.person import Person

ASKED = "erbij"
MOST = 12


@dataclass(frozen=True)
class Happening:
    """One thing that happened: the day, in words as far as it is known, and what it was."""

    day: date
    when: str
    kind: str
    """What it is, such as a memory or a step."""

    text: str
    href: str


Teller = Callable[[Person, date, date], Sequence[Happening]]
_tellers: list[Teller] = []


def tell_between(teller: Teller) -> Teller:
    """Register what a room knows of the days from the one up to and with the other."""
    if teller not in _tellers:
        _tellers.append(teller)
    return teller


def happenings_between(person: Person, first: date, last: date) -> list[Happening]:
    """Return what happened on these days, the oldest first."""
    found = [each for teller in _tellers for each in teller(person, first, last)]
    return sorted(found, key=lambda each: each.day)


def between_context(
    request: HttpRequest, person: Person, then: datetime, now: datetime
) -> dict[str, Any]:
    """Return what a page shows of the time between two moments: nothing before it is asked for."""
    if request.GET.get(ASKED) != "1":
        return {"between_asked": False}
    first, last = sorted(timezone.localdate(each) for each in (then, now))
    found = happenings_between(person, first, last)
    return {
        "between_asked": True,
        "between": found[-MOST:],
        "between_more": max(len(found) - MOST, 0),
        "between_days": (first, last),
    }
