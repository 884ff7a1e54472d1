"""What an owner has, room by room: each room tells what it keeps, for the page Mijn plek."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from balans.accounts.person import Person


@dataclass(frozen=True)
class Belonging:
    """One thing an owner made, as the page Mijn plek lists it."""

    title: str
    when: datetime
    state: str
    href: str
    action: str
    pdf_href: str = ""
    erase_href: str = ""
    compare_href: str = ""


Teller = Callable[[Person], list[Belonging]]
_tellers: list[Teller] = []


def tell(teller: Teller) -> Teller:
    """Register what a room keeps for an owner. Called once, when the room is ready."""
    if teller not in _tellers:
        _tellers.append(teller)
    return teller


def belongings_of(person: Person) -> list[Belonging]:
    """Return all that the person made, the newest first."""
    found = [each for teller in _tellers for each in teller(person)]
    return sorted(found, key=lambda each: each.when, reverse=True)
