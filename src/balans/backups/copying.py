"""A copy of the database of one moment, while others write: as files, with their tables.

What the two kinds of database do differently stands in `in_sqlite.py` and `in_postgresql.py`.
"""

import gzip
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from balans.backups.manifest import Table

LEVEL = 1
"""Of gzip: most of what is in a database is ciphertext, on which more effort finds nothing."""

PIECE = 1024 * 1024


@dataclass
class Copy:
    """The database of one moment, in files in a folder."""

    files: dict[str, Path] = field(default_factory=dict)
    """By the name that they get in the backup."""

    tables: list[Table] = field(default_factory=list)
    sequences: dict[str, int] = field(default_factory=dict)
    migrations: list[tuple[str, str]] = field(default_factory=list)
    blobs: list[str] = field(default_factory=list)
    server: str = ""
    size: int = 0


def compress(path: Path) -> Path:
    """Return a file compressed; the file itself is gone."""
    target = path.with_name(f"{path.name}.gz")
    with path.open("rb") as file, gzip.open(target, "wb", compresslevel=LEVEL) as packed:
        shutil.copyfileobj(file, packed, PIECE)
    path.unlink()
    return target


def pieces(file: gzip.GzipFile) -> Iterator[bytes]:
    """Yield what is in a compressed file, a megabyte at a time."""
    while piece := file.read(PIECE):
        yield piece
