"""Servers to measure: ours as `balans run` starts it, and the bare one beside it."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OURS = [sys.executable, "-m", "balans.cli", "run", "--port"]
START_SECONDS = 180
"""The first start makes an empty installation, on a busy machine too."""

QUIET_FAMILY = 4
"""The process beside, the server and its two workers."""
BARE = [
    *(sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "2"),
    *("--blocking-threads", "2", "--backlog", "1024", "--no-ws", "--log-level", "warning"),
    *("bench.bare:application", "--port"),
]


@contextmanager
def serving(
    command: list[str], path: str, data: Path, **environment: str
) -> Iterator[tuple[str, int, float]]:
    """Yield address, process id and seconds until the first answer, of a server on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = {
        "BALANS_DATA": str(data),
        "BALANS_DEMO": "1",
        "BALANS_CONTENT_OVERLAY": str(ROOT / "bench" / "content"),
        "PYTHONPATH": os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH", "")))),
        **environment,
    }
    # As installed: what was compiled once is kept, also where a workplace says otherwise.
    kept = {key: each for key, each in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    process = subprocess.Popen(
        [*command, str(port)], env=kept | settings, stdout=subprocess.DEVNULL, cwd=ROOT
    )
    url = f"http://127.0.0.1:{port}"
    try:
        yield url, process.pid, _first_answer(url + path, start)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _first_answer(url: str, start: float) -> float:
    while time.perf_counter() - start < START_SECONDS:
        try:
            urllib.request.urlopen(url, timeout=5).read()
            return time.perf_counter() - start
        except OSError:
            time.sleep(0.01)
    raise AssertionError(f"{url} does not answer")


def memory(pid: int) -> float:
    """Return what a process and all its children take, in MB (proportional set size)."""
    return sum(_pss(each) for each in family(pid)) / 1024


def _pss(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def settle(pid: int, seconds: float = 60) -> None:
    """Wait until a server has done what it does after a start: a book for the demonstration."""
    end, calm_since = time.monotonic() + seconds, time.monotonic()
    while time.monotonic() < min(end, calm_since + 3):
        if len(family(pid)) > QUIET_FAMILY:
            calm_since = time.monotonic()
        time.sleep(0.2)


def family(pid: int) -> list[int]:
    """Return a process and everything it started."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(each for child in children for each in family(int(child)))]
