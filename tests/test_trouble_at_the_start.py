"""What `balans` says when something is wrong around it: one line, what it is and what to do."""

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from conftest import free_port

SOURCE = Path(__file__).resolve().parents[1] / "src"
OLDER = ("python3.10", "python3.9", "python3.8")
TABLE = (
    "CREATE TABLE django_migrations (id integer PRIMARY KEY AUTOINCREMENT, "
    "app varchar(255) NOT NULL, name varchar(255) NOT NULL, applied datetime NOT NULL)"
)
NEWER = (
    "INSERT INTO django_migrations (app, name, applied) VALUES ('core', '9999_later', '2030-01-01')"
)


def balans(*words: str, **settings: str) -> str:
    """Run a command that must stop with 2; return the one line that it says."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BALANS_")}
    done = subprocess.run(
        [sys.executable, "-m", "balans.cli", *words],
        env=kept | {"BALANS_READ_CONTENT_AT_START": "0"} | settings,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stdout) == (2, ""), done.stderr
    (line,) = done.stderr.splitlines()
    assert line.startswith("balans: ")
    return line


def run(folder: Path | str, *words: str, **settings: str) -> str:
    return balans(
        "run", *(words or ("--port", str(free_port()))), BALANS_DATA=str(folder), **settings
    )


def test_a_port_that_is_in_use(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        line = run(tmp_path, "--port", str(port))
    assert f"port {port} is in use" in line and f"--port {port + 1}" in line


def test_an_address_or_a_port_that_is_none_of_ours(tmp_path):
    assert "no address of this machine" in run(tmp_path, "--host", "192.0.2.1")
    assert "from 1024 to 65535" in run(tmp_path, "--port", "70000")


def test_a_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "file").touch()
    assert "Set BALANS_DATA" in run(tmp_path / "file")
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    # Root may write everywhere but in what the kernel shows.
    assert "set BALANS_DATA" in run(closed / "data" if os.geteuid() else "/sys/balans")


def test_postgresql_that_is_away(tmp_path):
    pytest.importorskip("psycopg")
    port = free_port()
    address = f"postgres://balans:geheim@127.0.0.1:{port}/balans"
    line = run(tmp_path, BALANS_DATABASE_URL=address)
    assert f"127.0.0.1:{port}/balans does not answer (Connection refused)" in line
    assert "geheim" not in line
    assert "Connection refused" in balans(
        "keys", "list", BALANS_DATABASE_URL=address, BALANS_DATA=str(tmp_path)
    )


def test_a_database_of_a_newer_version(tmp_path):
    with closing(sqlite3.connect(tmp_path / "balans.sqlite3")) as made, made:
        made.execute(TABLE)
        made.execute(NEWER)
    line = run(tmp_path)
    assert "a newer version made this database (core 9999_later)" in line
    assert "docs/upgrading.md" in line


def test_a_file_that_is_no_database(tmp_path):
    (tmp_path / "balans.sqlite3").write_bytes(b"geen database" * 100)
    assert "is no database" in run(tmp_path)


@pytest.mark.parametrize("words", ["keys list", "staff list", "purge", "search rebuild"])
def test_a_command_where_nothing_was_made_yet(tmp_path, words):
    line = balans(*words.split(), BALANS_DATA=str(tmp_path))
    assert "is not made yet or older" in line and str(tmp_path) in line
    assert (tmp_path / "balans.sqlite3").stat().st_mode & 0o077 == 0


def test_a_secret_in_a_file(tmp_path):
    absent = run(tmp_path, BALANS_SMTP_PASSWORD_FILE=str(tmp_path / "absent"))
    assert "BALANS_SMTP_PASSWORD_FILE: cannot read" in absent
    given = tmp_path / "given"
    given.write_text("x\n")
    twice = run(tmp_path, BALANS_SMTP_PASSWORD_FILE=str(given), BALANS_SMTP_PASSWORD="y")
    assert "Keep one" in twice


def test_an_older_python():
    older = next((found for name in OLDER if (found := really(name))), None)
    if older:
        asked = [older, "-m", "balans.cli", "run"]
    else:
        pretend = "import sys; sys.version_info = (3, 10, 0); import balans"
        asked = [sys.executable, "-c", pretend]
    done = subprocess.run(
        asked, env={"PYTHONPATH": str(SOURCE)}, capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert done.stderr.startswith("balans: Python 3.11 or newer is needed, and this is Python 3.")
    assert len(done.stderr.splitlines()) == 1


def really(name: str) -> str | None:
    """Return the path of an older Python that works; a shim of pyenv may not."""
    path = shutil.which(name)
    works = path and subprocess.run([path, "-V"], capture_output=True, check=False).returncode == 0
    return path if works else None


def test_a_secret_from_a_file_is_the_same_as_from_its_setting(tmp_path, monkeypatch):
    from balans.core.environment import secret

    given = tmp_path / "given"
    given.write_text(" geheim\n")
    name = "BALANS_" + "PROEF"
    monkeypatch.setenv(f"{name}_FILE", str(given))
    assert secret("PROEF") == "geheim"
    monkeypatch.delenv(f"{name}_FILE")
    monkeypatch.setenv(name, "anders")
    assert secret("PROEF") == "anders"
