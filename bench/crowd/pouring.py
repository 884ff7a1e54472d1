"""Pouring rows into the database: as many at once as it takes, without its indexes in between."""

import sqlite3
from collections.abc import Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from types import NoneType
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction
from django.db.models import AutoField, Field, Model

Table = tuple[str, tuple[str, ...], list[tuple[Any, ...]]]
"""Name, columns and rows, as the database takes them."""

AS_THEY_ARE = frozenset((str, bytes, int, bool, NoneType))
REPEATED = frozenset((datetime, UUID))
"""The same moment and the same owner stand in many rows: they are made ready once."""

LIGHT = (
    "PRAGMA synchronous=OFF",
    "PRAGMA foreign_keys=OFF",
    "PRAGMA cache_size=-400000",
    "PRAGMA wal_autocheckpoint=8000",
)


class Light:
    """A row without a model around it, for the kind of which there are most by far."""

    def __init__(self, model: type[Model], **values: Any) -> None:
        self.model = model
        self.__dict__.update(values)


def tables_of(rows: Iterable[Model | Light]) -> list[Table]:
    """Return rows of models by table, in the order in which tables first came."""
    kept: dict[type[Model], list[Any]] = {}
    for each in rows:
        model = each.model if isinstance(each, Light) else type(each)
        kept.setdefault(model, []).append(each)
    return [_table(model, some) for model, some in kept.items()]


def _table(model: type[Model], rows: Sequence[Any]) -> Table:
    fields = [each for each in model._meta.concrete_fields if not isinstance(each, AutoField)]
    columns, database = tuple(each.column for each in fields), connections[DEFAULT_DB_ALIAS]
    known: dict[Hashable, Any] = {}

    def value(field: "Field[Any, Any]", row: Any) -> Any:
        given = getattr(row, field.attname)
        kind = type(given)
        if kind in AS_THEY_ARE:
            return given
        if kind not in REPEATED:
            return field.get_db_prep_save(given, database)
        if given not in known:
            known[given] = field.get_db_prep_save(given, database)
        return known[given]

    return model._meta.db_table, columns, [tuple(value(f, each) for f in fields) for each in rows]


def pour(tables: Iterable[Table]) -> int:
    """Keep rows, all in one transaction; return how many."""
    with transaction.atomic(), connection.cursor() as cursor:
        return sum(_pour_one(cursor, *each) for each in tables)


def _pour_one(cursor: Any, table: str, columns: Sequence[str], rows: list[Any]) -> int:
    names = ", ".join(f'"{each}"' for each in columns)
    if connection.vendor == "postgresql":
        with cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
            for row in rows:
                copy.write_row(row)
    else:
        marks = ", ".join("?" * len(columns))
        raw: sqlite3.Connection = connection.connection
        raw.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', rows)
    return len(rows)


@contextmanager
def quickly() -> Iterator[None]:
    """Pour without waiting for the disk, and make the indexes once all is there.

    Nothing here survives the power: only for what can be made anew.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite" and not connection.in_atomic_block:
            for each in LIGHT:
                cursor.execute(each)
        made = list(_indexes(cursor))
        for name, _sql in made:
            cursor.execute(f'DROP INDEX "{name}"')
    yield
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # No table is changed while a row of it waits to be compared with others.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for _name, sql in made:
            cursor.execute(sql)
    learn()
    if not connection.in_atomic_block:
        connection.close()


def learn() -> None:
    """Have the database count what it holds, as it does by itself in the long run."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _indexes(cursor: Any) -> Iterator[tuple[str, str]]:
    """Yield the indexes that are no constraint, with how each is made."""
    if connection.vendor == "sqlite":
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
            " AND tbl_name NOT LIKE 'search\\_%%' ESCAPE '\\'"
        )
    else:
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema()"
            " AND tablename NOT LIKE 'search%%' AND indexname NOT IN"
            " (SELECT conname FROM pg_constraint)"
        )
    yield from cursor.fetchall()


def counted() -> dict[str, int]:
    """Return how many rows each table of the product has, those without any left out."""
    from django.apps import apps

    found = {each._meta.db_table: each._default_manager.count() for each in apps.get_models()}
    return {name: number for name, number in found.items() if number}
