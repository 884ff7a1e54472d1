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
from tests.test_kill import Writer

pytestmark = [pytest.mark.load, pytest.mark.postgres]
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
            made.append(f"backup_{name}")
            administer(f"CREATE DATABASE backup_{name}")
            address = urlsplit(settings.DATABASE_URL)._replace(path=f"/backup_{name}")
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


def test_what_was_acknowledged_before_a_backup_is_in_it_and_nobody_had_to_wait(place, tmp_path):
    here, there = place("here"), place("there")
    out, mirror = tmp_path / "out", tmp_path / "mirror"
    writers = [Writer(number=number, port=0) for number in range(WRITERS)]
    before, after = list[int](), list[int]()

    def back_up() -> None:
        before.extend(each.acknowledged for each in writers)
        code, said = balans(here, "backup", out)
        assert code == 0, said
        after.extend(each.acknowledged for each in writers)
        code, said = balans(here, "keys", "mirror", mirror)
        assert code == 0, said

    with serving(Path(here["BALANS_DATA"]), **here) as server:
        while_people_write(port_of(server), writers, back_up)
        assert all(each.acknowledged == each.sent for each in writers), "a save failed"
        assert all(late > early for early, late in zip(before, after, strict=True)), "they waited"
        late_ones = [each.acknowledged for each in writers]
    (backup,) = out.iterdir()

    shutil.copytree(mirror, Path(there["BALANS_DATA"]) / "keys")
    code, said = balans(there, "restore", backup)
    assert code == 0 and "keys: fit" in said, said
    with serving(Path(there["BALANS_DATA"]), **there) as server:
        for writer, early, late in zip(writers, before, late_ones, strict=True):
            writer.port = port_of(server)
            assert early <= writer.kept() <= late
            assert writer.ask("GET", "/oefeningen/doelen/")[0] == 200
        more = Writer(number=99, port=port_of(server))
        while_people_write(more.port, [more], lambda: None)


def test_an_installation_is_never_replaced_unasked_and_what_was_there_is_kept(place, tmp_path):
    here = place("here")
    data, out = Path(here["BALANS_DATA"]), tmp_path / "out"
    writer = Writer(number=1, port=0)
    with serving(data, **here) as server:
        while_people_write(port_of(server), [writer], lambda: None)
        backed = writer.acknowledged
        code, said = balans(here, "backup", out, "--check")
        assert code == 0 and "DIFFERENT" not in said, said
        assert re.search(r"accounts_keyslot +1 +1  same", said)
        (backup,) = out.iterdir()
        while_people_write(port_of(server), [writer], lambda: None)
        assert writer.kept() > backed
        code, said = balans(here, "restore", backup)
        assert code == 2 and "Say --replace" in said and said.count("\n") == 1
        code, said = balans(here, "restore", backup, "--replace")
        assert code == 2 and "top" in said and said.count("\n") == 1, "the server still runs"
        assert writer.kept() > backed

    shutil.move(data / "keys", tmp_path / "keys")
    code, said = balans(here, "restore", backup, "--replace")
    assert code == 2 and "keys do not fit" in said and said.count("\n") == 1
    shutil.rmtree(data / "keys")
    shutil.move(tmp_path / "keys", data / "keys")
    assert not list(data.glob("before_restore_*")) and not list(data.glob(".restoring-*"))

    code, said = balans(here, "restore", backup, "--replace")
    assert code == 0 and "is kept in" in said, said
    (kept,) = data.glob("before_restore_*")
    if not settings.DATABASE_URL:
        assert b"SQLite format 3" in (kept / "balans.sqlite3").read_bytes()
    with serving(data, **here) as server:
        writer.port = port_of(server)
        assert writer.kept() == backed
    code, said = balans(here, "keys", "check")
    assert code == 0 and "the keys fit" in said, said
