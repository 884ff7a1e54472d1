"""What a room already knows the loved one is called, to offer it where that is asked."""

from collections.abc import Callable

from balans.accounts.person import Person

Namer = Callable[[Person], str]
_namers: list[Namer] = []


def tell_name(namer: Namer) -> Namer:
    """Register how a room knows the loved one's name; empty when it does not."""
    if namer not in _namers:
        _namers.append(namer)
    return namer


def known_name(person: Person) -> str:
    """Return the first name that a room knows, empty for none."""
    return next((name for namer in _namers if (name := namer(person))), "")
