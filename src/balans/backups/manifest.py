"""What a backup says of itself: versions, every table with its rows and digest, its blobs. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from pydantic import BaseModel, ConfigDict, ValidationError

FORMAT = 1
MANIFEST, INDEX, READ_ME, DATABASE = "manifest.json", "blobs.sha256", "READ-ME.txt", "database/"
NOT_IN_THE_FILE = "-" * 64


class OddManifest(Exception):
    """The manifest is not one that this version can read."""


class Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Table(Record):
    """One table: its rows in the order of their key, and the digest of all that is in them."""

    name: str
    rows: int
    digest: str
    columns: tuple[str, ...] = ()
    """Only of PostgreSQL: those that are kept; the database itself makes the others."""


class Manifest(Record):
    """Everything that a restore is compared with, but the digests of single blobs (the index)."""

    format: int = FORMAT
    product: str
    kind: str
    """`sqlite` or `postgresql`."""

    server: str
    """The version of the database."""

    made_at: datetime
    migrations: tuple[tuple[str, str], ...]
    tables: tuple[Table, ...]
    sequences: dict[str, int] = {}
    """Only of PostgreSQL: the last number that each sequence gave, by `table.column`."""

    database_bytes: int
    blobs: int
    blob_bytes: int
    blobs_inside: bool = True
    """Whether the blobs are in the file, or only their names."""

    erased_meanwhile: int = 0
    missing: int = 0
    """Blobs that a row names and that storage did not have, when the backup was made."""

    index_digest: str

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables)


def read_manifest(text: bytes) -> Manifest:
    """Return the manifest. Raise OddManifest for a later format, or for none of ours."""
    try:
        manifest = Manifest.model_validate_json(text)
    except ValidationError as error:
        raise OddManifest(
            "it was made by a version of the product that writes backups in another way"
        ) from error
    if manifest.format != FORMAT:
        raise OddManifest(f"it has format {manifest.format}, and this version reads {FORMAT}")
    return manifest


def differences(wanted: Iterable[Table], found: Iterable[Table]) -> Iterator[str]:
    """Yield in one line each which tables are not the same."""
    here = {table.name: table for table in found}
    for table in wanted:
        other = here.pop(table.name, None)
        if other is None:
            yield f"{table.name} is missing"
        elif other.rows != table.rows:
            yield f"{table.name} has {other.rows} rows, not {table.rows}"
        elif other.digest != table.digest:
            yield f"{table.name} has other words in its {table.rows} rows"
    yield from (f"{name} is too many" for name in here)


@dataclass(frozen=True)
class BlobLine:
    """One blob as the index has it; the whole index can be given to `sha256sum --check`."""

    digest: str
    name: str

    @property
    def member(self) -> str:
        """Return where it lies in the file."""
        return f"blobs/{self.name[:2]}/{self.name[2:4]}/{self.name}"

    def __str__(self) -> str:
        return f"{self.digest}  {self.member}\n"


def read_index(text: str) -> list[BlobLine]:
    """Return the blobs that the index names."""
    pairs = (line.split("  ", 1) for line in text.splitlines())
    return [BlobLine(digest=digest, name=path.rpartition("/")[2]) for digest, path in pairs]
