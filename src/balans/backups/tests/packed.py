"""Backups to try things on: a look inside, and one with something changed that is whole again."""

import gzip
import hashlib
import sqlite3
import tarfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from balans.backups.container import member, packing, unpacking
from balans.backups.in_sqlite import MEMBER, read_tables
from balans.backups.manifest import INDEX, MANIFEST, Manifest, read_index, read_manifest

Change = Callable[[dict[str, bytes]], None]


def members(path: Path) -> dict[str, bytes]:
    """Return everything in a backup."""
    with unpacking(path) as tar:
        return {name: member(tar, name).read() for name in tar.getnames()}


def manifest_of(path: Path) -> Manifest:
    return read_manifest(members(path)[MANIFEST])


def blobs_of(path: Path) -> list[str]:
    return [line.name for line in read_index(members(path)[INDEX].decode())]


def repacked(path: Path, change: Change) -> Path:
    """Return a backup in which something was changed by who knows how it is sealed."""
    found = members(path)
    change(found)
    target = path.with_name("changed.tar")
    target.unlink(missing_ok=True)
    with packing(path.with_name("scratch"), target) as pack:
        for name, content in found.items():
            pack.add(name, content)
    return target


def with_manifest(**values: Any) -> Change:
    """Say other things in the manifest."""

    def change(found: dict[str, bytes]) -> None:
        manifest = read_manifest(found[MANIFEST])
        found[MANIFEST] = manifest.model_copy(update=values).model_dump_json().encode()

    return change


def with_database(*statements: str, told: bool) -> Change:
    """Do something to the SQLite database; `told` makes the manifest agree with it."""

    def change(found: dict[str, bytes]) -> None:
        with closing(sqlite3.connect(":memory:")) as database:
            database.deserialize(gzip.decompress(found[MEMBER]))
            for statement in statements:
                database.execute(statement)
            database.commit()
            found[MEMBER] = gzip.compress(database.serialize())
            if told:
                rows = database.execute("SELECT app, name FROM django_migrations").fetchall()
                values = {"tables": tuple(read_tables(database)), "migrations": tuple(rows)}
                with_manifest(**values)(found)

    return change


def with_blob(change: Callable[[bytes], bytes]) -> Change:
    """Do something to the first photo."""

    def act(found: dict[str, bytes]) -> None:
        name = next(each for each in found if each.startswith("blobs/"))
        found[name] = change(found[name])

    return act


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def names_in(path: Path) -> list[str]:
    """Return the names of what is in a backup, as any tar tells them."""
    with tarfile.open(path) as tar:
        return tar.getnames()
