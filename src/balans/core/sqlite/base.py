"""SQLite where writers wait for one another in line (`turns`).

What is written lands in a log first (WAL). SQLite moves it to the database itself within a save,
once the log is long: that save, and all that wait behind it, take ten times as long. Here the
process beside the web server does it every second (`write_back`); a save only when the log became
very long (`wal_autocheckpoint` in the settings).
"""

import os
from pathlib import Path
from typing import Any

from django.db import OperationalError, connection
from django.db.backends.sqlite3 import base

from balans.core.sqlite.turns import Turn, take_turn

_made = False


def made() -> None:
    """Say that the database is there: from now on a missing file is trouble, never a new one."""
    global _made
    _made = True


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's SQLite, with a turn taken before every transaction."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._turn: Turn | None = None
        self._file: tuple[int, int] | None = None

    def get_connection_params(self) -> dict[str, Any]:
        """Return how to connect: to the file that is there, once it was made."""
        params: dict[str, Any] = super().get_connection_params()
        if _made and not self.is_in_memory_db():
            params["database"] = f"{Path(params['database']).absolute().as_uri()}?mode=rw"
        return params

    def get_new_connection(self, conn_params: Any) -> Any:
        """Connect, and remember to which file."""
        connection = super().get_new_connection(conn_params)
        self._file = None if self.is_in_memory_db() else self._file_now()
        return connection

    def _file_now(self) -> tuple[int, int] | None:
        try:
            found = os.stat(self.settings_dict["NAME"])
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def is_usable(self) -> bool:
        """Return whether this still is the file that stands where the database should be."""
        return self._file is None or self._file_now() == self._file

    def _require_same_file(self) -> None:
        """Refuse to write in a file that was taken away, or that another took the place of.

        What is written there looks kept, and is lost. The next request connects anew.
        """
        if not self.is_usable():
            self.errors_occurred = True
            raise OperationalError("the database file is not where it was")

    def _start_transaction_under_autocommit(self) -> None:
        self._require_same_file()
        self._wait_for_turn()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._give_turn_back()
            raise

    def _commit(self) -> None:
        try:
            super()._commit()  # type: ignore[misc]
        finally:
            self._give_turn_back()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._give_turn_back()

    def close(self) -> None:
        """Close the connection, and let others have their turn."""
        try:
            super().close()
        finally:
            if not self.in_atomic_block:
                self._give_turn_back()

    def checkpoint(self) -> None:
        """Move what was written from the log to the database itself; nobody waits for the most.

        First beside those who write, then the little that came meanwhile in a turn of its own, so
        that the log begins anew.
        """
        with self.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")
            self._wait_for_turn()
            try:
                cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")
            finally:
                self._give_turn_back()

    def _wait_for_turn(self) -> None:
        if self.is_in_memory_db():
            return
        seconds = self.settings_dict["OPTIONS"].get("timeout", 5)
        try:
            self._turn = take_turn(str(self.settings_dict["NAME"]), seconds)
        except TimeoutError:
            raise OperationalError("database is locked") from None

    def _give_turn_back(self) -> None:
        turn, self._turn = self._turn, None
        if turn is not None:
            turn.give_back()


def write_back() -> int:
    """Do this for the database of the product, when it is SQLite. Nothing to tell: return 0."""
    if connection.vendor == "sqlite":
        connection.checkpoint()  # type: ignore[attr-defined]
    return 0
