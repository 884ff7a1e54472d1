"""The one file: a tar that any tar can read, with a seal behind it over every byte before.

It is written under another name, and gets its own when it is whole and on disk.
"""

import fcntl
import hashlib
import io
import os
import re
import shutil
import tarfile
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from balans.backups.problems import CannotRestore
from balans.core.keyfiles import sync_folder

SEAL = re.compile(rb"^balans-backup sha256 ([0-9a-f]{64})\n$")
SEAL_BYTES = len("balans-backup sha256 ") + 64 + 1
PIECE = 1024 * 1024


class Sealing(io.RawIOBase):
    """Writes on, and remembers the digest of all that went by."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.digest, self.length = file, hashlib.sha256(), 0

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self.length

    def write(self, piece: bytes) -> int:  # type: ignore[override]
        self.digest.update(piece)
        self.length += len(piece)
        return self.file.write(piece)


class Packing:
    """A backup that is being written."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar

    def add(self, name: str, content: bytes) -> None:
        """Add a member from memory."""
        self._add(name, len(content), io.BytesIO(content))

    def add_file(self, name: str, path: Path) -> None:
        """Add a file as a member."""
        with path.open("rb") as file:
            self._add(name, path.stat().st_size, file)

    def _add(self, name: str, size: int, file: IO[bytes]) -> None:
        member = tarfile.TarInfo(name)
        member.size, member.mode, member.mtime = size, 0o600, int(time.time())
        self._tar.addfile(member, file)


class Busy(Exception):
    """Another process works in this folder."""


@contextmanager
def own_turn(folder: Path) -> Iterator[None]:
    """Be the only one that works in a folder, until the block ends. Raise Busy."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Busy(str(folder)) from error
        yield
    finally:
        os.close(handle)


@contextmanager
def packing(scratch: Path, target: Path) -> Iterator[Packing]:
    """Write a backup; it stands under its name once the block ends well, and else not at all.

    Mode 0600. Raise FileExistsError when there is a file of that name.
    """
    handle = os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb", buffering=PIECE) as file:
            sealing = Sealing(file)
            with tarfile.open(fileobj=sealing, mode="w") as tar:
                yield Packing(tar)
            file.write(f"balans-backup sha256 {sealing.digest.hexdigest()}\n".encode())
            file.flush()
            os.fsync(file.fileno())
        os.link(scratch, target)
    finally:
        scratch.unlink(missing_ok=True)
    sync_folder(target.parent)


@contextmanager
def scratch_in(folder: Path, name: str) -> Iterator[Path]:
    """Work in a private folder of this name; what was left when one was killed is taken away."""
    for left in folder.glob(f"{name}*"):
        shutil.rmtree(left)
    scratch = Path(tempfile.mkdtemp(prefix=name, dir=folder))
    try:
        yield scratch
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


@contextmanager
def unpacking(path: Path) -> Iterator[tarfile.TarFile]:
    """Open a backup of which every byte is as it was written. Raise CannotRestore otherwise."""
    try:
        with path.open("rb") as file:
            _check_seal(file, path)
            file.seek(0)
            with tarfile.open(fileobj=file, mode="r:") as tar:
                yield tar
    except OSError as error:
        if error.filename and Path(error.filename) == path:
            raise CannotRestore(f"cannot read {path}: {error.strerror}") from error
        raise
    except (tarfile.TarError, EOFError) as error:
        raise CannotRestore(f"{path} is no backup of ours, or damaged") from error


def _check_seal(file: IO[bytes], path: Path) -> None:
    length = file.seek(0, os.SEEK_END) - SEAL_BYTES
    file.seek(max(length, 0))
    if length < 0 or not (seal := SEAL.match(file.read())):
        raise CannotRestore(f"{path} was cut short, or is no backup of ours. Take another one")
    file.seek(0)
    digest = hashlib.sha256()
    while length and (piece := file.read(min(PIECE, length))):
        digest.update(piece)
        length -= len(piece)
    if digest.hexdigest().encode() != seal[1]:
        raise CannotRestore(f"{path} is damaged: it is not what was written. Take another one")


def member(tar: tarfile.TarFile, name: str) -> IO[bytes]:
    """Return one member to read. Raise CannotRestore when it is not there."""
    try:
        file = tar.extractfile(name)
    except KeyError as error:
        raise CannotRestore(f"the backup has no {name}") from error
    if file is None:
        raise CannotRestore(f"{name} in the backup is no file")
    return file
