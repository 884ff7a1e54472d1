"""What size does: a large crowd beside one of a hundred, asked in turn. See docs/load.md.

`make bench-large` makes both, in a folder of BENCH_CROWD that is kept for the next time. Each
installation is asked by a process of its own, which measures what it is told to.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from bench.servers import ROOT

SMALL = 100
PEOPLE = int(os.environ.get("BENCH_PEOPLE", "2000"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "20"))
RATIO = 1.25
BARS = {"lists": 300, "public": 100, "regular": 100, "start": 500}
"""Milliseconds for the slowest of each kind, in the middle: lists of editors and administration,
pages that everybody may ask, chores, what a start asks. See docs/load.md."""

TITLES = {
    "lists": "lists of editors, facilitators, administration",
    "public": "search, help near by, groups, /api/",
    "regular": "chores",
    "start": "what a start asks the database",
}
Row = tuple[str, str, str, bool]


def measure() -> Iterator[Row]:
    """Yield what, measured, bar and whether it is reached."""
    with (
        _folder() as folder,
        _asker(folder / "small", SMALL) as small,
        _asker(folder / "large", PEOPLE) as large,
    ):
        yield _rows(large)
        yield from _own(small, large)
        for kind, bar in BARS.items():
            yield _slowest(kind, bar, large)


@contextmanager
def _folder() -> Iterator[Path]:
    """Give the folder in which crowds are kept; one for now when none is named."""
    if kept := os.environ.get("BENCH_CROWD"):
        yield Path(kept)
        return
    with tempfile.TemporaryDirectory(prefix="balans-crowd-") as name:
        yield Path(name)


class Asker:
    """A process that asks one installation, on a line at a time."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def ask(self, what: str, turn: int = 0) -> Any:
        """Return what the process measured."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(f"{what} {turn}\n")
        self._process.stdin.flush()
        if not (line := self._process.stdout.readline()):
            raise AssertionError("the measuring process ended")
        return json.loads(line)


@contextmanager
def _asker(data: Path, people: int) -> Iterator[Asker]:
    paths = (str(ROOT), str(ROOT / "src"), os.environ.get("PYTHONPATH", ""))
    settings = {"BALANS_DATA": str(data), "PYTHONPATH": os.pathsep.join(filter(None, paths))}
    if address := os.environ.get("BALANS_DATABASE_URL", ""):
        settings["BALANS_DATABASE_URL"] = _named(address, f"crowd_{people}")
    command = [sys.executable, "-m", "bench.crowd.asking", str(people)]
    process = subprocess.Popen(
        command,
        env=os.environ | settings,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    try:
        yield Asker(process)
    finally:
        process.stdin and process.stdin.close()
        process.wait(timeout=60)


def _named(address: str, name: str) -> str:
    """Return the address of another database of the same server, made when it is not there."""
    import psycopg

    with psycopg.connect(address, autocommit=True) as line:
        known = line.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if known is None:
            line.execute(f'CREATE DATABASE "{name}"')
    return urlunsplit(urlsplit(address)._replace(path=f"/{name}"))


def _rows(large: Asker) -> Row:
    found = large.ask("size")
    made = f", made in {found['seconds']:.0f} s" if found["seconds"] else ""
    shown = f"{found['rows']:,} rows, {found['mb']:,.0f} MB{made}"
    return f"a crowd of {PEOPLE:,} carers ({found['database']})", shown, "-", True


def _own(small: Asker, large: Asker) -> Iterator[Row]:
    """Yield own pages and saves: the one crowd and the other turn by turn, so noise hits both."""
    times: dict[str, tuple[list[float], list[float]]] = defaultdict(lambda: ([], []))
    for turn in range(ROUNDS):
        for kind in ("own", "saves"):
            for place, asker in enumerate((small, large)):
                for _name, took in asker.ask(kind, turn):
                    times[kind][place].append(took)
    for kind, said in (("own", "own pages"), ("saves", "a check and a memory saved")):
        few, many = (sorted(each) for each in times[kind])
        slow = [each[int(len(each) * 0.99)] for each in (few, many)]
        middle = [each[len(each) // 2] for each in (few, many)]
        share = slow[1] / slow[0]
        yield (
            f"{said}, {SMALL} beside {PEOPLE:,} carers, p50 and p99 ms",
            f"{middle[0]:.1f} beside {middle[1]:.1f}; {slow[0]:.1f} beside {slow[1]:.1f}"
            f" ({share:.2f} times)",
            f"{RATIO} times",
            share <= RATIO,
        )


def _slowest(kind: str, bar: int, large: Asker) -> Row:
    """Return the slowest of a kind, each in the middle of three turns."""
    by_name: dict[str, list[float]] = defaultdict(list)
    for turn in range(3):
        for name, took in large.ask(kind, turn):
            by_name[name].append(took)
    middle = {name: sorted(each)[len(each) // 2] for name, each in by_name.items()}
    name, slowest = max(middle.items(), key=lambda each: each[1])
    what = f"{TITLES[kind]} with {PEOPLE:,} carers: the slowest of {len(middle)}, ms"
    return what, f"{slowest:.0f} ({name})", str(bar), slowest <= bar


if __name__ == "__main__":
    good = True
    print("| what | measured | bar | reached |\n|---|---|---|---|", flush=True)
    for what, measured, bar, is_good in measure():
        print(f"| {what} | {measured} | {bar} | {'yes' if is_good else 'NO'} |", flush=True)
        good = good and is_good
    sys.exit(0 if good else 1)
