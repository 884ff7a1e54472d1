"""What can go wrong, in one line that a person can act on."""

import sqlite3

DISK_FULL = "53100"


class CannotMove(Exception):
    """The installation cannot be moved; says why, and what to do. Nothing was moved."""


def in_words(error: Exception) -> str:
    """Return what a fault of either database means."""
    text = str(error).strip().split("\n")[0]
    if isinstance(error, sqlite3.Error):
        return f"the SQLite file cannot be read: {text}"
    cause = error.__cause__ if error.__cause__ is not None else error
    if getattr(cause, "sqlstate", None) == DISK_FULL:
        return "the disk of the PostgreSQL server is full. Make room there and try again"
    if type(error).__name__ in {"OperationalError", "InterfaceError"}:
        return f"PostgreSQL does not answer: {text}"
    return f"PostgreSQL does not take it: {text}"
