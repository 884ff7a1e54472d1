"""Who owns what, and who may look."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from balans.doctor.facts import FileFacts, PlaceFacts

ENVIRONMENT = Path("/etc/balans/environment")
SAMPLE = 200
"""Of the anchors: there is one for each account."""


def place(data: Path, *, keys: Path, blobs: Path, environment: Path = ENVIRONMENT) -> PlaceFacts:
    """Return who runs this, and the modes and owners of what must be private."""
    return PlaceFacts(
        me=os.geteuid(),
        data=str(data),
        data_owner=data.stat().st_uid if data.is_dir() else None,
        files=tuple(
            fact for path in _paths(data, keys, blobs, environment) if (fact := _fact(path))
        ),
    )


def _paths(data: Path, keys: Path, blobs: Path, environment: Path) -> Iterator[Path]:
    yield from (data, keys, blobs)
    for folder in (keys, keys / "anchors"):
        yield from sorted(_files(folder))[:SAMPLE]
    for name in ("balans.sqlite3", "balans.sqlite3-wal"):
        yield data / name
    yield environment


def _files(folder: Path) -> list[Path]:
    try:
        return [each for each in folder.iterdir() if not each.name.startswith(".")]
    except OSError:
        return []


def _fact(path: Path) -> FileFacts | None:
    try:
        state = path.stat()
    except OSError:
        return None
    return FileFacts(
        path=str(path),
        mode=stat.S_IMODE(state.st_mode),
        owner=state.st_uid,
        folder=stat.S_ISDIR(state.st_mode),
        environment=path.name == ENVIRONMENT.name,
    )
