"""Making a backup while people work: the database of one moment, then the blobs that it names."""

import errno
import hashlib
import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

from django.core.files.storage import FileSystemStorage
from django.db import DatabaseError, connection
from django.utils import timezone

from balans.backups import in_postgresql, in_sqlite, keeping
from balans.backups.container import Busy, Packing, own_turn, packing, scratch_in
from balans.backups.last import note_made
from balans.backups.manifest import INDEX, MANIFEST, NOT_IN_THE_FILE, READ_ME, BlobLine, Manifest
from balans.backups.models import Backup
from balans.backups.problems import CannotBackUp
from balans.core import blobs
from balans.core.keyfiles import sync_folder
from balans.core.models import StoredBlob

SPARE_BYTES = 200 * 1024 * 1024
"""What a backup leaves free: people who write come first."""

SCRATCH = ".making-"
WORDS = """A backup of MantelzorgBalans. Put it back with: balans restore FILE
By hand: database/ holds the database (SQLite: the file; PostgreSQL: each table as COPY text),
blobs/ the photos and recordings, all sealed; manifest.json says what should be there.
The keys are not in it, and without them nobody can read it: see docs/operating.md.
"""


@dataclass
class Made:
    """A backup that stands."""

    path: Path
    note: Backup
    erased_meanwhile: int
    removed: list[str] = field(default_factory=list)


def make_backup(folder: Path, *, days: int, with_blobs: bool = True) -> Made:
    """Make a backup in a folder and remove those that are older than so many days.

    People go on working. Raise CannotBackUp, with nothing left behind.
    """
    began, made_at = time.monotonic(), timezone.now().replace(microsecond=0)
    if kind().is_empty():
        raise CannotBackUp("there is nothing here to back up yet. Set BALANS_DATA, or start once")
    try:
        folder.mkdir(parents=True, mode=0o700, exist_ok=True)
        with own_turn(folder), scratch_in(folder, SCRATCH) as scratch:
            require_room(folder, with_blobs=with_blobs)
            path = folder / keeping.name_of(made_at)
            with packing(scratch / path.name, path) as pack:
                manifest = _fill(pack, scratch, made_at, with_blobs=with_blobs)
            removed = _remove_old(folder, days)
    except Busy as error:
        raise CannotBackUp(f"another backup is being made in {folder}. Wait for it") from error
    except OSError as error:
        raise CannotBackUp(_said(error, folder)) from error
    except sqlite3.Error as error:
        raise CannotBackUp(f"SQLite could not copy the database: {error}") from error
    except DatabaseError as error:
        raise in_postgresql.cannot_copy(error) from error
    note = Backup(
        made_at=made_at,
        took_seconds=round(time.monotonic() - began, 1),
        size_bytes=path.stat().st_size,
        rows=manifest.rows,
        blobs=manifest.blobs,
        missing_blobs=manifest.missing,
    )
    note_made(note)
    return Made(path, note, manifest.erased_meanwhile, removed)


def kind() -> ModuleType:
    """Return what knows the kind of database of this installation."""
    return in_sqlite if connection.vendor == "sqlite" else in_postgresql


def _said(error: OSError, folder: Path) -> str:
    if isinstance(error, FileExistsError):
        return f"{folder} has a backup of this second already. Try again"
    if error.errno == errno.ENOSPC:
        return f"no room left in {folder}. Nothing was kept of this backup; make room"
    return f"cannot write in {error.filename or folder}: {error.strerror}"


def require_room(folder: Path, *, with_blobs: bool) -> None:
    """Raise CannotBackUp when the disk cannot hold the copy, the file and something over.

    How large blobs in a bucket are is not known beforehand: then the disk may still fill, and
    the backup stops.
    """
    needed = 2 * kind().size() + SPARE_BYTES
    if with_blobs:
        needed += sum(path.stat().st_size for path in blob_files())
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise CannotBackUp(
            f"{folder} has {megabytes(free)} free and a backup may take {megabytes(needed)}. "
            "Make room, or keep fewer days"
        )


def blob_files() -> Iterator[Path]:
    """Yield every blob that lies in a file here."""
    storage = blobs.storage()
    if isinstance(storage, FileSystemStorage):
        yield from Path(storage.location).glob("??/??/*")


def megabytes(number: int) -> str:
    return f"{number / 1_000_000:,.0f} MB"


def _fill(pack: Packing, scratch: Path, made_at: object, *, with_blobs: bool) -> Manifest:
    copy = kind().copy_out(scratch)
    pack.add(READ_ME, WORDS.encode())
    for name, path in copy.files.items():
        pack.add_file(name, path)
        path.unlink()
    found = _add_blobs(pack, copy.blobs) if with_blobs else _name_blobs(copy.blobs)
    index = "".join(map(str, found.lines)).encode()
    manifest = Manifest.model_validate(
        {
            "product": version("mantelzorgbalans"),
            "kind": connection.vendor,
            "server": copy.server,
            "made_at": made_at,
            "migrations": tuple(copy.migrations),
            "tables": tuple(copy.tables),
            "sequences": copy.sequences,
            "database_bytes": copy.size,
            "blobs": len(found.lines),
            "blob_bytes": found.size,
            "blobs_inside": with_blobs,
            "erased_meanwhile": found.erased,
            "missing": found.missing,
            "index_digest": hashlib.sha256(index).hexdigest(),
        }
    )
    pack.add(INDEX, index)
    pack.add(MANIFEST, manifest.model_dump_json(indent=1).encode())
    return manifest


@dataclass
class Found:
    """What came of the blobs."""

    lines: list[BlobLine] = field(default_factory=list)
    size: int = 0
    erased: int = 0
    missing: int = 0


def _name_blobs(names: list[str]) -> Found:
    return Found(lines=[BlobLine(NOT_IN_THE_FILE, name) for name in names])


def _add_blobs(pack: Packing, names: list[str]) -> Found:
    """Put in each blob. One that is gone was erased since the copy was made, or it is missing."""
    found = Found()
    for name in names:
        try:
            sealed = blobs.get(name)
        except blobs.BlobGone:
            try:
                if not _is_missing(name):
                    found.erased += 1
                    continue
                sealed = blobs.get(name)
            except blobs.BlobGone:
                found.missing += 1
                continue
        except blobs.NoRoom as error:
            raise CannotBackUp(f"the storage of photos did not answer ({error})") from error
        line = BlobLine(hashlib.sha256(sealed).hexdigest(), name)
        pack.add(line.member, sealed)
        found.lines.append(line)
        found.size += len(sealed)
    return found


def _is_missing(name: str) -> bool:
    """Return whether a row names this blob now: it ought to be there.

    The note without such a row is an upload that was cut off, or that has not been kept yet.
    """
    return StoredBlob.objects.filter(name=name).exists() and bool(blobs.needed([name]))


def _remove_old(folder: Path, days: int) -> list[str]:
    names = keeping.to_remove(os.listdir(folder), days=days, now=timezone.now())
    for name in names:
        (folder / name).unlink(missing_ok=True)
    if names:
        sync_folder(folder)
    return names
