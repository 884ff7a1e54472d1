"""What an owner has, room by room: each room tells what it keeps, for the page Mijn plek.

A room with many things tells traces: what can be known of a thing without opening or naming it.
Only the few that a page shows are then shown in full.
"""

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


@dataclass(frozen=True)
class Trace:
    """A thing that is there, before it is shown: when, what kind of thing, finished or not."""

    when: datetime
    show: Callable[[], Belonging]
    mark: str = ""
    """What kind of thing it is, for suggestions: the name of an exercise, "plan", "memory"."""

    unfinished: bool = False


Teller = Callable[[Person], list[Belonging]]
Tracer = Callable[[Person], list[Trace]]
_tellers: list[Teller] = []
_tracers: list[Tracer] = []


def tell(teller: Teller) -> Teller:
    """Register what a room keeps for an owner. Called once, when the room is ready."""
    if teller not in _tellers:
        _tellers.append(teller)
    return teller


def trace(tracer: Tracer) -> Tracer:
    """Register the same for a room that can keep many things: none is opened before it is shown."""
    if tracer not in _tracers:
        _tracers.append(tracer)
    return tracer


def traces_of(person: Person) -> list[Trace]:
    """Return a trace of all that the person made, the newest first."""
    found = [each for tracer in _tracers for each in tracer(person)]
    found += [_trace(each) for teller in _tellers for each in teller(person)]
    return sorted(found, key=lambda each: each.when, reverse=True)


def _trace(known: Belonging) -> Trace:
    return Trace(when=known.when, show=lambda: known)


def belongings_of(person: Person) -> list[Belonging]:
    """Return all that the person made, the newest first."""
    return [each.show() for each in traces_of(person)]
