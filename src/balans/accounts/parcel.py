"""The parcel: everything an owner has in one file, for people and for machines.

A ZIP with index.html (to read), PDFs (to print), photos and recordings, and data.json (to bring
back; data.schema.json describes it). Each room tells what it puts in, and takes it out again;
`returning.py` reads a parcel that somebody brings.
"""

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any, Protocol

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import override
from pydantic import AwareDatetime, BaseModel, Field

from balans.accounts.person import Person

FORMAT = "mantelzorgbalans-parcel"
VERSION = 1
DATA = "data.json"
MOST_THINGS = 10_000
SQUEEZED_ALREADY = (".jpg", ".webm", ".ogg", ".mp4", ".pdf")
SECTIONS = "<!-- sections -->"

Moment = Annotated[
    AwareDatetime,
    Field(ge=datetime(2000, 1, 1, tzinfo=UTC), le=datetime(2200, 1, 1, tzinfo=UTC)),
]
"""A moment in a parcel: one that could have been, so that no clock can overflow."""

FilePath = Annotated[
    str, Field(pattern=r"^(fotos|geluid)/[a-z0-9-]{1,80}\.(jpg|webm|ogg|mp4)$", max_length=100)
]
"""Where a photo or a recording lies in a parcel. Never a place on a disk of ours."""


@dataclass(frozen=True)
class Section:
    """One thing as a person reads it: what it is, when it was kept, and what it says."""

    title: str
    when: datetime
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    paper: str = ""
    """Path of its PDF in the parcel, empty for none."""

    pictures: tuple[tuple[str, str], ...] = ()
    """Path of each photo in the parcel, and what is to be seen on it."""

    sounds: tuple[str, ...] = ()
    """Path of each recording in the parcel."""


Files = Iterator[tuple[str, bytes]]
"""Paths in a parcel with what lies there, one at a time."""


def no_files(person: Person) -> Files:
    """Yield nothing: what most rooms have for files."""
    yield from ()


@dataclass(frozen=True)
class Carrier:
    """How one room puts its things in a parcel and takes them out."""

    room: str
    thing: type[BaseModel]
    take: Callable[[Person], Iterable[BaseModel]]
    sections: Callable[[Person], Iterable[Section]]
    papers: Callable[[Person], Files]
    bring_back: Callable[[Person, Sequence[Any]], int]
    files: Callable[[Person], Files] = no_files
    """Photos and recordings, which come back too."""

    unpack: Callable[[Person, Sequence[Any], "FileSource"], Sequence[Any]] | None = None
    """Keeps the files that things name, before the transaction in which `bring_back` runs."""


class FileSource(Protocol):
    """The files of a parcel that somebody brings."""

    def read(self, path: str) -> bytes | None:
        """Return what lies at a path; None when it is missing, damaged or too large."""

    def leave_out(self) -> None:
        """Note that a file cannot be kept, so that the person is told."""

    def claim(self, size: int) -> None:
        """Take room for a file that will be kept. Raise NoSpace when there is too little."""


carriers: dict[str, Carrier] = {}

Things = Mapping[str, Sequence[BaseModel]]
"""What a parcel holds: the name of a room to its things."""


def carry(carrier: Carrier) -> None:
    """Register how a room is carried. Called when the room is ready."""
    carriers[carrier.room] = carrier


class _Pipe:
    """A file to write in, of which the pieces are taken away at once. It cannot go back."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._pieces.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Do nothing: what is written is there."""

    def drain(self) -> bytes:
        """Return what was written since the last time."""
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


def pack(person: Person, language: str, *, with_papers: bool = True) -> Iterator[bytes]:
    """Yield everything the person has as a ZIP, piece by piece, in the language of the page.

    Without papers it is only to be brought back elsewhere, and holds nothing to read. One thing or
    file is open at a time, so that any number of photos takes the same memory.
    """
    pieces = _pieces(person, language, with_papers)
    while True:
        # The language is of this step alone: what runs in between may have another.
        with override(language):
            piece = next(pieces, None)
        if piece is None:
            return
        if piece:
            yield piece


def _pieces(person: Person, language: str, with_papers: bool) -> Iterator[bytes]:
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as parcel:  # type: ignore[call-overload]
        texts = {DATA: _to_bring_back(person)}
        if with_papers:
            schema_lines = iter((json.dumps(schema(), indent=2),))
            texts = {"index.html": _to_read(person, language), **texts}
            texts["data.schema.json"] = schema_lines
        for path, lines in texts.items():
            with parcel.open(path, "w") as file:
                for line in lines:
                    file.write(line.encode())
                    yield pipe.drain()
        for carrier in carriers.values():
            for files in (carrier.papers, carrier.files) if with_papers else (carrier.files,):
                for path, content in files(person):
                    parcel.writestr(_entry(path), content)
                    yield pipe.drain()
    yield pipe.drain()


def _entry(path: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path, timezone.localtime().timetuple()[:6])
    squeezed = path.endswith(SQUEEZED_ALREADY)
    entry.compress_type = zipfile.ZIP_STORED if squeezed else zipfile.ZIP_DEFLATED
    return entry


def _to_read(person: Person, language: str) -> Iterator[str]:
    context = {"language": language, "made_at": timezone.now()}
    before, after = render_to_string("accounts/parcel.html", context).split(SECTIONS)
    yield before
    for carrier in carriers.values():
        for section in carrier.sections(person):
            yield render_to_string("accounts/parcel_section.html", {"section": section})
    yield after


def _to_bring_back(person: Person) -> Iterator[str]:
    head = {"format": FORMAT, "version": VERSION, "made_at": timezone.now().isoformat()}
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "rooms": {'
    for number, (room, carrier) in enumerate(carriers.items()):
        yield f"{',' if number else ''}\n {json.dumps(room)}: ["
        for count, thing in enumerate(carrier.take(person)):
            words = json.dumps(thing.model_dump(mode="json"), ensure_ascii=False)
            yield f"{',' if count else ''}\n  {words}"
        yield "]"
    yield "\n}}\n"


def digest_of(person: Person) -> str:
    """Return a digest of all that the person has: another one when a word of it changes."""
    found = hashlib.sha256()
    for room, carrier in carriers.items():
        found.update(room.encode())
        for thing in carrier.take(person):
            found.update(thing.model_dump_json().encode())
    return found.hexdigest()


def schema() -> dict[str, Any]:
    """Return the JSON schema of data.json."""
    rooms = {
        room: {"type": "array", "maxItems": MOST_THINGS, "items": carrier.thing.model_json_schema()}
        for room, carrier in carriers.items()
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": FORMAT,
        "type": "object",
        "required": ["format", "version", "made_at", "rooms"],
        "properties": {
            "format": {"const": FORMAT},
            "version": {"const": VERSION},
            "made_at": {"type": "string", "format": "date-time"},
            "rooms": {"type": "object", "properties": rooms},
        },
    }
