"""Backups as an operator makes them: while people write, restored elsewhere, in place of what was.

On SQLite, and on PostgreSQL when the tests run beside it.
"""

import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings

from conftest import serving
from tests.writing import Writer

pytestmark = pytest.mark.load
WRITERS = 4
Balans = Callable[..., tuple[int, str]]
Place = Callable[[str], dict[str, str]]


@pytest.fixture
def place(tmp_path) -> Iterator[Place]:
    """Give each installation of a test its data folder, and its database on PostgreSQL."""
    made = list[str]()

    def new(name: str) -> dict[str, str]:
        where = {"BALANS_DATA": str(tmp_path / name), "BALANS_DEMO": "0"}
        if settings.DATABASE_URL:
            database = f"backup_{name}_{os.getpid()}"
            made.append(database)
            administer(f"CREATE DATABASE {database}")
            address = urlsplit(settings.DATABASE_URL)._replace(path=f"/{database}")
            where["BALANS_DATABASE_URL"] = address.geturl()
        return where

    yield new
    for name in made:
        administer(f"DROP DATABASE {name} WITH (FORCE)")


def administer(statement: str) -> None:
    import psycopg

    with psycopg.connect(settings.DATABASE_URL, autocommit=True) as line:
        line.execute(statement)


def balans(where: dict[str, str], *words: object) -> tuple[int, str]:
    """Run a command; return its exit code and what it says."""
    done = subprocess.run(
        [sys.executable, "-m", "balans.cli", *map(str, words)],
        env=os.environ | where,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def port_of(server) -> int:
    return int(server.url.rsplit(":", 1)[1])


def while_people_write(url_port: int, writers: list[Writer], act: Callable[[], None]) -> None:
    """Do something between two moments at which everybody was just told that words are kept."""
    stop = threading.Event()
    threads = [threading.Thread(target=each.write, args=(stop,)) for each in writers]
    begun = [each.acknowledged for each in writers]
    for writer in writers:
        writer.port = url_port
    for each in threads:
        each.start()
    try:
        while not all(e.acknowledged > b + 1 for e, b in zip(writers, begun, strict=True)):
            assert any(each.is_alive() for each in threads), "nobody could write"
            stop.wait(0.02)
        act()
    finally:
        stop.set()
        for each in threads:
            each.join()


def refused(where: dict[str, str], *words: object) -> str:
    """Run a command that must do nothing; return the one line that it says."""
    code, said = balans(where, *words)
    assert code == 2 and said.count("\n") == 1, said
    return said


def done(where: dict[str, str], *words: object) -> str:
    """Run a command that must succeed; return what it says."""
    code, said = balans(where, *words)
    assert code == 0, said
    return said


def test_a_backup_made_while_people_write_holds_all_that_was_acknowledged(place, tmp_path):
    here, there = place("here"), place("there")
    out, mirror = tmp_path / "out", tmp_path / "mirror"
    writers = [Writer(number=number, port=0) for number in range(WRITERS)]
    before, after = list[int](), list[int]()

    def back_up() -> None:
        before.extend(each.acknowledged for each in writers)
        said = done(here, "backup", out, "--check")
        assert re.search(r"accounts_keyslot +(\d+) +\1  same", said) and "DIFFERENT" not in said
        after.extend(each.acknowledged for each in writers)
        done(here, "keys", "mirror", mirror)

    with serving(Path(here["BALANS_DATA"]), **here) as server:
        while_people_write(port_of(server), writers, back_up)
    assert all(each.acknowledged == each.sent for each in writers), "a save failed"
    assert all(late > early for early, late in zip(before, after, strict=True)), "they waited"
    (backup,) = out.iterdir()

    # Elsewhere, with the mirror of the keys.
    data = Path(there["BALANS_DATA"])
    shutil.copytree(mirror, data / "keys")
    assert "keys: fit" in done(there, "restore", backup)
    with serving(data, **there) as server:
        for writer, early in zip(writers, before, strict=True):
            writer.port = port_of(server)
            assert early <= writer.kept() <= writer.acknowledged
        backed = [each.kept() for each in writers]
        while_people_write(port_of(server), writers, lambda: None)
        newer = [each.kept() for each in writers]

        # There is an installation now, and people are in it.
        assert "Say --replace" in refused(there, "restore", backup)
        assert "top" in refused(there, "restore", backup, "--replace"), "the server runs"
        assert [each.kept() for each in writers] == newer

    shutil.move(data / "keys", tmp_path / "keys")
    assert "keys do not fit" in refused(there, "restore", backup, "--replace")
    shutil.rmtree(data / "keys")
    shutil.move(tmp_path / "keys", data / "keys")
    assert not list(data.glob("before_restore_*")) and not list(data.glob(".restoring-*"))

    assert "is kept in" in done(there, "restore", backup, "--replace")
    (kept,) = data.glob("before_restore_*")
    if not settings.DATABASE_URL:
        assert b"SQLite format 3" in (kept / "balans.sqlite3").read_bytes()
    with serving(data, **there) as server:
        for writer, number in zip(writers, backed, strict=True):
            writer.port = port_of(server)
            assert writer.kept() == number
    assert "the keys fit" in done(there, "keys", "check")
