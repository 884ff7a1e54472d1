"""What happens near a place on a day, such as a group that begins: other rooms tell it.

The support map shows it among what one can go to, without knowing those rooms.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from balans.directory.municipalities import Municipality

MOST = 3


@dataclass(frozen=True)
class Happening:
    """One thing that one can go to."""

    title: str
    when: datetime
    when_said: str
    """The same in words, in the language of the page."""

    place: str
    """Where, in words."""

    href: str
    municipality: str = ""
    """The slug of the municipality; empty for what is online."""

    language: str = "nl"
    """Of the title, and what is spoken there."""


Source = Callable[[Municipality, int], Sequence[Happening]]
"""Takes a place and how many at most; tells the nearest. With nothing to tell it asks nothing."""

_sources: dict[str, Source] = {}


def tell_happenings(name: str, source: Source) -> None:
    """Register what a room tells; `name` is that of the address where everything stands."""
    _sources[name] = source


def happenings_near(place: Municipality | None, most: int = MOST) -> list[Happening]:
    """Return what happens in or around a place, the earliest first; nothing without a place."""
    if place is None:
        return []
    found = [each for source in _sources.values() for each in source(place, most)]
    return sorted(found, key=lambda each: each.when)[:most]


def groups_href() -> str:
    """Return where everything stands that happens; empty when no room tells anything."""
    return next((reverse(name) for name in _sources), "")
