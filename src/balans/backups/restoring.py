"""Restoring: into an empty place first, compared there, and only then in place of what was."""

import contextlib
import errno
import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from balans.backups import in_postgresql, in_sqlite, placing
from balans.backups.container import Busy, member, own_turn, scratch_in, unpacking
from balans.backups.last import note_checked
from balans.backups.making import kind, megabytes
from balans.backups.manifest import (
    INDEX,
    MANIFEST,
    BlobLine,
    Manifest,
    OddManifest,
    Table,
    differences,
    read_index,
    read_manifest,
)
from balans.backups.problems import CannotRestore
from balans.core import blobs, keys

SCRATCH = ".restoring-"
STILL_HOLDS = {"BALANS_CONTENT", "BALANS_CONTENT_OVERLAY"}
"""Settings that hold in a copy too; all others lead to what people use."""

SPARE_BYTES = 100 * 1024 * 1024


@dataclass
class Restored:
    """What came of it."""

    manifest: Manifest
    tables: list[Table]
    """As they were found after restoring, before they were brought to this version."""

    blobs: int
    accounts: int = 0
    anchored: int = 0
    problems: list[str] = field(default_factory=list)
    """Whatever is not the same, in one line each."""

    kept: str = ""
    """Where what was there before is kept."""


def check(path: Path, *, keys_folder: Path | None = None) -> Restored:
    """Restore a backup into a temporary empty place, compare it there, and let it go again.

    Raise CannotRestore when it cannot be restored at all.
    """
    with _understood(path), unpacking(path) as tar, _copy(tar, keys_folder) as copy:
        copy.finish([])
        found = copy.found
    if not found.problems:
        with contextlib.suppress(DatabaseError):
            note_checked(found.manifest.made_at, timezone.now())
    return found


def restore(path: Path, *, replace: bool) -> Restored:
    """Put a backup in place. What was there stays as it is until the new one stands, and is kept.

    Raise CannotRestore when anything is not as it should be; then nothing was changed.
    """
    # So that our own connections are told from those of a server.
    os.environ["PGAPPNAME"] = in_postgresql.NAME
    with _understood(path):
        was_there = not kind().is_empty()
        if was_there and not replace:
            raise CannotRestore(
                "there is an installation here. Say --replace to put the backup in its place; "
                "what is there is kept beside it"
            )
        with kind().alone() as old, unpacking(path) as tar, _copy(tar, None) as copy:
            copy.finish(sorted(set(old) - {line.name for line in copy.index}))
            if copy.found.problems:
                raise CannotRestore("; ".join(copy.found.problems))
            before = placing.room_for_before() if was_there else None
            placing.put_in_place(copy.folder, copy.schemas, copy.index, old, before)
            copy.found.kept = str(before or "")
    return copy.found


@contextmanager
def _understood(path: Path) -> Iterator[None]:
    """Say in plain words what the machine refuses."""
    try:
        yield
    except Busy as error:
        raise CannotRestore(f"another restore is going on in {error}. Wait for it") from error
    except sqlite3.Error as error:
        raise CannotRestore(f"SQLite refused: {error}. Nothing was restored") from error
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise CannotRestore("the disk is full. Nothing was restored; make room") from error
        raise CannotRestore(
            f"cannot use {error.filename or path}: {error.strerror}. Nothing was restored"
        ) from error
    except DatabaseError as error:
        raise CannotRestore(
            f"the database refused ({type(error).__name__}). Nothing was restored"
        ) from error


@dataclass
class Copying:
    """A backup in an empty place."""

    folder: Path
    schemas: tuple[str, str]
    """PostgreSQL alone: where the installation lives, and where the copy stands."""

    index: list[BlobLine]
    found: Restored

    def finish(self, old_blobs: list[str]) -> None:
        """Bring it to this version, and try the keys on it."""
        if self.found.problems:
            return
        said = within("finish", old_blobs, self.folder, self.schemas[1])
        self.found.problems += [f"the keys do not fit: {each}" for each in said["problems"]]
        self.found.accounts, self.found.anchored = said["accounts"], said["anchored"]


@contextmanager
def _copy(tar: tarfile.TarFile, keys_folder: Path | None) -> Iterator[Copying]:
    """Restore into a folder, and on PostgreSQL a schema, that are gone when the block ends."""
    manifest, index = _read(tar)
    _require_same_kind(manifest)
    with _scratch(manifest) as folder:
        (folder / "keys").symlink_to(keys_folder or keys.keys_folder())
        if connection.vendor == "sqlite":
            packed = member(tar, in_sqlite.MEMBER)
            tables = in_sqlite.bring_in(packed, folder)
            yield _compared(tar, folder, ("", ""), manifest, index, tables)
            return
        schema = f"{in_postgresql.SCRATCH}{os.getpid()}"
        with in_postgresql.own_turn(), in_postgresql.scratch_schema(schema) as home:
            leaves = _leaves(manifest)
            within("make", leaves, folder, schema)
            tables = in_postgresql.bring_in(manifest, partial(member, tar))
            yield _compared(tar, folder, (home, schema), manifest, index, tables)


def _compared(
    tar: tarfile.TarFile,
    folder: Path,
    schemas: tuple[str, str],
    manifest: Manifest,
    index: list[BlobLine],
    tables: list[Table],
) -> Copying:
    problems = list(differences(manifest.tables, tables))
    kept = 0
    for line in index:
        if _bring_blob(tar, folder, line, inside=manifest.blobs_inside):
            kept += 1
    if kept != len(index):
        problems.append(f"{len(index) - kept} of {len(index)} photos and recordings are not there")
    found = Restored(manifest=manifest, tables=tables, blobs=kept, problems=problems)
    return Copying(folder=folder, schemas=schemas, index=index, found=found)


def _bring_blob(tar: tarfile.TarFile, folder: Path, line: BlobLine, *, inside: bool) -> bool:
    """Put a blob in the folder; return whether what lies there then is what was sealed.

    One that is not in the file must be where this installation keeps its photos.
    """
    if not blobs.NAME.match(line.name):
        raise CannotRestore("the backup names a photo in a way that is not ours")
    if not inside:
        return blobs.is_there(line.name)
    path = folder / line.member
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "wb") as file:
        shutil.copyfileobj(member(tar, line.member), file)
        file.flush()
        os.fsync(file.fileno())
    return hashlib.sha256(path.read_bytes()).hexdigest() == line.digest


def _read(tar: tarfile.TarFile) -> tuple[Manifest, list[BlobLine]]:
    try:
        manifest = read_manifest(member(tar, MANIFEST).read())
    except OddManifest as error:
        raise CannotRestore(f"this version cannot read the backup: {error}") from error
    index = member(tar, INDEX).read()
    if hashlib.sha256(index).hexdigest() != manifest.index_digest:
        raise CannotRestore("the backup is odd: its list of photos is not the one it was made with")
    return manifest, read_index(index.decode())


def _require_same_kind(manifest: Manifest) -> None:
    """Raise CannotRestore for the other kind of database, or for a later version of the product."""
    names = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
    if manifest.kind != connection.vendor:
        raise CannotRestore(
            f"the backup is of {names.get(manifest.kind, manifest.kind)}, and this installation "
            f"uses {names.get(connection.vendor, connection.vendor)} (BALANS_DATABASE_URL). "
            "Restore it into one of its own kind, and move it from there"
        )
    known = MigrationLoader(None).disk_migrations
    later = [each for each in manifest.migrations if each not in known]
    if later:
        raise CannotRestore(
            f"the backup is of a later version ({manifest.product}; {later[0][0]} {later[0][1]}). "
            "Install that version first"
        )


def _leaves(manifest: Manifest) -> list[tuple[str, str]]:
    """Return the last migration of each app that the backup had."""
    loader = MigrationLoader(None)
    had = set(manifest.migrations)
    return [
        each
        for each in manifest.migrations
        if not any(
            child.key in had and child.key[0] == each[0]
            for child in loader.graph.node_map[each].children
        )
    ]


@contextmanager
def _scratch(manifest: Manifest) -> Iterator[Path]:
    """Work in a private folder in the data folder, once there is room for it."""
    data = Path(settings.DATA)
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    here = manifest.blob_bytes if manifest.blobs_inside else 0
    # The copy, and as much again for the log while it is brought to this version.
    here += 2 * manifest.database_bytes if manifest.kind == "sqlite" else 0
    free = shutil.disk_usage(data).free
    if free < here + SPARE_BYTES:
        raise CannotRestore(
            f"{data} has {megabytes(free)} free and restoring takes "
            f"{megabytes(here + SPARE_BYTES)}. Make room, or set BALANS_DATA"
        )
    with own_turn(data), scratch_in(data, SCRATCH) as folder:
        yield folder


def within(what: str, paper: object, folder: Path, schema: str) -> dict[str, Any]:
    """Run `backups.within` with the copy as its installation; return what it found.

    Raise CannotRestore when it fails: the copy cannot be brought to this version.
    """
    (folder / "paper.json").write_text(json.dumps(paper))
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("BALANS_") or name in STILL_HOLDS
    }
    environment |= {"BALANS_DATA": str(folder), "BALANS_SECRET_KEY": "none-is-needed"}
    if schema:
        joint = "&" if "?" in settings.DATABASE_URL else "?"
        option = "options=" + quote(f"-c search_path={schema}", safe="")
        environment["BALANS_DATABASE_URL"] = f"{settings.DATABASE_URL}{joint}{option}"
    done = subprocess.run(
        [sys.executable, "-m", "balans.backups.within", what, str(folder / "paper.json")],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        last = (done.stderr.strip().splitlines() or ["it stopped"])[-1]
        raise CannotRestore(f"the copy cannot be brought to this version: {last[:200]}")
    said: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return said
