"""Scratch: room on disk for what is too large for memory, sealed and without a name.

The key exists in the memory of this process alone and the file stands in no folder: when the
process ends, however it ends, nothing can be read and nothing is left.
"""

import errno
import io
import os
import tempfile
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.ciphers import Cipher, CipherContext
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CTR
from django.conf import settings

BLOCK = 16
BUFFER_BYTES = 64 * 1024
LEFT_FREE_BYTES = 100_000_000
"""What scratches leave on the disk, so that the database can always write down an answer."""


class Scratch(io.RawIOBase):
    """A file to write once, from begin to end, and to read anywhere. Not safe between threads.

    AES-256 in counter mode: any place opens without what stands before it. It hides; that nobody
    else changes it follows from its having no name.
    """

    def __init__(self) -> None:
        folder = Path(settings.DATA)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._file = tempfile.TemporaryFile(dir=folder, buffering=0)  # noqa: SIM115
        self._key, self._start = os.urandom(32), int.from_bytes(os.urandom(8), "big") << 64
        self._end = self._at = 0

    def write(self, data: Any) -> int:
        """Add bytes at the end. Raise OSError when the disk is full, or too full to be safe."""
        _leave_room(self._file.fileno())
        content = self._cipher(self._end).update(bytes(data))
        self._file.seek(self._end)
        rest = memoryview(content)
        while rest:
            rest = rest[self._file.write(rest) or 0 :]
        self._end += len(content)
        self._at = self._end
        return len(content)

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer from where we are; return how many bytes there were."""
        self._file.seek(self._at)
        sealed = self._file.read(min(len(buffer), self._end - self._at)) or b""
        buffer[: len(sealed)] = self._cipher(self._at).update(sealed)
        self._at += len(sealed)
        return len(sealed)

    def _cipher(self, place: int) -> CipherContext:
        counter = (self._start + place // BLOCK).to_bytes(BLOCK, "big")
        cipher = Cipher(AES(self._key), CTR(counter)).encryptor()
        cipher.update(bytes(place % BLOCK))
        return cipher

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place; return it."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._end}[whence]
        if base + offset < 0:
            raise ValueError("before the beginning")
        self._at = base + offset
        return self._at

    def readable(self) -> bool:
        return True

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def close(self) -> None:
        """Give the room back."""
        if not self.closed:
            self._file.close()
        super().close()


def _leave_room(handle: int) -> None:
    disk = os.fstatvfs(handle)
    if disk.f_bavail * disk.f_frsize < LEFT_FREE_BYTES:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def reading(scratch: Scratch) -> io.BufferedReader:
    """Return a scratch to read from its beginning, in large bites."""
    scratch.seek(0)
    return io.BufferedReader(scratch, BUFFER_BYTES)
