"""The key files: master keys of the host, an anchor for each owner, and the host's own secret.

All lie in one folder (BALANS_KEYS, else DATA/keys), readable by the service alone, and never in a
backup of the database. Servers beside one another share it, over a network perhaps: a folder that
is away is never taken for one in which keys were destroyed.
"""

import errno
import hashlib
import os
import re
import secrets
import uuid
from functools import cache
from pathlib import Path

from django.conf import settings

from balans.core.keyfiles import destroy_private, read_or_make_secret, write_private

KEY_BYTES = 32
DESTROYED = (errno.ENOENT, errno.ESTALE)
"""What a file says that is gone; the second when another machine took it away on a shared disk."""

MASTER_FILE = re.compile(r"^master-(\d+)$")


class KeyGone(Exception):
    """A key file is not there (any more); says which."""


class KeysAway(OSError):
    """The folder of the keys cannot be reached, or is another one than when we began."""


def keys_folder() -> Path:
    """Return the folder that holds the keys."""
    return Path(settings.KEYS) if settings.KEYS else Path(settings.DATA) / "keys"


def require_folder() -> None:
    """Raise KeysAway when the folder that this process began with is not there now.

    A mount that fell away leaves an empty folder: then nobody was erased, and nothing may be made.
    """
    folder = keys_folder()
    if (known := _hosts.get(folder)) is None:
        return
    try:
        is_same = (folder / "host").read_bytes().strip() == known
    except OSError as error:
        raise KeysAway(errno.EIO, "the keys folder is away") from error
    if not is_same:
        raise KeysAway(errno.EIO, "another keys folder is in its place")


def folder_mark() -> str:
    """Return what tells this keys folder from any other and gives nothing away; empty for a new
    one, in which nothing is made by asking."""
    path = keys_folder() / "host"
    if not path.is_file():
        return ""
    return hashlib.sha256(b"balans keys folder " + path.read_bytes().strip()).hexdigest()


# Master keys: one file a version in the keys folder, the highest is current.


def key_versions() -> list[int]:
    """Return the versions of the master key that are there, oldest first."""
    folder = keys_folder()
    names = os.listdir(folder) if folder.is_dir() else []
    return sorted(int(match[1]) for name in names if (match := MASTER_FILE.match(name)))


def current_version() -> int:
    """Return the version to wrap with; make the first master key when there is none."""
    if not (known := key_versions()):
        return make_master_key(1)
    return known[-1]


def make_master_key(version: int) -> int:
    """Write a new master key. When another process was first, theirs stands."""
    require_folder()
    try:
        write_private(keys_folder() / f"master-{version}", secrets.token_bytes(KEY_BYTES))
    except FileExistsError:
        pass
    return version


@cache
def _read_master(folder: Path, version: int) -> bytes:
    return (folder / f"master-{version}").read_bytes()


def master_key(version: int) -> bytes:
    """Return a master key. Raise KeyGone when its file is gone."""
    try:
        return _read_master(keys_folder(), version)
    except FileNotFoundError as error:
        require_folder()
        raise KeyGone(f"master key {version} is missing from the keys folder") from error


def destroy_master_key(version: int) -> None:
    """Remove a master key: all that is still wrapped with it can never be read again."""
    destroy_private(keys_folder() / f"master-{version}")
    _read_master.cache_clear()


# Anchors: one file an owner in anchors/, destroyed when the owner is erased.


def anchors_folder() -> Path:
    """Return the folder of the anchors; it is there from the first one on."""
    return keys_folder() / "anchors"


def _anchor_path(owner: str) -> Path:
    return anchors_folder() / str(uuid.UUID(owner))


def make_anchor(owner: str) -> bytes:
    """Return the anchor of an owner; make it when there is none. Safe with several processes."""
    require_folder()
    try:
        write_private(_anchor_path(owner), secrets.token_bytes(KEY_BYTES))
    except FileExistsError:
        pass
    return anchor(owner)


def anchor(owner: str) -> bytes:
    """Return the anchor of an owner. Raise KeyGone when it is gone, KeysAway when all are."""
    try:
        return _anchor_path(owner).read_bytes()
    except ValueError as error:
        raise KeyGone("not an owner") from error
    except OSError as error:
        if error.errno not in DESTROYED:
            raise KeysAway(error.errno, "the keys folder does not answer") from error
        require_folder()
        raise KeyGone("the anchor of this owner is gone") from error


def has_anchor(owner: str) -> bool:
    """Return whether the anchor of an owner is there: not for who was erased. Raise KeysAway."""
    if _anchor_path(owner).is_file():
        return True
    require_folder()
    return False


def anchored_owners() -> list[str]:
    """Return the owners that have an anchor."""
    folder = anchors_folder()
    return [name for name in os.listdir(folder) if "." not in name] if folder.is_dir() else []


def destroy_anchor(owner: str) -> None:
    """Destroy the anchor of an owner: what was wrapped with it never opens again. Twice is fine.

    Raise KeysAway when it cannot be reached: it is there still.
    """
    require_folder()
    destroy_private(_anchor_path(owner))


_hosts: dict[Path, bytes] = {}
"""The host's own secret by the folder that it was read from."""


def host_secret() -> bytes:
    """Return the host's own secret; made on first use, and never turned."""
    folder = keys_folder()
    if folder not in _hosts:
        _hosts[folder] = read_or_make_secret(folder / "host").encode()
    return _hosts[folder]
