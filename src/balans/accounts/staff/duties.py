"""What waits for an administrator, room by room: a number and where it leads, never a name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Duty:
    """Something that waits for an administrator."""

    title: str
    number: int
    href: str


_tellers: dict[str, Callable[[], Duty]] = {}


def waits(room: str, teller: Callable[[], Duty]) -> None:
    """Let a room tell what waits for an administrator. Called once, when the room is ready."""
    _tellers[room] = teller


def duties() -> Sequence[Duty]:
    """Return what there is to do now; what is done stays away."""
    return [found for teller in _tellers.values() if (found := teller()).number]
