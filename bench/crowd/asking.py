"""Asking one installation: makes its crowd when it is not there, then measures what it is told to.

Reads a kind of work and a turn on each line, and writes names with milliseconds as JSON.
"""

import gc
import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PLACES = (0, 1, 7, 12, 20, 21, 30, 45, 72, 90)
"""Whose pages are asked for, by place in the hundred: all sizes of people, a facilitator not."""


def main() -> int:
    """Make ready, and answer until nothing more is asked."""
    people = int(sys.argv[1])
    answers, sys.stdout = sys.stdout, sys.stderr
    seconds = _ready(people)
    gc.collect()
    gc.freeze()
    for line in sys.stdin:
        kind, turn = line.split()
        found = _size(seconds) if kind == "size" else list(_timed(kind, people, int(turn)))
        print(json.dumps(found), file=answers, flush=True)
    return 0


def _ready(people: int) -> float:
    """Start Django on a migrated installation with a crowd; return how long making it took."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balans.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from balans.accounts.models import Owner
    from bench.crowd.making import make

    Path(settings.DATA).mkdir(parents=True, exist_ok=True, mode=0o700)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    return 0.0 if Owner.objects.exists() else make(people).seconds


def _size(seconds: float) -> dict[str, Any]:
    from django.conf import settings
    from django.db import connection

    from bench.crowd.pouring import counted

    if connection.vendor == "sqlite":
        name, size = "SQLite", os.path.getsize(settings.DATABASES["default"]["NAME"])
    else:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database())")
            name, size = "PostgreSQL", cursor.fetchone()[0]
    rows = sum(counted().values())
    return {"database": name, "mb": size / 1e6, "rows": rows, "seconds": seconds}


def _timed(kind: str, people: int, turn: int) -> Iterator[tuple[str, float]]:
    """Yield each work of a kind with its milliseconds; one of each was done before the first."""
    from balans.core.sqlite.base import write_back

    write_back()  # The process beside the web server does so every second.
    if turn == 0:
        for _name, work in _works(kind, people, turn):
            work()
    for name, work in _works(kind, people, turn):
        start = time.perf_counter()
        work()
        yield name, (time.perf_counter() - start) * 1000


def _works(kind: str, people: int, turn: int) -> Iterator[Any]:
    from bench.crowd import works

    if kind in ("own", "saves"):
        # Each turn asks other people of the same sizes: what was asked before lies in no memory.
        hundred = (turn * 7919) % (people // 100) * 100
        numbers = [hundred + each for each in PLACES]
        return works.own(numbers) if kind == "own" else works.saves(numbers[:4])
    found: Iterator[Any] = getattr(works, kind)()
    return found


if __name__ == "__main__":
    sys.exit(main())
