"""Blobs: large sealed bytes (a photo, a recording) under a random name, outside the database.

In files under DATA/blobs, or in S3-compatible storage when a bucket is set (docs/adr/0013).
Whoever seals them is not known here: what comes in must be ciphertext already.
"""

import errno
import importlib.util
import logging
import re
import secrets
import time
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.utils import timezone

from balans.core.keyfiles import write_private
from balans.core.models import StoredBlob

NAME = re.compile(r"^[0-9a-f]{32}$")
LIBRARIES = ("storages", "boto3")
HOW = "pip install 'mantelzorgbalans[s3]', or leave BALANS_S3_BUCKET out."
ORPHAN_AFTER = timedelta(hours=1)
BATCH = 500
MARK = ".balans"
"""The file that says that a folder which servers share is the right one."""

AWAY_SECONDS = 10.0
"""How long a bucket that did not answer is left alone: waiting for it would keep every page."""

log = logging.getLogger("balans")
_away_until = 0.0


class BlobGone(Exception):
    """There is no blob of this name (any more)."""


class NoRoom(Exception):
    """Storage is full or does not answer. What could not be kept has left nothing behind."""


class SealedFiles(FileSystemStorage):
    """Files that are there whole and on disk, or not at all; readable by the service alone."""

    def require_there(self) -> None:
        """Raise OSError when the folder is away: an empty one below a mount that fell off."""
        place = Path(self.location)
        if not (place / MARK if settings.BLOBS else place).exists():
            raise OSError(errno.EIO, "the folder of the blobs is away")

    def delete(self, name: str) -> None:
        """Remove a file. Raise OSError when the folder itself is away: the file is there still."""
        self.require_there()
        super().delete(name)

    def open(self, name: str, mode: str = "rb") -> "File[Any]":
        """Return an open file. Raise FileNotFoundError when it is gone, OSError when all are."""
        try:
            return super().open(name, mode)
        except FileNotFoundError:
            if settings.BLOBS:
                self.require_there()
            raise

    def _save(self, name: str, content: "File[Any]") -> str:
        if settings.BLOBS:
            self.require_there()
        write_private(Path(self.path(name)), content.read())
        return name


def make_ready() -> bool:
    """Mark a folder that servers share as ours; return False when it is not the one of before.

    A mark that is missing beside blobs that the database knows: nothing is mounted there.
    """
    if settings.S3_BUCKET or not settings.BLOBS:
        return True
    mark = Path(settings.BLOBS) / MARK
    if not mark.exists():
        is_empty = not mark.parent.is_dir() or not any(mark.parent.iterdir())
        if is_empty and StoredBlob.objects.exists():
            return False
        mark.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        mark.touch()
    return True


def new_name() -> str:
    """Return a name that says nothing."""
    return secrets.token_hex(16)


def put(name: str, sealed: bytes) -> None:
    """Keep sealed bytes, durably and all at once. Raise NoRoom when that cannot be.

    Call it before the transaction that makes the row which names the blob, not within it: the
    name is noted first, so that `sweep` finds it when that row never comes.
    """
    require_there()
    StoredBlob.objects.create(name=_checked(name), kept_at=timezone.now())
    try:
        storage().save(path_of(name), ContentFile(sealed))
    except _failures() as error:
        _note_away(error)
        raise NoRoom(type(error).__name__) from error


def get(name: str) -> bytes:
    """Return the sealed bytes. Raise BlobGone when there are none, NoRoom when storage is away."""
    require_there()
    try:
        with storage().open(path_of(_checked(name))) as file:
            content: bytes = file.read()
    except FileNotFoundError as error:
        raise BlobGone(name) from error
    except _failures() as error:
        _note_away(error)
        raise NoRoom(type(error).__name__) from error
    return content


def is_there(name: str) -> bool:
    """Return whether storage has a blob of this name, without reading it. Raise NoRoom."""
    require_there()
    try:
        return storage().exists(path_of(_checked(name)))
    except _failures() as error:
        _note_away(error)
        raise NoRoom(type(error).__name__) from error


def delete(name: str) -> None:
    """Remove a blob. Twice changes nothing; storage that is away is tried again by `sweep`."""
    try:
        require_there()
        storage().delete(path_of(_checked(name)))
    except NoRoom:
        return
    except _failures() as error:
        _note_away(error)
        return
    StoredBlob.objects.filter(name=name).delete()


def storage() -> Storage:
    """Return where blobs are kept. Raise ImproperlyConfigured when its library is missing."""
    require_library()
    return storages["sealed"]


def require_there() -> None:
    """Raise NoRoom while a bucket is left alone that did not answer a moment ago."""
    if time.monotonic() < _away_until:
        raise NoRoom("away")


def _note_away(error: Exception) -> None:
    """Leave a bucket alone for a while that does not answer; one that refuses does answer."""
    global _away_until
    if settings.S3_BUCKET and _is_silent(error):
        _away_until = time.monotonic() + AWAY_SECONDS
        log.error("the bucket did not answer: %s", type(error).__name__)


def _is_silent(error: Exception) -> bool:
    from botocore.exceptions import ConnectionError, HTTPClientError

    return isinstance(error, (ConnectionError, HTTPClientError))


def missing_library() -> str:
    """Return the library that the settings ask for and that is not there; empty for none."""
    if not settings.S3_BUCKET:
        return ""
    return next((each for each in LIBRARIES if importlib.util.find_spec(each) is None), "")


def require_library() -> None:
    """Raise ImproperlyConfigured when storage in a bucket is asked for and cannot be had."""
    if missing := missing_library():
        raise ImproperlyConfigured(f"BALANS_S3_BUCKET is set, but '{missing}' is missing. {HOW}")


def _checked(name: str) -> str:
    if not NAME.match(name):
        raise BlobGone("not a name of ours")
    return name


def path_of(name: str) -> str:
    """Return where a blob lies in its storage."""
    return f"{name[:2]}/{name[2:4]}/{name}"


def _failures() -> tuple[type[Exception], ...]:
    """Return what storage raises when it cannot keep; the library's own only when it is used."""
    if not settings.S3_BUCKET:
        return (OSError,)
    from boto3.exceptions import Boto3Error
    from botocore.exceptions import BotoCoreError, ClientError

    return (OSError, Boto3Error, BotoCoreError, ClientError)


# Sweeping: a blob that no row names is taken away.

Keeper = Callable[[Collection[str]], set[str]]
"""Returns which of these names a room still needs."""
_keepers: list[Keeper] = []


def keep(keeper: Keeper) -> Keeper:
    """Register a room that names blobs in its rows. Called once, when the room is ready."""
    if keeper not in _keepers:
        _keepers.append(keeper)
    return keeper


def needed(names: Collection[str]) -> set[str]:
    """Return which of these blobs a row of some room names."""
    return set[str]().union(*(keeper(names) for keeper in _keepers))


def sweep(*, now: datetime | None = None) -> int:
    """Delete every blob without a row, once it is an hour old; return how many.

    Such blobs are left by an upload that was cut off, and by owners who were erased. Only blobs
    that this database put there are looked at, so that a wrong setting deletes nothing. Safe to
    run while people upload, and by two at once.
    """
    before, last, swept = (now or timezone.now()) - ORPHAN_AFTER, "", 0
    noted = StoredBlob.objects.filter(kept_at__lt=before).order_by("name")
    while names := list(noted.filter(name__gt=last).values_list("name", flat=True)[:BATCH]):
        for name in set(names) - needed(names):
            delete(name)
            swept += 1
        last = names[-1]
    return swept
