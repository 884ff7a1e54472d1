"""A database for each data folder of a test with a real server, whichever kind the tests run on.

SQLite lies in the folder itself. On PostgreSQL (BALANS_DATABASE_URL, set by bin/postgres) every
folder gets a database of its own in the same cluster, named after it.
"""

import hashlib
import os
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

URL = os.environ.get("BALANS_DATABASE_URL", "")
SQLITE = "balans.sqlite3"


def on_postgresql() -> bool:
    return bool(URL)


def name_for(data: Path) -> str:
    return "served_" + hashlib.sha256(str(data).encode()).hexdigest()[:16]


def address_of(name: str) -> str:
    return urlunsplit(urlsplit(URL)._replace(path=f"/{name}"))


def database_for(data: Path) -> dict[str, str]:
    """Return the settings that name the database of a folder; make it when there is none."""
    if not on_postgresql():
        return {}
    name = name_for(data)
    if not ask(URL, "SELECT 1 FROM pg_database WHERE datname = %s", name):
        ask(URL, f"CREATE DATABASE {name}")
    return {"BALANS_DATABASE_URL": address_of(name)}


def ask(url: str, question: str, *given: object) -> list[tuple]:
    """Ask a database something; return the rows, none for what has no answer."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as line:
        found = line.execute(question, given or None)
        return found.fetchall() if found.description else []


def files_of(data: Path) -> list[Path]:
    """Return the files on disk that hold the database of a folder, outside that folder.

    On PostgreSQL: its tables and indexes. What the cluster wrote ahead is of all its databases, and
    holds what other tests write in plain on purpose.
    """
    if not on_postgresql():
        return []
    ask(URL, "CHECKPOINT")
    known = ask(URL, "SELECT oid FROM pg_database WHERE datname = %s", name_for(data))
    cluster = Path(ask(URL, "SHOW data_directory")[0][0])
    return [path for (oid,) in known for path in (cluster / "base" / str(oid)).iterdir()]


def is_known(data: Path, owner: str) -> bool:
    """Return whether the database of a folder has this owner."""
    if on_postgresql():
        return bool(
            ask(address_of(name_for(data)), "SELECT 1 FROM accounts_owner WHERE id = %s", owner)
        )
    return owner.replace("-", "").encode() in (data / SQLITE).read_bytes()
