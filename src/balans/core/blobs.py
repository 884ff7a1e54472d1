"""Blobs: large sealed bytes (a photo, a recording) under a random name, outside the database.

In files under DATA/blobs, or in S3-compatible storage when a bucket is set (docs/adr/0013).
Whoever seals them is not known here: what comes in must be ciphertext already.
"""

import importlib.util
import re
import secrets
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


class BlobGone(Exception):
    """There is no blob of this name (any more)."""


class NoRoom(Exception):
    """Storage is full or does not answer. What could not be kept has left nothing behind."""


class SealedFiles(FileSystemStorage):
    """Files that are there whole and on disk, or not at all; readable by the service alone."""

    def _save(self, name: str, content: "File[Any]") -> str:
        write_private(Path(self.path(name)), content.read())
        return name


def new_name() -> str:
    """Return a name that says nothing."""
    return secrets.token_hex(16)


def put(name: str, sealed: bytes) -> None:
    """Keep sealed bytes, durably and all at once. Raise NoRoom when that cannot be.

    Call it before the transaction that makes the row which names the blob, not within it: the
    name is noted first, so that `sweep` finds it when that row never comes.
    """
    StoredBlob.objects.create(name=_checked(name), kept_at=timezone.now())
    try:
        storage().save(_path(name), ContentFile(sealed))
    except _failures() as error:
        raise NoRoom(type(error).__name__) from error


def get(name: str) -> bytes:
    """Return the sealed bytes. Raise BlobGone when there are none, NoRoom when storage is away."""
    try:
        with storage().open(_path(_checked(name))) as file:
            content: bytes = file.read()
    except FileNotFoundError as error:
        raise BlobGone(name) from error
    except _failures() as error:
        raise NoRoom(type(error).__name__) from error
    return content


def is_there(name: str) -> bool:
    """Return whether there is a blob of this name. Raise NoRoom when storage is away."""
    try:
        return storage().exists(_path(_checked(name)))
    except _failures() as error:
        raise NoRoom(type(error).__name__) from error


def delete(name: str) -> None:
    """Remove a blob. Twice changes nothing; storage that is away is tried again by `sweep`."""
    try:
        storage().delete(_path(_checked(name)))
    except _failures():
        return
    StoredBlob.objects.filter(name=name).delete()


def storage() -> Storage:
    """Return where blobs are kept. Raise ImproperlyConfigured when its library is missing."""
    require_library()
    return storages["sealed"]


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


def _path(name: str) -> str:
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
