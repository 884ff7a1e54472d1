"""The vault: every personal word is sealed with a key of its owner's own.

Three keys (docs/adr/0003): a data key per owner seals the words. It is wrapped twice: inside with
a secret that only the owner's browser holds, outside with a versioned master key of the host. So
neither the host alone nor a thief of the browser's cookie alone can read anything.
AES-256-GCM with associated data, so that a sealed word cannot be moved to another place.
"""

import os
import re
import secrets
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from balans.core.keyfiles import write_private

KEY_BYTES = 32
NONCE_BYTES = 12
FORMAT = b"\x01"
MASTER_FILE = re.compile(r"^master-(\d+)$")


class CannotOpen(Exception):
    """Sealed words do not open: another key, another place, or changed bytes."""


@dataclass(frozen=True)
class WrappedKey:
    """An owner's data key as the database keeps it, with the version of the master key."""

    version: int
    wrapped: bytes


@dataclass(frozen=True)
class Vault:
    """Seals and opens the words of one owner."""

    owner: str
    data_key: bytes

    def seal(self, words: bytes, *, record: str, field: str) -> bytes:
        """Return ciphertext bound to this owner, record and field."""
        return _encrypt(self.data_key, words, self._place(record, field))

    def open(self, sealed: bytes, *, record: str, field: str) -> bytes:
        """Return the words. Raise CannotOpen for another owner, record or field."""
        return _decrypt(self.data_key, sealed, self._place(record, field))

    def within(self, part: str) -> "Vault":
        """Return the vault of one part, with a key of its own that opens nothing else.

        The same part gives the same key. So one memory can be shared, or the calendar followed,
        without handing out the key to all.
        """
        return Vault(owner=self.owner, data_key=_derive(self.data_key, f"part {part}".encode()))

    def _place(self, record: str, field: str) -> bytes:
        return "\x1f".join((self.owner, record, field)).encode()


def new_secret() -> bytes:
    """Return a secret for an owner's browser to hold."""
    return secrets.token_bytes(KEY_BYTES)


def lookup(secret: bytes) -> str:
    """Return the name under which the owner of a secret is found; it does not give it away."""
    return _derive(secret, b"balans lookup").hex()


def new_vault(owner: str, secret: bytes) -> tuple[Vault, WrappedKey]:
    """Make a data key for a new owner, and wrap it."""
    vault = Vault(owner=owner, data_key=secrets.token_bytes(KEY_BYTES))
    inner = _encrypt(_derive(secret, b"balans guest"), vault.data_key, owner.encode())
    return vault, _wrap_outer(owner, inner, current_version())


def open_vault(owner: str, secret: bytes, key: WrappedKey) -> Vault:
    """Return the owner's vault. Raise CannotOpen when secret or master key do not fit."""
    inner = _unwrap_outer(owner, key)
    data_key = _decrypt(_derive(secret, b"balans guest"), inner, owner.encode())
    return Vault(owner=owner, data_key=data_key)


def rewrap(owner: str, key: WrappedKey, version: int) -> WrappedKey:
    """Move a wrapped key to another master key; the owner's secret is not needed."""
    return _wrap_outer(owner, _unwrap_outer(owner, key), version)


def _wrap_outer(owner: str, inner: bytes, version: int) -> WrappedKey:
    place = f"{owner}\x1f{version}".encode()
    return WrappedKey(version=version, wrapped=_encrypt(master_key(version), inner, place))


def _unwrap_outer(owner: str, key: WrappedKey) -> bytes:
    place = f"{owner}\x1f{key.version}".encode()
    return _decrypt(master_key(key.version), key.wrapped, place)


def _derive(secret: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose).derive(secret)


def _encrypt(key: bytes, words: bytes, place: bytes) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return FORMAT + nonce + AESGCM(key).encrypt(nonce, words, place)


def _decrypt(key: bytes, sealed: bytes, place: bytes) -> bytes:
    head, nonce, body = sealed[:1], sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    if head != FORMAT or len(nonce) != NONCE_BYTES:
        raise CannotOpen("not in a format that this version knows")
    try:
        return AESGCM(key).decrypt(nonce, body, place)
    except InvalidTag as error:
        raise CannotOpen("another key, another place, or changed bytes") from error


# Master keys: one file a version in DATA/keys, the highest is current.


def keys_folder() -> Path:
    """Return the folder that holds the master keys."""
    return Path(settings.DATA) / "keys"


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
    try:
        write_private(keys_folder() / f"master-{version}", secrets.token_bytes(KEY_BYTES))
    except FileExistsError:
        pass
    return version


@cache
def _read_master(folder: Path, version: int) -> bytes:
    return (folder / f"master-{version}").read_bytes()


def master_key(version: int) -> bytes:
    """Return a master key. Raise CannotOpen when its file is gone."""
    try:
        return _read_master(keys_folder(), version)
    except FileNotFoundError as error:
        raise CannotOpen(f"master key {version} is missing from the keys folder") from error


def destroy_master_key(version: int) -> None:
    """Remove a master key: all that is still wrapped with it can never be read again."""
    path = keys_folder() / f"master-{version}"
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.write(os.urandom(size))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
    _read_master.cache_clear()
