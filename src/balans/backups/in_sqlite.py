"""SQLite: the file, copied page by page by SQLite itself beside those who write."""

import gzip
import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import connection

from balans.backups.copying import PIECE, Copy, compress
from balans.backups.manifest import DATABASE, Table
from balans.backups.problems import CannotRestore

FILE = "balans.sqlite3"
MEMBER = f"{DATABASE}{FILE}.gz"
TABLES = """SELECT name, sql LIKE '%WITHOUT ROWID%' FROM sqlite_master WHERE type = 'table'
    AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"""


def live_file() -> Path:
    """Return where the database of the installation lies."""
    return Path(str(settings.DATABASES["default"]["NAME"]))


def size() -> int:
    """Return how many bytes the database has, what waits in its log included."""
    paths = (live_file(), live_file().with_name(f"{FILE}-wal"))
    return sum(path.stat().st_size for path in paths if path.is_file())


def copy_out(folder: Path) -> Copy:
    """Copy the database as it is at this moment; nobody waits for it.

    In one step: SQLite holds one view of the database, and others go on writing in the log.
    """
    path = folder / FILE
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    connection.ensure_connection()
    with closing(sqlite3.connect(path)) as target:
        connection.connection.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")
        copy = Copy(
            tables=list(read_tables(target)),
            migrations=_pairs(target, "SELECT app, name FROM django_migrations ORDER BY id"),
            blobs=[row[0] for row in target.execute("SELECT name FROM core_storedblob ORDER BY 1")],
            server=sqlite3.sqlite_version,
        )
    copy.size = path.stat().st_size
    copy.files[MEMBER] = compress(path)
    return copy


def _pairs(database: sqlite3.Connection, query: str) -> list[tuple[str, str]]:
    return [(app, name) for app, name in database.execute(query)]


def read_tables(database: sqlite3.Connection) -> Iterator[Table]:
    """Yield every table with its rows counted and the digest of all of them."""
    for name, without_rowid in database.execute(TABLES).fetchall():
        order = "1, 2" if without_rowid else "rowid"
        digest, rows = hashlib.sha256(), 0
        for row in database.execute(f'SELECT * FROM "{name}" ORDER BY {order}'):
            digest.update(repr(row).encode())
            rows += 1
        yield Table(name=name, rows=rows, digest=digest.hexdigest())


def bring_in(packed: IO[bytes], folder: Path) -> list[Table]:
    """Unpack the database into a folder; return its tables. Raise CannotRestore when it is odd."""
    path = folder / FILE
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "wb") as file, gzip.open(packed) as unpacked:
        shutil.copyfileobj(unpacked, file, PIECE)
        file.flush()
        os.fsync(file.fileno())
    with closing(sqlite3.connect(path)) as database:
        try:
            (said,) = database.execute("PRAGMA quick_check(1)").fetchone()
        except sqlite3.DatabaseError as error:
            raise CannotRestore("SQLite cannot read the database in the backup") from error
        if said != "ok":
            raise CannotRestore(f"SQLite finds the database in the backup damaged: {said}")
        return list(read_tables(database))


def is_empty() -> bool:
    """Return whether nothing is installed here yet."""
    in_memory = connection.is_in_memory_db()  # type: ignore[attr-defined]
    return not (in_memory or live_file().exists())


@contextmanager
def alone() -> Iterator[list[str]]:
    """Have the database of the installation for oneself; the block gets the blobs that it names.

    Its log is moved into it. Raise CannotRestore when a server has it open.
    """
    if is_empty():
        yield []
        return
    with closing(sqlite3.connect(live_file(), timeout=1, isolation_level=None)) as database:
        try:
            database.execute("PRAGMA journal_mode=DELETE")
            database.execute("BEGIN EXCLUSIVE")
            tables = {row[0] for row in database.execute("SELECT name FROM sqlite_master")}
            named = "core_storedblob" in tables
            rows = database.execute("SELECT name FROM core_storedblob") if named else ()
            names = [row[0] for row in rows]
        except sqlite3.OperationalError as error:
            raise CannotRestore(
                "a server has the database open. Stop it first (systemctl stop balans)"
            ) from error
        except sqlite3.DatabaseError:
            # What is there is no database any more: that may be why somebody restores.
            names = []
        yield names


def put_in_place(folder: Path, before: Path | None) -> None:
    """Let the restored database take the place of what was there, which is kept.

    At every moment one of the two stands under the name of the installation's database.
    """
    with closing(sqlite3.connect(folder / FILE)) as database:
        database.execute("PRAGMA journal_mode=DELETE")
    if before:
        os.link(live_file(), before / FILE)
        for log in (f"{FILE}-wal", f"{FILE}-shm"):
            # Only beside a database that SQLite could not read: it belongs to none but that one.
            if live_file().with_name(log).exists():
                os.replace(live_file().with_name(log), before / log)
    os.replace(folder / FILE, live_file())
