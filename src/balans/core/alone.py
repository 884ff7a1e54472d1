"""One server at a time: a lock in PostgreSQL that ends with the connection of who holds it."""

import hashlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import DatabaseError, InterfaceError, connection

log = logging.getLogger("balans")


@contextmanager
def alone(what: str, *, wait: bool = False) -> Iterator[bool]:
    """Do something on one server at a time; yield whether it is our turn.

    With `wait` it always is, sooner or later. A process that dies lets go. With SQLite there is
    one server, and always a turn.
    """
    if connection.vendor != "postgresql":
        yield True
        return
    number = _number(what)
    is_ours = _asked("pg_try_advisory_lock(%s)", number)
    if not is_ours and wait:
        log.info("%s: another server is at it; waiting", what)
        _asked("pg_advisory_lock(%s) IS NOT NULL", number)
        is_ours = True
    try:
        yield is_ours
    finally:
        if is_ours:
            _let_go(number)


def _let_go(number: int) -> None:
    """Give the lock back. A connection that broke has done so already."""
    with suppress(DatabaseError, InterfaceError):
        if not _asked("pg_advisory_unlock(%s)", number):
            # It was changed for another one meanwhile: the first must not keep it in the pool.
            connection.close()
            connection.close_pool()  # type: ignore[attr-defined]


def _asked(what: str, number: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {what}", [number])
        return bool(cursor.fetchone()[0])


def _number(what: str) -> int:
    """Return the number of a lock: 64 bits with a sign, as PostgreSQL has them."""
    digest = hashlib.sha256(f"balans {what}".encode()).digest()
    return int.from_bytes(digest[:8], "big", signed=True)
