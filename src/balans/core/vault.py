"""The vault: every personal word is sealed with a key of its owner's own.

Three keys (docs/adr/0003): a data key per owner seals the words. It is wrapped twice: inside with
a secret that only the owner's browser holds, outside with a versioned master key of the host. So
neither the host alone nor a thief of the browser's cookie alone can read anything. More ways in (a
code by mail, a passkey, a link that shares one memory) wrap the same key again, each with a secret
of its own and with the owner's anchor: a file beside the master keys that dies with the owner, so
that no backup of the database opens for whoever was erased (docs/adr/0008).
AES-256-GCM with associated data, so that a sealed word cannot be moved to another place.
"""

import hmac
import os
import secrets
from dataclasses import dataclass
from functools import cached_property

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from balans.core import keys

NONCE_BYTES = 12
FORMAT, ANCHORED = b"\x01", b"\x02"


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

    @cached_property
    def _cipher(self) -> AESGCM:
        """Made once for as long as the vault is open: making it takes longer than using it."""
        return AESGCM(self.data_key)

    def seal(self, words: bytes, *, record: str, field: str) -> bytes:
        """Return ciphertext bound to this owner, record and field."""
        return _encrypt(self._cipher, words, self._place(record, field))

    def open(self, sealed: bytes, *, record: str, field: str) -> bytes:
        """Return the words. Raise CannotOpen for another owner, record or field."""
        return _decrypt(self._cipher, sealed, self._place(record, field))

    def digest(self, text: str, *, purpose: str) -> str:
        """Return a name for a text that only this owner can make: to find a row, not to read it."""
        key = _derive(self.data_key, f"digest {purpose}".encode())
        return hmac.new(key, text.encode(), "sha256").hexdigest()

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
    return secrets.token_bytes(keys.KEY_BYTES)


def lookup(secret: bytes) -> str:
    """Return the name under which the owner of a secret is found; it does not give it away."""
    return _derive(secret, b"balans lookup").hex()


def new_vault(owner: str, secret: bytes) -> tuple[Vault, WrappedKey]:
    """Make a data key for a new owner, and wrap it with the secret of their browser alone."""
    vault = Vault(owner=owner, data_key=secrets.token_bytes(keys.KEY_BYTES))
    inner = _encrypt(_derive(secret, b"balans guest"), vault.data_key, owner.encode())
    return vault, _wrap_outer(owner, inner, keys.current_version())


def wrap(opened: Vault, secret: bytes) -> WrappedKey:
    """Wrap the key of a vault, or of a part of it, with one more secret and the owner's anchor."""
    key = _derive(secret + keys.make_anchor(opened.owner), b"balans anchored")
    inner = _encrypt(key, opened.data_key, opened.owner.encode(), ANCHORED)
    return _wrap_outer(opened.owner, inner, keys.current_version())


def open_vault(owner: str, secret: bytes, key: WrappedKey) -> Vault:
    """Return the vault. Raise CannotOpen when secret, anchor or master key do not fit."""
    inner = _unwrap_outer(owner, key)
    if inner[:1] == ANCHORED:
        opener = _derive(secret + _anchor(owner), b"balans anchored")
    else:
        opener = _derive(secret, b"balans guest")
    return Vault(owner=owner, data_key=_decrypt(opener, inner, owner.encode()))


def rewrap(owner: str, key: WrappedKey, version: int) -> WrappedKey:
    """Move a wrapped key to another master key; the owner's secret is not needed."""
    return _wrap_outer(owner, _unwrap_outer(owner, key), version)


def _wrap_outer(owner: str, inner: bytes, version: int) -> WrappedKey:
    place = f"{owner}\x1f{version}".encode()
    return WrappedKey(version=version, wrapped=_encrypt(_master(version), inner, place))


def _unwrap_outer(owner: str, key: WrappedKey) -> bytes:
    place = f"{owner}\x1f{key.version}".encode()
    return _decrypt(_master(key.version), key.wrapped, place)


def _master(version: int) -> bytes:
    try:
        return keys.master_key(version)
    except keys.KeyGone as error:
        raise CannotOpen(str(error)) from error


def _anchor(owner: str) -> bytes:
    try:
        return keys.anchor(owner)
    except keys.KeyGone as error:
        raise CannotOpen(str(error)) from error


def _host_key(purpose: str) -> bytes:
    return _derive(keys.host_secret(), f"host {purpose}".encode())


def _derive(secret: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=keys.KEY_BYTES, salt=None, info=purpose).derive(secret)


def _encrypt(key: bytes | AESGCM, words: bytes, place: bytes, form: bytes = FORMAT) -> bytes:
    nonce, cipher = os.urandom(NONCE_BYTES), AESGCM(key) if isinstance(key, bytes) else key
    return form + nonce + cipher.encrypt(nonce, words, place)


def _decrypt(key: bytes | AESGCM, sealed: bytes, place: bytes) -> bytes:
    head, nonce, body = sealed[:1], sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    if head not in (FORMAT, ANCHORED) or len(nonce) != NONCE_BYTES:
        raise CannotOpen("not in a format that this version knows")
    try:
        cipher = AESGCM(key) if isinstance(key, bytes) else key
        return cipher.decrypt(nonce, body, place)
    except InvalidTag as error:
        raise CannotOpen("another key, another place, or changed bytes") from error


# What the host itself must read or find: with its own key, which does not turn with the master.


def host_digest(purpose: str, text: str) -> str:
    """Return a name for a text that only the host can make; the text does not follow from it."""
    return hmac.new(_host_key(purpose), text.encode(), "sha256").hexdigest()


def host_seal(words: bytes, *, place: str) -> bytes:
    """Seal something that the host itself must read, such as where a mail goes."""
    return _encrypt(_host_key("seal"), words, place.encode())


def host_open(sealed: bytes, *, place: str) -> bytes:
    """Open what the host sealed. Raise CannotOpen for another place or changed bytes."""
    return _decrypt(_host_key("seal"), sealed, place.encode())
