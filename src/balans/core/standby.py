"""Reading from a streaming standby: what everybody may read, for who keeps nothing here.

Whoever wrote something holds a cookie that opens it, and is read to from the primary: so nobody
misses their own writing (docs/adr/0035). A standby that is away, lags, or was made a primary is not
asked; a page that it could not finish is made once more from the primary.
"""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from threading import Lock
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, InterfaceError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model
from django.http import HttpRequest

log = logging.getLogger("balans")
ALIAS = "standby"
LOOK_EVERY_SECONDS = 1.0
AWAY_SECONDS = 5.0
"""How long a standby that did not answer is left alone: asking it may take two seconds."""

HOW_FAR = (
    "SELECT pg_is_in_recovery(), extract(epoch FROM now() - pg_last_xact_replay_timestamp())::float"
)
BEAT = "SELECT pg_current_xact_id()"
_there: ContextVar[bool] = ContextVar("reading from the standby", default=False)

Given = ParamSpec("Given")
R = TypeVar("R")


class Fitness:
    """Whether the standby may be read from; looked at once a second, by one thread at a time."""

    def __init__(self) -> None:
        self._lock, self._next, self._is_fit = Lock(), 0.0, False

    def holds(self) -> bool:
        """Return whether the standby answers and lags no more than it may."""
        if time.monotonic() >= self._next and self._lock.acquire(blocking=False):
            try:
                self._look()
            finally:
                self._lock.release()
        return self._is_fit

    def _look(self) -> None:
        try:
            lag = lag_seconds()
        except (DatabaseError, InterfaceError) as error:
            self.note_away(error)
            return
        is_fit = lag is not None and lag <= settings.READ_LAG_SECONDS
        if is_fit != self._is_fit:
            log.info("standby: %s", "read from" if is_fit else "lags too far, or is none")
        self._is_fit, self._next = is_fit, time.monotonic() + LOOK_EVERY_SECONDS

    def note_away(self, error: Exception) -> None:
        """Read from the primary for a while."""
        self._is_fit, self._next = False, time.monotonic() + AWAY_SECONDS
        log.warning("standby: did not answer (%s)", type(error).__name__)


fitness = Fitness()


def lag_seconds() -> float | None:
    """Return how far the standby is behind; None when it is no standby or cannot tell.

    Raise DatabaseError when it does not answer.
    """
    with connections[ALIAS].cursor() as cursor:
        cursor.execute(HOW_FAR)
        is_standby, lag = cursor.fetchone()
    return lag if is_standby else None


def is_set() -> bool:
    """Return whether there is a standby in the settings."""
    return ALIAS in settings.DATABASES


def may_be_read_there(request: HttpRequest) -> bool:
    """Return whether a request changes nothing and comes from who keeps nothing here."""
    return request.method in ("GET", "HEAD") and settings.KEY_COOKIE not in request.COOKIES


def from_standby(
    act: Callable[Concatenate[HttpRequest, Given], R],
) -> Callable[Concatenate[HttpRequest, Given], R]:
    """Mark what only reads, and only what everybody may: it is read from the standby if it can be.

    Without a setting nothing changes. What fails there is done once more with the primary.
    """

    @wraps(act)
    def reading(request: HttpRequest, /, *args: Given.args, **kwargs: Given.kwargs) -> R:
        if is_set() and may_be_read_there(request) and fitness.holds():
            try:
                with _from_there():
                    return act(request, *args, **kwargs)
            except (DatabaseError, InterfaceError) as error:
                fitness.note_away(error)
                connections[ALIAS].close()
        return act(request, *args, **kwargs)

    return reading


@contextmanager
def _from_there() -> Iterator[None]:
    before = _there.set(True)
    try:
        yield
    finally:
        _there.reset(before)


def alias() -> str:
    """Return which database is read from now: never the standby within a transaction."""
    if _there.get() and not connections[DEFAULT_DB_ALIAS].in_atomic_block:
        return ALIAS
    return DEFAULT_DB_ALIAS


def reading() -> BaseDatabaseWrapper:
    """Return the connection to read from now, for SQL of one's own."""
    return connections[alias()]


class Router:
    """Sends marked reading to the standby, and everything else to the primary.

    It always says which: else Django writes what was read from the standby to the standby.
    """

    def db_for_read(self, model: type[Model], **hints: Any) -> str:
        return alias()

    def db_for_write(self, model: type[Model], **hints: Any) -> str:
        # Who writes reads their own writing: the rest of this page comes from the primary.
        _there.set(False)
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one: Model, other: Model, **hints: Any) -> bool:
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == DEFAULT_DB_ALIAS


def beat() -> int:
    """Commit an empty transaction, so that also a quiet night shows how far the standby is.

    Nothing to tell: return 0. Without a standby nothing is done.
    """
    if is_set():
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute(BEAT)
    return 0
