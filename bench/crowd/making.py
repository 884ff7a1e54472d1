"""Making a crowd: a few processes make rows a hundred people at a time, the database takes them in.

No more than a few hundreds are under way, so that memory stays flat whatever the size.
"""

import multiprocessing
import os
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from balans.core import keys
from bench.crowd.shapes import HUNDRED, SEED

UNDER_WAY = 3
"""How many hundreds each process may be ahead of the database."""

MOST_OFFERS = 100_000


class NotEmpty(Exception):
    """Somebody is in this database already: a crowd is made in an empty one."""


@dataclass(frozen=True)
class Took:
    """What it took to make a crowd."""

    people: int
    rows: int
    seconds: float


def make(people: int, *, seed: int = SEED, processes: int = 2, offers: int | None = None) -> Took:
    """Fill the empty, migrated installation of these settings; `people` in whole hundreds.

    Raise NotEmpty when somebody is there already: nobody's own installation is filled.
    """
    from django.utils import timezone

    from balans.accounts.models import Owner
    from balans.search.actions import prepare
    from bench.crowd import offers as support_map
    from bench.crowd import staff
    from bench.crowd.pouring import pour, quickly, tables_of

    if Owner.objects.exists():
        raise NotEmpty("there are people in this database: a crowd is made in an empty one")
    start, now = time.perf_counter(), timezone.now()
    keys.current_version()
    keys.host_secret()
    prepare()
    with quickly():
        rows = pour(tables_of(staff.rows_of(seed, now)))
        hundreds = range(max(1, people // HUNDRED))
        for tables in _made(partial(_hundred, seed, now), hundreds, processes):
            rows += pour(tables)
        rows += support_map.fill(min(people if offers is None else offers, MOST_OFFERS), seed, now)
    return Took(people=len(hundreds) * HUNDRED, rows=rows, seconds=time.perf_counter() - start)


def _made(work: Any, hundreds: range, processes: int) -> Iterator[Any]:
    """Yield the tables of each hundred in order, made by so many processes; 1 is this one."""
    _read_beforehand()
    if processes < 2:
        with _quick_anchors():
            yield from map(work, hundreds)
        return
    from django.db import connection

    connection.close()
    with multiprocessing.get_context("fork").Pool(processes, _be_quick) as pool:
        waiting = deque[Any]()
        for hundred in hundreds:
            waiting.append(pool.apply_async(work, (hundred,)))
            if len(waiting) > UNDER_WAY * processes:
                yield waiting.popleft().get()
        while waiting:
            yield waiting.popleft().get()


def _hundred(seed: int, now: datetime, hundred: int) -> Any:
    """Return the rows of a hundred people and their groups, as the database takes them."""
    from bench.crowd import groups, people
    from bench.crowd.pouring import tables_of

    rows, made = [], {}
    for number in range(hundred * HUNDRED, (hundred + 1) * HUNDRED):
        made[number], own = people.rows_of(seed, number, now)
        rows += own
    return tables_of([*rows, *groups.rows_of(seed, hundred, made)])


def _read_beforehand() -> None:
    """Read all content before there are more processes: they share it."""
    from balans.directory.national import support
    from balans.questionnaires.content import catalogue

    catalogue("nl")
    support("nl")


def _be_quick() -> None:
    _quick_anchors().__enter__()


class _quick_anchors:
    """Keep anchors without waiting for the disk: a file each, fifty thousand of them."""

    def __enter__(self) -> None:
        self._slow = keys.make_anchor
        keys.make_anchor = _anchor

    def __exit__(self, *_error: object) -> None:
        keys.make_anchor = self._slow


def _anchor(owner: str) -> bytes:
    path = keys.anchors_folder() / owner
    try:
        return path.read_bytes()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.write_bytes(content := os.urandom(keys.KEY_BYTES))
        return content
