"""What can be reminded of, room by room: each room tells its days and the words of its letter.

A letter holds no word of what somebody wrote, and does not say which of their things it is about.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from balans.accounts.person import Person


@dataclass(frozen=True)
class Words:
    """What a room says about its days, in the language that is active."""

    subject: str
    sentence: str
    """That the day has come; it names the day as `%(day)s`."""

    closing: str
    """That nothing has to be done."""

    to_page: str
    """The text of the link to the page of the room."""

    hint: str
    """How a thing of this room gets a day."""

    instead: str = ""
    """The text of the link to what helps without mail; empty when there is none."""


@dataclass(frozen=True)
class Room:
    """A room that lets its things be reminded of."""

    name: str
    days: Callable[[Person], Iterable[tuple[UUID, date]]]
    """All things of a person that have a day. Runs in a transaction: lock what is read."""

    words: Callable[[], Words]
    page: str
    """The name of the address of its page."""

    instead: str = ""
    """The name of the address of what helps without mail."""


_rooms: dict[str, Room] = {}


def remind_of(room: Room) -> None:
    """Register a room. Called once, when the room is ready."""
    _rooms[room.name] = room


def rooms() -> Sequence[Room]:
    """Return every room, in the order in which they were registered."""
    return tuple(_rooms.values())
