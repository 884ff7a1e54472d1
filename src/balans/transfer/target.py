"""The new database: PostgreSQL, empty before, in one transaction."""

import json
from collections.abc import Iterator
from typing import Any

from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection

from balans.transfer.problems import CannotMove
from balans.transfer.tables import Table, is_json, tables_in_order

AT_ONCE = 2_000


def use_one_connection() -> None:
    """Connect without the pool, which would go on trying in the background when nobody answers."""
    options = connection.settings_dict["OPTIONS"]
    connection.settings_dict["OPTIONS"] = {k: v for k, v in options.items() if k != "pool"}


def require_empty(tables: list[Table]) -> None:
    """Refuse a database with tables that are not ours, or rows in those that are."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_encoding")
        if (encoding := cursor.fetchone()[0]) != "UTF8":
            raise CannotMove(f"the encoding of the new database is {encoding}; it must be UTF8")
        there = set(connection.introspection.table_names(cursor))
        ours = {each.name for each in (*tables, *tables_in_order(moved=False))}
        if other := sorted(there - ours - {"django_migrations"}):
            raise CannotMove(
                f"the new database is not ours: it holds {other[0]}. Name an empty one"
            )
        for name in sorted(there & {each.name for each in tables}):
            cursor.execute(f'SELECT EXISTS (SELECT FROM "{name}")')
            if cursor.fetchone()[0]:
                raise CannotMove(f"the new database is not empty: {name} has rows")


def make_tables() -> None:
    """Make every table, without rows."""
    call_command("migrate", verbosity=0, interactive=False)


def hold(tables: list[Table]) -> None:
    """Let nobody else write in these tables; have references looked at as rows come in."""
    names = ", ".join(f'"{each.name}"' for each in tables)
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {names} IN EXCLUSIVE MODE")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def fill(table: Table, rows: Iterator[list[Any]]) -> None:
    """Copy rows into a table, as they come."""
    names = ", ".join(f'"{each}"' for each in table.columns)
    holds_json = [number for number, each in enumerate(table.fields) if is_json(each)]
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(f'COPY "{table.name}" ({names}) FROM STDIN') as copy,
    ):
        for row in rows:
            for number in holds_json:
                row[number] = json.dumps(row[number])
            copy.write_row(row)


def rows(table: Table) -> Iterator[list[Any]]:
    """Yield each row as a value of Python, the key first, in the order of its bytes."""
    names = ", ".join(f'"{each}"' for each in table.columns)
    is_text = table.model._meta.pk.get_internal_type() in {"CharField", "TextField"}
    order = f'"{table.columns[0]}"' + (' COLLATE "C"' if is_text else "")
    converters = table.converters(connection)
    with connection.chunked_cursor() as cursor:
        cursor.execute(f'SELECT {names} FROM "{table.name}" ORDER BY {order}')
        while some := cursor.fetchmany(AT_ONCE):
            for row in some:
                yield [
                    convert(value) if convert else value
                    for convert, value in zip(converters, row, strict=True)
                ]


def set_sequences(tables: list[Table]) -> None:
    """Have numbers that the database gives out go on after the highest there is."""
    models = [each.model for each in tables]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
