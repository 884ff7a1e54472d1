"""The old database: the SQLite file, held so that nobody else can use it meanwhile."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.db.backends.sqlite3.base import DatabaseWrapper
from django.db.migrations.loader import MigrationLoader

from balans.transfer.problems import CannotMove
from balans.transfer.tables import Table

AT_ONCE = 2_000
CACHE_KB = 65_536
OPEN: dict[str, Any] = {"ENGINE": "django.db.backends.sqlite3", "TIME_ZONE": None, "OPTIONS": {}}


class Source:
    """The rows of the SQLite file, as values of Python."""

    def __init__(self, line: sqlite3.Connection) -> None:
        self.line = line
        self._reading = DatabaseWrapper(OPEN | {"NAME": ""}, alias="source")

    def rows(self, table: Table, *, ordered: bool) -> Iterator[list[Any]]:
        """Yield each row, the key first; in the order of the bytes of that key when asked."""
        names = ", ".join(f'"{each}"' for each in table.columns)
        order = f' ORDER BY "{table.columns[0]}"' if ordered else ""
        found = self.line.execute(f'SELECT {names} FROM "{table.name}"{order}')
        found.arraysize = AT_ONCE
        converters = table.converters(self._reading)
        while some := found.fetchmany():
            for row in some:
                yield [
                    convert(value) if convert else value
                    for convert, value in zip(converters, row, strict=True)
                ]

    def require_whole(self, tables: list[Table]) -> None:
        """Refuse another version than this program, and rows that refer to what is not there."""
        known = set(MigrationLoader(None).disk_migrations)
        there = set(self.line.execute("SELECT app, name FROM django_migrations"))
        ours = {each.model._meta.app_label for each in tables}
        if newer := sorted(each for each in there - known):
            raise CannotMove(f"it was made by another version ({'.'.join(newer[0])} is unknown)")
        if older := sorted(each for each in known - there if each[0] in ours):
            raise CannotMove(
                f"it was made by an older version ({'.'.join(older[0])} is to come). "
                "Start and stop `balans run` on it once, without BALANS_DATABASE_URL"
            )
        for name, row, refers, _number in self.line.execute("PRAGMA foreign_key_check"):
            raise CannotMove(f"row {row} of {name} refers to a row of {refers} that is not there")


@contextmanager
def opened(path: Path) -> Iterator[Source]:
    """Open the SQLite file for this program alone; nothing in it is changed."""
    if not path.is_file():
        raise CannotMove(f"there is no {path}. Set BALANS_DATA")
    with closing(sqlite3.connect(path, timeout=1, isolation_level=None)) as line:
        try:
            line.execute("PRAGMA locking_mode=EXCLUSIVE")
            line.execute(f"PRAGMA cache_size=-{CACHE_KB}")
            line.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise CannotMove(f"{path} is in use. Stop `balans run` first") from error
            raise
        yield Source(line)
