"""PostgreSQL that does not answer: whoever asks next hears so at once.

Who needs a connection waits for the pool, for seconds. Without more, everybody would wait in
turn while the database is away, until no thread is left for the pages that need none. So the first
that waited in vain says so to the whole process. From then on one thread a second tries whether
the database is back; the others are told without waiting.

A connection may have died while it lay in the pool. The pool would look at one, sleep a second,
look at the next, sleep two: after a restart of the database that takes longer than anybody waits.
Here the dead ones go one after the other, at once.
"""

import time
from threading import Lock
from typing import Any

from django.db import OperationalError
from django.db.backends.postgresql import base

TRY_EVERY_SECONDS = 1.0


class Away:
    """Whether the database was away at the last try, and who may try again. Shared by threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._next_try: float | None = None

    def may_try(self) -> bool:
        """Return whether to ask for a connection: always, or once a second while it is away."""
        if self._next_try is None:
            return True
        with self._lock:
            if self._next_try is None:
                return True
            now = time.monotonic()
            if now < self._next_try:
                return False
            self._next_try = now + TRY_EVERY_SECONDS
            return True

    def failed(self) -> None:
        """Note that it did not answer."""
        with self._lock:
            self._next_try = time.monotonic() + TRY_EVERY_SECONDS

    def answered(self) -> None:
        """Note that it answered: everybody may ask again."""
        self._next_try = None


away = Away()


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's PostgreSQL; with a pool it remembers that the database is away."""

    def get_new_connection(self, conn_params: Any) -> Any:
        """Return a connection of the pool. Raise OperationalError at once while it is away."""
        if not self.pool:
            return super().get_new_connection(conn_params)
        if not away.may_try():
            raise OperationalError("the database was away a moment ago")
        try:
            connection = self._living(conn_params)
        except self.Database.OperationalError:
            away.failed()
            raise
        away.answered()
        return connection

    def _living(self, conn_params: Any) -> Any:
        for _each in range(self.pool.max_size):
            connection = super().get_new_connection(conn_params)
            try:
                self.pool.check_connection(connection)
            except self.Database.OperationalError:
                self.pool.putconn(connection)
            else:
                return connection
        return super().get_new_connection(conn_params)
