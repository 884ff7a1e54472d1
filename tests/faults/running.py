"""A product that a test breaks: its processes by name, started again by whoever watches it."""

import os
import secrets
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from conftest import free_port

SERVER = os.environ.get("BALANS_DATABASE_URL", "")
BACK_SECONDS = 60


def children_of(parent: int) -> list[int]:
    """Return the processes that a process began, the oldest first."""
    found = []
    for each in Path("/proc").glob("[0-9]*/stat"):
        try:
            after_name = each.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(after_name[1]) == parent and after_name[0] != "Z":
            found.append(int(each.parent.name))
    return sorted(found)


@dataclass
class Product:
    """The product on a port of its own; `begin` starts it, as a service manager would."""

    data: Path
    environment: dict[str, str] = field(default_factory=dict)
    program: str = "tests.faults.product"
    port: int = field(default_factory=free_port)
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def log(self) -> str:
        """Return what it wrote in its log, over all its lives."""
        return (self.data.parent / f"{self.data.name}.log").read_text(errors="replace")

    def begin(self, *, wait: bool = True) -> None:
        """Start it, unless it lives."""
        if self.process is None or self.process.poll() is not None:
            with (self.data.parent / f"{self.data.name}.log").open("ab") as log:
                self.process = subprocess.Popen(
                    [sys.executable, "-m", self.program, "run", "--port", str(self.port)],
                    env=os.environ | {"BALANS_DATA": str(self.data)} | self.environment,
                    stdout=subprocess.DEVNULL,
                    stderr=log,
                    start_new_session=True,
                )
        if wait:
            self.wait_until_well()

    def status(self) -> int:
        """Return what the health check answers; 0 for nothing."""
        try:
            with urllib.request.urlopen(f"{self.url}/gezond/", timeout=15) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return int(error.code)
        except OSError:
            return 0

    def wait_until_well(self, seconds: float = BACK_SECONDS) -> float:
        """Wait until it serves; return how long that took."""
        began = time.monotonic()
        while time.monotonic() - began < seconds:
            if self.status() == 200:
                return time.monotonic() - began
            if self.process and self.process.poll() is not None:
                raise AssertionError(f"it ended: {self.log[-3000:]}")
            time.sleep(0.05)
        raise AssertionError(f"it does not serve: {self.log[-3000:]}")

    @property
    def beside(self) -> int:
        """The process that does the chores, and begins the web server."""
        assert self.process
        return self.process.pid

    @property
    def web(self) -> int:
        """The process of the web server that begins its workers."""
        return next(each for each in children_of(self.beside) if children_of(each))

    @property
    def workers(self) -> list[int]:
        return children_of(self.web)

    def kill_all(self) -> None:
        """Kill every process at the same moment."""
        assert self.process
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def end(self) -> int:
        """Stop it as a service manager does; return how it ended."""
        assert self.process
        self.process.terminate()
        try:
            return self.process.wait(timeout=40)
        except subprocess.TimeoutExpired:
            self.kill_all()
            raise


@contextmanager
def own_database() -> Iterator[dict[str, str]]:
    """Give a test a database of its own on PostgreSQL, when that is what the tests run on."""
    if not SERVER:
        yield {}
        return
    import psycopg

    name = f"faults_{secrets.token_hex(4)}"
    with psycopg.connect(SERVER, autocommit=True) as line:
        line.execute(f"CREATE DATABASE {name}")
    try:
        yield {"BALANS_DATABASE_URL": urlsplit(SERVER)._replace(path=f"/{name}").geturl()}
    finally:
        with psycopg.connect(SERVER, autocommit=True) as line:
            line.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@contextmanager
def product(folder: Path, **environment: str) -> Iterator[Product]:
    """Serve the product in a folder and a database of its own until the block ends."""
    with own_database() as where:
        made = Product(folder / "data", {"BALANS_DEMO": "0", **where, **environment})
        made.begin()
        try:
            yield made
        finally:
            if made.process and made.process.poll() is None:
                made.end()
