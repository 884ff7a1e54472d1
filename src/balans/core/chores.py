"""Chores: what the process beside the web server does now and then; each room registers its own.

Several servers may do the same chore at once: a chore claims what it works on in the database.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from threading import Thread

from django.db import DatabaseError, close_old_connections, connections

log = logging.getLogger("balans")


@dataclass(frozen=True)
class Chore:
    """Something to do every so many seconds; `act` returns how many things it did."""

    name: str
    act: Callable[[], int]
    every_seconds: float
    any_clock: bool = False
    """Whether it may be done while the clock is not believed: it erases and reminds nobody."""

    apart: bool = False
    """Whether it waits for somebody outside (mail, the sites of others): it has a thread of its
    own, so that whoever keeps it waiting keeps no other chore."""


_chores: dict[str, Chore] = {}


def register(
    name: str,
    act: Callable[[], int],
    *,
    every_seconds: float,
    any_clock: bool = False,
    apart: bool = False,
) -> None:
    """Have something done every so many seconds. Called once, when the room is ready."""
    _chores[name] = Chore(name, act, every_seconds, any_clock, apart)


def registered() -> tuple[Chore, ...]:
    """Return every chore there is."""
    return tuple(_chores.values())


class Rounds:
    """Goes round the chores and remembers when each is due again."""

    def __init__(self, believes: Callable[[], bool] = lambda: True) -> None:
        self.due: dict[str, float] = {}
        self._believes = believes
        self._apart: dict[str, Thread] = {}

    def turn(self, now: float) -> None:
        """Do what is due at this moment (seconds of a clock that only goes forward).

        A chore that fails is tried again when it is next due; the others are done all the same.
        """
        for chore in registered():
            if now >= self.due.get(chore.name, 0.0) and self._may(chore):
                self.due[chore.name] = now + chore.every_seconds
                self._begin(chore)

    def _may(self, chore: Chore) -> bool:
        busy = self._apart.get(chore.name)
        return not (busy and busy.is_alive()) and (chore.any_clock or self._believes())

    def _begin(self, chore: Chore) -> None:
        if not chore.apart:
            _do(chore)
            return
        thread = Thread(target=_do_apart, args=(chore,), name=chore.name, daemon=True)
        self._apart[chore.name] = thread
        thread.start()


def _do_apart(chore: Chore) -> None:
    _do(chore)
    connections.close_all()


def _do(chore: Chore) -> None:
    try:
        done = chore.act()
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
