"""Moving: copy, compare, and keep it only when every row is the same."""

import sqlite3
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from django.db import DatabaseError, DataError, InterfaceError, connection, transaction

from balans.search.actions import rebuild
from balans.transfer import target
from balans.transfer.comparing import Compared, compare
from balans.transfer.fitting import misfits
from balans.transfer.problems import CannotMove, in_words
from balans.transfer.source import Source, opened
from balans.transfer.tables import Table, tables_in_order

NAMED = 5


def move(path: Path, tell: Callable[[Compared], None]) -> tuple[int, int]:
    """Move the SQLite file at `path` to the database that the settings name, an empty PostgreSQL.

    `tell` hears of each table once it was compared. Return how many rows were moved, and how many
    entries the search has. Raise CannotMove: then no row was moved.
    """
    if connection.vendor != "postgresql":
        raise CannotMove(
            "BALANS_DATABASE_URL must say where to: postgres://name:password@host/name"
        )
    target.use_one_connection()
    try:
        with opened(path) as source:
            return _move(source, tell)
    except (sqlite3.Error, DatabaseError, InterfaceError) as error:
        raise CannotMove(in_words(error)) from error


def _move(source: Source, tell: Callable[[Compared], None]) -> tuple[int, int]:
    tables = tables_in_order()
    source.require_whole(tables)
    target.require_empty(tables)
    target.make_tables()
    with transaction.atomic():
        target.hold(tables)
        target.require_empty(tables)
        for table in tables:
            _fill(source, table)
        moved = sum(_compared(source, table, tell) for table in tables)
        target.set_sequences(tables)
        return moved, rebuild()


def _fill(source: Source, table: Table) -> None:
    try:
        target.fill(table, source.rows(table, ordered=False))
    except DataError as error:
        found = list(islice(_misfits(source, table), NAMED))
        raise CannotMove("; ".join(found) or in_words(error)) from error


def _misfits(source: Source, table: Table) -> Iterator[str]:
    found = misfits(table.fields, source.rows(table, ordered=False), connection)
    return (f"{table.name} {each}" for each in found)


def _compared(source: Source, table: Table, tell: Callable[[Compared], None]) -> int:
    """Compare one table; return how many rows it has. Raise CannotMove when any differs."""
    found = compare(table.name, source.rows(table, ordered=True), target.rows(table))
    tell(found)
    if not found.same:
        raise CannotMove(f"{found.differing} rows differ: " + "; ".join(found.named))
    return found.rows
