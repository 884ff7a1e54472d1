"""What is coming for an owner, room by room: a day, what it is, and where it leads."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from balans.accounts.person import Person


@dataclass(frozen=True)
class Coming:
    """One thing that is due or will be."""

    day: date
    text: str
    href: str


Teller = Callable[[Person], list[Coming]]
_tellers: list[Teller] = []


def tell_coming(teller: Teller) -> Teller:
    """Register what a room expects of an owner. Called once, when the room is ready."""
    if teller not in _tellers:
        _tellers.append(teller)
    return teller


def coming_for(person: Person) -> list[Coming]:
    """Return what is coming, the nearest day first."""
    found = [each for teller in _tellers for each in teller(person)]
    return sorted(found, key=lambda each: each.day)
