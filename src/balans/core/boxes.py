"""Boxes: words sealed for whoever holds the other half of a key, by somebody who cannot open them.

A carer tells the facilitators of a group something that nobody else may read, the host included.
The group's public half is known to everybody; each facilitator keeps the private half in their own
vault. The key of a box also hangs on the anchor of whoever filled it, so that a box in an old
backup never opens again once they were erased (X25519, HKDF-SHA256, AES-256-GCM; docs/adr/0029).
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from balans.core import keys
from balans.core.vault import CannotOpen

KEY_BYTES = 32
NONCE = bytes(12)
"""Each box has a key of its own, so that no nonce can come twice under one key."""


def new_pair() -> tuple[bytes, bytes]:
    """Return a private and a public half, 32 bytes each."""
    private = X25519PrivateKey.from_private_bytes(os.urandom(KEY_BYTES))
    return private.private_bytes_raw(), private.public_key().public_bytes_raw()


def fill_box(public: bytes, words: bytes, *, place: str, filler: str) -> bytes:
    """Return words sealed for the holder of the private half.

    `place` binds them to where they stand; `filler` is the owner whose anchor they hang on, empty
    when nobody's (what is anonymous).
    """
    once = X25519PrivateKey.generate()
    head = once.public_key().public_bytes_raw()
    shared = once.exchange(X25519PublicKey.from_public_bytes(public))
    anchor = keys.make_anchor(filler) if filler else b""
    return head + AESGCM(_key(shared, head, public, anchor)).encrypt(NONCE, words, place.encode())


def open_box(private: bytes, box: bytes, *, place: str, filler: str) -> bytes:
    """Return the words. Raise CannotOpen for another key or place, or a filler who was erased."""
    half = X25519PrivateKey.from_private_bytes(private)
    head, sealed = box[:KEY_BYTES], box[KEY_BYTES:]
    try:
        anchor = keys.anchor(filler) if filler else b""
        shared = half.exchange(X25519PublicKey.from_public_bytes(head))
        key = _key(shared, head, half.public_key().public_bytes_raw(), anchor)
        return AESGCM(key).decrypt(NONCE, sealed, place.encode())
    except (keys.KeyGone, InvalidTag, ValueError) as error:
        raise CannotOpen("another key, another place, or whose words it were is gone") from error


def vault_key(private: bytes, purpose: str) -> bytes:
    """Return a key that only the holders of a private half have: for what they seal together."""
    info = f"balans box {purpose}".encode()
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=info).derive(private)


def _key(shared: bytes, head: bytes, public: bytes, anchor: bytes) -> bytes:
    info = b"balans box" + head + public
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=anchor or None, info=info).derive(shared)
