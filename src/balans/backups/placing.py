"""Putting what was restored and compared in its place, and keeping what was there."""

import errno
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.db import connection
from django.utils import timezone

from balans.backups import in_postgresql, in_sqlite
from balans.backups.manifest import NOT_IN_THE_FILE, BlobLine
from balans.backups.problems import CannotRestore
from balans.core import blobs
from balans.core.keyfiles import sync_folder


def room_for_before() -> Path:
    """Make the folder that keeps what was there; PostgreSQL gets a schema of that name."""
    before = Path(settings.DATA) / f"before_restore_{timezone.now():%Y%m%dt%H%M%Sz}"
    before.mkdir(mode=0o700)
    return before


def put_in_place(
    folder: Path,
    schemas: tuple[str, str],
    index: list[BlobLine],
    old: list[str],
    before: Path | None,
) -> None:
    """Let the copy take the place of the installation, and keep what was there.

    Photos first, then the database at one stroke: in between the old one still has all it names.
    """
    placed = list[str]()
    try:
        if before:
            _keep_blobs(old, before)
        for line in index:
            if line.digest != NOT_IN_THE_FILE:
                _place_blob(folder / line.member, line, placed)
        if connection.vendor == "sqlite":
            in_sqlite.put_in_place(folder, before)
        else:
            in_postgresql.put_in_place(*schemas, before.name if before else "")
    except BaseException:
        for name in placed:
            blobs.storage().delete(blobs.path_of(name))
        if before:
            shutil.rmtree(before, ignore_errors=True)
        raise
    sync_folder(Path(settings.DATA))


def _keep_blobs(names: Iterable[str], before: Path) -> None:
    """Keep the files of these blobs under a second name.

    In a bucket, or on another disk than the data folder, they stay an hour (`StoredBlob`).
    """
    storage = blobs.storage()
    if not isinstance(storage, FileSystemStorage):
        return
    for name in names:
        target = before / "blobs" / blobs.path_of(name)
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            os.link(storage.path(blobs.path_of(name)), target)
        except FileNotFoundError:
            continue
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            return


def _place_blob(path: Path, line: BlobLine, placed: list[str]) -> None:
    """Put a blob where the product looks for it. One that is there already must be the same."""
    content = path.read_bytes()
    try:
        there = blobs.get(line.name)
    except blobs.BlobGone:
        try:
            blobs.storage().save(blobs.path_of(line.name), ContentFile(content))
        except Exception as error:
            raise CannotRestore(f"a photo could not be kept ({type(error).__name__})") from error
        placed.append(line.name)
        return
    except blobs.NoRoom as error:
        raise CannotRestore(f"the storage of photos did not answer ({error})") from error
    if there != content:
        raise CannotRestore(f"there is another photo under the name {line.name}. Look at the disk")
