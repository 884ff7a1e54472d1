"""Key files: made once, readable by their owner alone."""

import os
import secrets
from pathlib import Path


def write_private(path: Path, content: bytes) -> None:
    """Write a new file with mode 0600 in a folder with mode 0700, durably and all at once.

    Raise FileExistsError when the file is already there: a key is never overwritten.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
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
    _sync_folder(path.parent)


def _sync_folder(path: Path) -> None:
    folder = os.open(path, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


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
    _sync_folder(path.parent)


def read_or_make_secret(path: Path) -> str:
    """Return the secret kept in the file; make it on first use. Safe with several processes."""
    try:
        write_private(path, secrets.token_urlsafe(48).encode())
    except FileExistsError:
        pass
    return path.read_text().strip()
