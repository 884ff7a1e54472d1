"""Private files: made once, whole and on disk or not at all, readable by their owner alone."""

import os
import secrets
from pathlib import Path


def write_private(path: Path, content: bytes) -> None:
    """Write a new file with mode 0600 in a folder with mode 0700, durably and all at once.

    Raise FileExistsError when the file is already there: a key is never overwritten.
    """
    make_private_folder(path.parent)
    os.chmod(path.parent, 0o700)
    scratch = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    handle = os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.link(scratch, path)
    finally:
        os.unlink(scratch)
    sync_folder(path.parent)


def make_private_folder(folder: Path) -> None:
    """Make a folder and what is missing above it, with mode 0700, durably. Twice is no matter."""
    if not folder.is_dir():
        make_private_folder(folder.parent)
        folder.mkdir(exist_ok=True, mode=0o700)
        os.chmod(folder, 0o700)
        sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def destroy_private(path: Path) -> None:
    """Overwrite a file and remove it, durably. A file that is gone already is fine."""
    try:
        with path.open("r+b") as file:
            file.write(os.urandom(path.stat().st_size))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
    except FileNotFoundError:
        return
    sync_folder(path.parent)


def read_or_make_secret(path: Path) -> str:
    """Return the secret kept in the file; make it on first use. Safe with several processes."""
    try:
        write_private(path, secrets.token_urlsafe(48).encode())
    except FileExistsError:
        pass
    return path.read_text().strip()
