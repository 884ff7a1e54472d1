"""Chores: what the process beside the web server does now and then; each room registers its own.

Of several servers one at a time does a chore, unless it says that they may do it `together`: such a
chore claims what it works on in the database, one thing at a time.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.db import DatabaseError, close_old_connections

from balans.core.alone import alone

log = logging.getLogger("balans")


@dataclass(frozen=True)
class Chore:
    """Something to do every so many seconds; `act` returns how many things it did."""

    name: str
    act: Callable[[], int]
    every_seconds: float
    together: bool = False
    """Whether several servers may do it at the same moment."""


_chores: dict[str, Chore] = {}


def register(
    name: str, act: Callable[[], int], *, every_seconds: float, together: bool = False
) -> None:
    """Have something done every so many seconds. Called once, when the room is ready."""
    _chores[name] = Chore(name, act, every_seconds, together)


class Rounds:
    """Goes round the chores and remembers when each is due again."""

    def __init__(self) -> None:
        self.due: dict[str, float] = {}

    def turn(self, now: float) -> None:
        """Do what is due at this moment (seconds of a clock that only goes forward).

        A chore that fails is tried again when it is next due; the others are done all the same.
        """
        for chore in _chores.values():
            if now >= self.due.get(chore.name, 0.0):
                self.due[chore.name] = now + chore.every_seconds
                _do(chore)


def _do(chore: Chore) -> None:
    try:
        done = _act(chore)
    except DatabaseError as error:
        log.error("%s: the database did not answer: %s", chore.name, type(error).__name__)
        close_old_connections()
        return
    except Exception as error:
        # The outermost loop: one chore never stops the others. No words of anybody in the log.
        log.error("%s failed: %s", chore.name, type(error).__name__)
        return
    if done:
        log.info("%s: %s", chore.name, done)


def _act(chore: Chore) -> int:
    """Do a chore, unless another server is at it; return how many things it did."""
    if chore.together:
        return chore.act()
    with alone(f"chore {chore.name}") as is_ours:
        return chore.act() if is_ours else 0
