"""PostgreSQL: every table by COPY within one snapshot, as text that `psql` reads too.

A restore fills a schema of its own, where our migrations made the tables; it takes the place of
what was there in one transaction.
"""

import gzip
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from django.db import connection, transaction

from balans.backups.copying import LEVEL, Copy, pieces
from balans.backups.manifest import DATABASE, Manifest, Table
from balans.backups.problems import CannotBackUp, CannotRestore

OURS = 7_301_936
"""Of the advisory lock: one backup or restore of a database at a time."""

NAME = "balans-restore"
SCRATCH = "balans_restoring_"
PLAIN = (
    "SET TIME ZONE 'UTC'; SET datestyle TO ISO, YMD; SET bytea_output TO hex;"
    "SET extra_float_digits TO 1; SET intervalstyle TO postgres"
)
TABLES = """SELECT c.relname FROM pg_class c WHERE c.relkind = 'r'
    AND c.relnamespace = current_schema()::regnamespace ORDER BY c.relname COLLATE "C" """
COLUMNS = """SELECT a.attname FROM pg_attribute a WHERE a.attrelid = %s::regclass
    AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attnum"""
KEY = """SELECT a.attname, a.attcollation <> 0 FROM pg_index i
    JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
    WHERE i.indrelid = %s::regclass AND i.indisprimary ORDER BY a.attnum"""
OTHERS = """SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
    AND backend_type = 'client backend' AND application_name <> %s AND pid <> pg_backend_pid()"""
SEQUENCES = """SELECT a.attname, pg_get_serial_sequence(quote_ident(c.relname), a.attname)
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid WHERE c.oid = %s::regclass
    AND a.attnum > 0 AND NOT a.attisdropped
    AND pg_get_serial_sequence(quote_ident(c.relname), a.attname) IS NOT NULL"""


def quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def rows_of(query: str, *values: str | int) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(query, values or None)
        found: list[Any] = cursor.fetchall()
    return found


def run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def size() -> int:
    """Return how many bytes the tables have; the files of a backup are smaller."""
    ((found,),) = rows_of(
        "SELECT coalesce(sum(pg_table_size(oid)), 0) FROM pg_class"
        " WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace"
    )
    return int(found)


def copy_out(folder: Path) -> Copy:
    """Copy every table as it is at this moment; nobody waits for it.

    One snapshot (REPEATABLE READ) sees what was committed before it began, and nothing else.
    """
    copy = Copy(server=str(connection.pg_version))  # type: ignore[attr-defined]
    with transaction.atomic():
        run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY", PLAIN)
        for (name,) in rows_of(TABLES):
            path = folder / f"{name}.copy.gz"
            with _private(path) as packed:
                table = _read_table(name, tuple(_columns(name)), packed)
            copy.tables.append(table)
            copy.files[f"{DATABASE}{path.name}"] = path
            copy.size += path.stat().st_size
            for column, sequence in rows_of(SEQUENCES, quoted(name)):
                ((last,),) = rows_of(f"SELECT last_value FROM {sequence}")
                copy.sequences[f"{name}.{column}"] = last
        copy.migrations = rows_of("SELECT app, name FROM django_migrations ORDER BY id")
        copy.blobs = [row[0] for row in rows_of("SELECT name FROM core_storedblob")]
    copy.blobs.sort()
    return copy


@contextmanager
def _private(path: Path) -> Iterator[gzip.GzipFile]:
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "wb") as file, gzip.GzipFile("", "wb", LEVEL, file) as packed:
        yield packed


def _columns(table: str) -> list[str]:
    return [row[0] for row in rows_of(COLUMNS, quoted(table))]


def _read_table(name: str, columns: tuple[str, ...], packed: gzip.GzipFile | None = None) -> Table:
    """Read a table in the order of its key, whatever the language of the server; maybe keep it."""
    order = ", ".join(
        f'{quoted(column)} COLLATE "C"' if is_text else quoted(column)
        for column, is_text in rows_of(KEY, quoted(name))
    )
    chosen = ", ".join(map(quoted, columns))
    query = f"SELECT {chosen} FROM {quoted(name)} ORDER BY {order or chosen}"
    digest, rows = hashlib.sha256(), 0
    with connection.cursor() as cursor, cursor.copy(f"COPY ({query}) TO STDOUT") as lines:
        for line in lines:
            digest.update(line)
            rows += bytes(line).count(b"\n")
            if packed is not None:
                packed.write(line)
    return Table(name=name, rows=rows, digest=digest.hexdigest(), columns=columns)


def bring_in(manifest: Manifest, open_member: Any) -> list[Table]:
    """Fill the tables of the current schema, which migrations made; return what they hold then.

    Raise CannotRestore when they are not the tables of the backup.
    """
    here = [row[0] for row in rows_of(TABLES)]
    if sorted(here) != sorted(table.name for table in manifest.tables):
        odd = sorted({table.name for table in manifest.tables} ^ set(here))
        raise CannotRestore(f"the backup has other tables than its version makes: {odd[0]}")
    with transaction.atomic():
        run(PLAIN, "SET CONSTRAINTS ALL DEFERRED")
        run(f"TRUNCATE {', '.join(map(quoted, here))}")
        for table in manifest.tables:
            _fill(table, open_member(f"{DATABASE}{table.name}.copy.gz"))
        for place, last in manifest.sequences.items():
            name, _dot, column = place.partition(".")
            ((sequence,),) = rows_of("SELECT pg_get_serial_sequence(%s, %s)", quoted(name), column)
            rows_of("SELECT setval(%s, %s)", sequence, last)
        return [_read_table(table.name, table.columns) for table in manifest.tables]


def _fill(table: Table, packed: IO[bytes]) -> None:
    chosen = ", ".join(map(quoted, table.columns))
    statement = f"COPY {quoted(table.name)} ({chosen}) FROM STDIN"
    with (
        gzip.open(packed) as lines,
        connection.cursor() as cursor,
        cursor.copy(statement) as copy,
    ):
        for piece in pieces(lines):
            copy.write(piece)


def is_empty() -> bool:
    """Return whether nothing is installed here yet."""
    return not rows_of(TABLES)


@contextmanager
def own_turn() -> Iterator[None]:
    """Be the only one that makes or restores a backup of this database.

    Raise CannotRestore when another does.
    """
    ((free,),) = rows_of("SELECT pg_try_advisory_lock(%s)", OURS)
    if not free:
        raise CannotRestore("another backup or restore of this database is going on. Wait for it")
    try:
        yield
    finally:
        rows_of("SELECT pg_advisory_unlock(%s)", OURS)


@contextmanager
def alone() -> Iterator[list[str]]:
    """Look that no server is connected; the block gets the blobs that the installation names.

    Raise CannotRestore when one is.
    """
    ((others,),) = rows_of(OTHERS, NAME)
    if others:
        raise CannotRestore(
            f"{others} connections to the database are open. Stop the servers first"
        )
    tables = {row[0] for row in rows_of(TABLES)}
    named = rows_of("SELECT name FROM core_storedblob") if "core_storedblob" in tables else []
    yield [row[0] for row in named]


@contextmanager
def scratch_schema(name: str) -> Iterator[str]:
    """Work in a schema of one's own; it is gone when the block ends, unless it was put in place.

    Raise CannotRestore without the right to make one.
    """
    from django.db import ProgrammingError

    ((home,),) = rows_of("SELECT current_schema()")
    try:
        for (left,) in rows_of(
            "SELECT nspname FROM pg_namespace WHERE nspname ~ %s", f"^{SCRATCH}"
        ):
            run(f"DROP SCHEMA {quoted(left)} CASCADE")
        run(f"CREATE SCHEMA {quoted(name)}")
    except ProgrammingError as error:
        raise CannotRestore(
            "the database lets us make no schema. Make our user its owner (ALTER DATABASE)"
        ) from error
    try:
        run(f"SET search_path TO {quoted(name)}")
        yield home
    finally:
        run(f"SET search_path TO {quoted(home)}", f"DROP SCHEMA IF EXISTS {quoted(name)} CASCADE")


def put_in_place(home: str, schema: str, before: str) -> None:
    """Let the restored tables take the place of what was there, all in one transaction."""
    listing = "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = %s::regnamespace"
    with transaction.atomic():
        there = rows_of(listing, quoted(home))
        if there:
            run(f"CREATE SCHEMA {quoted(before)}")
        for (table,) in there:
            run(f"ALTER TABLE {quoted(home)}.{quoted(table)} SET SCHEMA {quoted(before)}")
        for (table,) in rows_of(listing, quoted(schema)):
            run(f"ALTER TABLE {quoted(schema)}.{quoted(table)} SET SCHEMA {quoted(home)}")


def cannot_copy(error: Exception) -> CannotBackUp:
    """Return what to say when the database went away in between."""
    return CannotBackUp(f"the database did not answer ({type(error).__name__}). Try again later")
