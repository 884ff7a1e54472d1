"""How many processes serve, and what memory they take; from /proc, so on Linux alone."""

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

PROC = Path("/proc")
BESIDE, WEB, WORKER, OTHER = "beside", "web", "worker", "other"


class Process(NamedTuple):
    """One process of this server, by what it does."""

    role: str
    pid: int


def family(beside: int) -> Iterator[Process]:
    """Yield the process beside, the web server it made, its workers, and what else works.

    `beside` is the id of the process beside. Nothing where there is no /proc.
    """
    if not (PROC / str(beside)).is_dir():
        return
    yield Process(BESIDE, beside)
    for child in _children(beside):
        grandchildren = _children(child)
        yield Process(WEB if grandchildren else OTHER, child)
        yield from (Process(WORKER, each) for each in grandchildren)


def _children(pid: int) -> list[int]:
    try:
        told = [each.read_text() for each in (PROC / str(pid) / "task").glob("*/children")]
    except OSError:
        return []
    return [int(number) for line in told for number in line.split()]


def memory(processes: Iterator[Process]) -> tuple[Counter[str], Counter[str]]:
    """Return how many processes there are of each role, and their memory in bytes.

    What processes share is divided among them (proportional set size).
    """
    many: Counter[str] = Counter()
    taken: Counter[str] = Counter()
    for each in processes:
        many[each.role] += 1
        taken[each.role] += _proportional(each.pid)
    return many, taken


def _proportional(pid: int) -> int:
    try:
        lines = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


def beside_of_this() -> int:
    """Return the id of the process beside: the folder of numbers bears it, else it is this one."""
    from balans.core.measures import server_process

    return server_process() or os.getpid()
