"""Chores: what the process beside the web server does now and then; each room registers its own.

Of several servers one at a time does a chore, unless it says that they may do it `together`: such a
chore claims what it works on in the database, one thing at a time.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from threading import Thread

from django.db import DatabaseError, InterfaceError, close_old_connections, connections
from django.utils import timezone

from balans.core.alone import alone
from balans.core.measures import measures

log = logging.getLogger("balans")


@dataclass(frozen=True)
class Chore:
    """Something to do every so many seconds; `act` returns how many things it did."""

    name: str
    act: Callable[[], int]
    every_seconds: float
    together: bool = False
    """Whether several servers may do it at the same moment."""

    any_clock: bool = False
    """Whether it may be done while the clock is not believed: it erases and reminds nobody."""

    apart: bool = False
    """Whether it waits for somebody outside (mail, the sites of others): it has a thread of its
    own, so that whoever keeps it waiting keeps no other chore."""


@dataclass
class Run:
    """How a chore went in this process; None: not yet."""

    every_seconds: float
    ran_at: datetime | None = None
    did_at: datetime | None = None
    """When there was something to do, and it was done."""

    failed_at: datetime | None = None


_chores: dict[str, Chore] = {}
runs: dict[str, Run] = {}


def register(
    name: str,
    act: Callable[[], int],
    *,
    every_seconds: float,
    together: bool = False,
    any_clock: bool = False,
    apart: bool = False,
) -> None:
    """Have something done every so many seconds. Called once, when the room is ready."""
    _chores[name] = Chore(name, act, every_seconds, together, any_clock, apart)


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
    run = runs.setdefault(chore.name, Run(every_seconds=chore.every_seconds))
    try:
        done = _act(chore)
    except (DatabaseError, InterfaceError) as error:
        name, kind = type(error).__name__, {"kind": f"{chore.name}: {type(error).__name__}"}
        log.error("%s: the database did not answer: %s", chore.name, name, extra=kind)
        _failed(chore, run)
        close_old_connections()
        return
    except Exception as error:
        # The outermost loop: one chore never stops the others. No words of anybody in the log.
        name, kind = type(error).__name__, {"kind": f"{chore.name}: {type(error).__name__}"}
        log.error("%s failed: %s", chore.name, name, extra=kind)
        _failed(chore, run)
        return
    run.ran_at = timezone.now()
    if done:
        run.did_at = run.ran_at
        log.info("%s: %s", chore.name, done)


def _act(chore: Chore) -> int:
    """Do a chore, unless another server is at it; return how many things it did."""
    if chore.together:
        return chore.act()
    with alone(f"chore {chore.name}") as is_ours:
        return chore.act() if is_ours else 0


def _failed(chore: Chore, run: Run) -> None:
    run.failed_at = timezone.now()
    measures().chore_failures.labels(chore.name).inc()
