"""The database, asked without changing anything."""

import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection

from balans.core import readiness
from balans.core.databases import MOST_CONNECTIONS
from balans.doctor.facts import DatabaseFacts

LAG = (
    "SELECT EXTRACT(EPOCH FROM max(coalesce(replay_lag, interval '0')))::float "
    "FROM pg_stat_replication"
)
BEHIND = "SELECT EXTRACT(EPOCH FROM now() - pg_last_xact_replay_timestamp())::float"


def database() -> DatabaseFacts:
    """Return the facts about the database. A SQLite file that is not there is not made."""
    facts = DatabaseFacts(kind=connection.vendor)
    if facts.kind == "sqlite" and not Path(connection.settings_dict["NAME"]).is_file():
        return replace(facts, missing=True)
    if reason := readiness.why_away():
        return replace(facts, away=reason)
    try:
        facts = replace(facts, waiting=tuple(readiness.waiting()), newer=tuple(readiness.newer()))
        return _sqlite(facts) if facts.kind == "sqlite" else _postgresql(facts)
    except DatabaseError as error:
        said = readiness.plain_reason(str(error), place=readiness.where())
        return replace(facts, away=said)


def _one(question: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(question)
        row = cursor.fetchone()
    return row[0] if row else None


def _sqlite(facts: DatabaseFacts) -> DatabaseFacts:
    from sqlite3 import sqlite_version_info

    file = Path(connection.settings_dict["NAME"])
    log = file.with_name(file.name + "-wal")
    return replace(
        facts,
        version=tuple(sqlite_version_info),
        encoding=str(_one("PRAGMA encoding")),
        integrity=str(_one("PRAGMA quick_check(1)")),
        log_bytes=log.stat().st_size if log.exists() else 0,
        file_system=file_system(file, _mounts()),
    )


def _mounts() -> str:
    try:
        return Path("/proc/self/mounts").read_text()
    except OSError:
        return ""


def file_system(path: Path, mounts: str) -> str:
    """Return the kind of file system that a path lies on, from what /proc/self/mounts says."""
    best, kind = "", ""
    for line in mounts.splitlines():
        words = line.split()
        if len(words) > 2 and path.is_relative_to(words[1]) and len(words[1]) >= len(best):
            best, kind = words[1], words[2]
    return kind


def _postgresql(facts: DatabaseFacts) -> DatabaseFacts:
    number = int(_one("SHOW server_version_num"))
    return replace(
        facts,
        version=(number // 10_000, number % 10_000),
        encoding=str(_one("SHOW server_encoding")),
        most_connections=int(_one("SHOW max_connections")),
        needed_connections=MOST_CONNECTIONS * (settings.WORKERS + 1),
        lag_seconds=_one(BEHIND if _one("SELECT pg_is_in_recovery()") else LAG),
    )


def seconds_ahead() -> float | None:
    """Return how far this clock is ahead of the database server's; None for SQLite."""
    if connection.vendor != "postgresql":
        return None
    before = time.time()
    theirs = float(_one("SELECT EXTRACT(EPOCH FROM clock_timestamp())::float"))
    return (before + time.time()) / 2 - theirs
