"""For tests on a throw-away PostgreSQL (bin/postgres): databases of their own, and a standby."""

import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from conftest import free_port

URL = os.environ.get("BALANS_DATABASE_URL", "")
PROGRAMS = Path(os.environ.get("BALANS_POSTGRES", ""))
on_postgresql = pytest.mark.skipif(not URL, reason="runs beside PostgreSQL: sh bin/postgres")
PATIENCE_SECONDS = 20.0


def ask(url: str, sql: str, *values: object) -> list[tuple]:
    """Run one statement outside any transaction; return its rows."""
    with psycopg.connect(url, autocommit=True) as line:
        done = line.execute(sql, values)
        return done.fetchall() if done.description else []


@contextmanager
def fresh_database() -> Iterator[str]:
    """Make a database in the cluster, give its address, and drop it."""
    name = f"balans_{secrets.token_hex(4)}"
    ask(URL, f"CREATE DATABASE {name}")
    try:
        yield URL.rpartition("/")[0] + f"/{name}"
    finally:
        ask(URL, f"DROP DATABASE {name} WITH (FORCE)")


def as_postgres(command: Sequence[str | Path]) -> None:
    """Run one of PostgreSQL's programs, which refuse to run as root."""
    who = ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups"]
    line = [*(who if os.getuid() == 0 else ()), *map(str, command)]
    # What it starts stays: a pipe would be waited for.
    subprocess.run(line, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")


@dataclass
class Standby:
    """A streaming standby of the cluster, which can be stopped, and held where it is."""

    folder: Path
    port: int

    def url(self, primary: str) -> str:
        """Return the address of a database of the primary on the standby."""
        parts = urlsplit(primary)
        return f"{parts.scheme}://{parts.username}@127.0.0.1:{self.port}{parts.path}"

    def start(self) -> None:
        settings = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        # A standby must allow as many as its primary.
        settings += f" -c max_connections={ask(URL, 'SHOW max_connections')[0][0]}"
        log = self.folder / "log"
        pg_ctl = PROGRAMS / "pg_ctl"
        as_postgres([pg_ctl, "-D", self.folder / "data", "-l", log, "-w", "-o", settings, "start"])

    def stop(self) -> None:
        as_postgres([PROGRAMS / "pg_ctl", "-D", self.folder / "data", "-m", "immediate", "stop"])

    def hold(self) -> None:
        """Play nothing more: from now on it lags."""
        ask(self.url(URL), "SELECT pg_wal_replay_pause()")
        state = "SELECT pg_get_wal_replay_pause_state()"
        wait_until(lambda: ask(self.url(URL), state) == [("paused",)])

    def go_on(self) -> None:
        ask(self.url(URL), "SELECT pg_wal_replay_resume()")


@contextmanager
def standby() -> Iterator[Standby]:
    """Copy the cluster while it runs, and follow it until the block ends."""
    folder = Path(tempfile.mkdtemp(prefix="balans-standby-"))
    made = Standby(folder, free_port())
    try:
        if os.getuid() == 0:
            os.chown(folder, pwd.getpwnam("postgres").pw_uid, -1)
        copy = [PROGRAMS / "pg_basebackup", "-d", URL, "-D", folder / "data", "-R", "-X", "stream"]
        as_postgres([*copy, "-c", "fast"])
        made.start()
        yield made
    finally:
        if (folder / "data" / "postmaster.pid").exists():
            made.stop()
        shutil.rmtree(folder)


def wait_until(holds, seconds: float = PATIENCE_SECONDS) -> None:
    """Wait until something holds; fail when it does not."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.05)
