"""What is counted and timed, in the format of Prometheus. Labels are names from our own code.

Every process of a server writes its numbers in files of one folder, that all share; whoever is
asked adds them up. They stay when a process is killed. The library is loaded when the first number
is needed: `balans run` does so before the web server is made, so that its workers share it.
"""

import os
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

if TYPE_CHECKING:
    from prometheus_client import CollectorRegistry, Counter, Histogram, Metric

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""The name under which the library looks for the folder; it reads it when it is imported."""

IN_MEMORY = Path("/dev/shm")
"""A folder in memory (Linux): counting does not fail when the disk is full."""

BEGINS = "balans-measures-"
BUCKETS = (0.003, 0.005, 0.01, 0.02, 0.06, 0.1, 0.25, 0.5, 1.0, 3.0)
"""In seconds. 3 ms and 60 ms are bars of ours: a public page, and the slowest saves."""


class Use(StrEnum):
    """What people do here that is counted, and never by whom."""

    INFORMATION = "information_pages"
    HELP = "help_pages"
    SEARCHES = "searches"
    EMPTY_SEARCHES = "searches_without_result"
    EXERCISES_BEGUN = "exercises_begun"
    EXERCISES_FINISHED = "exercises_finished"
    CHECKS_FINISHED = "checks_finished"
    PLANS = "plans_made"
    GROUPS = "groups_begun"
    SAVES = "saves"


@dataclass(frozen=True)
class Measures:
    """The numbers that every process keeps."""

    registry: "CollectorRegistry"
    requests: "Histogram"
    uses: "Counter"
    errors: "Counter"
    chore_failures: "Counter"


def begin() -> None:
    """Have all processes of this server keep their numbers in one folder, empty now.

    Called before the first number. Folders of servers that are no longer there are thrown away.
    """
    root = IN_MEMORY if os.access(IN_MEMORY, os.W_OK) else Path(settings.DATA)
    for old in root.glob(f"{BEGINS}*-*"):
        if old.stat().st_uid == os.getuid() and not _is_alive(_process_of(old.name)):
            shutil.rmtree(old, ignore_errors=True)
    os.environ[FOLDER] = tempfile.mkdtemp(prefix=f"{BEGINS}{os.getpid()}-", dir=root)


def end() -> None:
    """Throw away what this server counted."""
    if folder := os.environ.pop(FOLDER, ""):
        shutil.rmtree(folder, ignore_errors=True)


def server_process() -> int:
    """Return the number of the process that began this folder; 0 without one."""
    number = _process_of(Path(os.environ.get(FOLDER, "")).name)
    return int(number) if number.isdigit() else 0


def _process_of(name: str) -> str:
    return name.removeprefix(BEGINS).partition("-")[0]


def _is_alive(number: str) -> bool:
    if not number.isdigit():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


@cache
def measures() -> Measures:
    """Return the numbers of this process."""
    from prometheus_client import CollectorRegistry, Counter, Histogram

    registry = CollectorRegistry()
    return Measures(
        registry=registry,
        requests=Histogram(
            "balans_request_seconds",
            "Requests by the name of their page: how many, and how long they took",
            ["route", "method", "status"],
            buckets=BUCKETS,
            registry=registry,
        ),
        uses=Counter(
            "balans_uses", "What people did, in all; never by whom", ["what"], registry=registry
        ),
        errors=Counter(
            "balans_errors",
            "Faults, by the kind that the code gives them",
            ["kind"],
            registry=registry,
        ),
        chore_failures=Counter(
            "balans_chore_failures", "Chores that failed", ["chore"], registry=registry
        ),
    )


def count(use: Use) -> None:
    """Count something that was done."""
    measures().uses.labels(use.value).inc()


def count_when_kept(use: Use) -> None:
    """Count it once the transaction that it is part of is kept."""
    transaction.on_commit(partial(count, use))


def collected() -> "Iterable[Metric]":
    """Return the numbers of all processes of this server together."""
    folder = os.environ.get(FOLDER)
    if not folder:
        return measures().registry.collect()
    from prometheus_client.multiprocess import MultiProcessCollector

    files = [str(each) for each in Path(folder).glob("*.db")]
    merged: Iterable[Metric] = MultiProcessCollector.merge(files)  # type: ignore[no-untyped-call]
    return merged
