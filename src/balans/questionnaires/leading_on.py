"""Where an outcome may go on to in other rooms: each tells it, and the engine knows none."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from balans.accounts.person import Person
from balans.questionnaires.models import Attempt


@dataclass(frozen=True)
class Way:
    """One thing that can be done with an outcome, and where."""

    text: str
    href: str


Teller = Callable[[Person, Attempt], Iterable[Way]]
_tellers: list[Teller] = []


def lead_on(teller: Teller) -> Teller:
    """Register what a room does with outcomes. Called once, when the room is ready.

    Asked for every finished attempt that is looked at: one query at most.
    """
    if teller not in _tellers:
        _tellers.append(teller)
    return teller


def ways_on(person: Person, attempt: Attempt) -> Iterator[Way]:
    """Yield where a finished attempt may go on to."""
    for teller in _tellers:
        yield from teller(person, attempt)
