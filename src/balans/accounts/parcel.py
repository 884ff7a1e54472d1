"""The parcel: everything an owner has in one file, for people and for machines, and back again.

A ZIP with index.html (to read), PDFs (to print) and data.json (to bring back; data.schema.json
describes it). Each room tells what it puts in, and takes it out again.
"""

import io
import json
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from pydantic import AwareDatetime, BaseModel, Field, ValidationError

from balans.accounts.person import Person

FORMAT = "mantelzorgbalans-parcel"
VERSION = 1
DATA = "data.json"
MOST_BYTES = 10_000_000
MOST_THINGS = 10_000
DAMAGED = (
    KeyError,
    ValueError,
    RuntimeError,
    OSError,
    EOFError,
    zlib.error,
    zipfile.BadZipFile,
    NotImplementedError,
)

Moment = Annotated[
    AwareDatetime,
    Field(ge=datetime(2000, 1, 1, tzinfo=UTC), le=datetime(2200, 1, 1, tzinfo=UTC)),
]
"""A moment in a parcel: one that could have been, so that no clock can overflow."""


class UnreadableParcel(Exception):
    """What was brought is not a parcel of ours; `why` is "large", "strange" or "newer"."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Section:
    """One thing as a person reads it: what it is, when it was kept, and what it says."""

    title: str
    when: datetime
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    paper: str = ""
    """Path of its PDF in the parcel, empty for none."""


@dataclass(frozen=True)
class Carrier:
    """How one room puts its things in a parcel and takes them out."""

    room: str
    thing: type[BaseModel]
    take: Callable[[Person], Sequence[BaseModel]]
    sections: Callable[[Person], Sequence[Section]]
    papers: Callable[[Person], Iterator[tuple[str, bytes]]]
    bring_back: Callable[[Person, Sequence[Any]], int]


_carriers: dict[str, Carrier] = {}

Things = Mapping[str, Sequence[BaseModel]]
"""What a parcel holds: the name of a room to its things."""


def carry(carrier: Carrier) -> None:
    """Register how a room is carried. Called when the room is ready."""
    _carriers[carrier.room] = carrier


def pack(person: Person, language: str) -> bytes:
    """Return everything the person has as a ZIP, in the language of the page."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as parcel:
        parcel.writestr("index.html", _to_read(person, language))
        parcel.writestr(DATA, _to_bring_back(person))
        parcel.writestr("data.schema.json", json.dumps(schema(), indent=2))
        for carrier in _carriers.values():
            for path, content in carrier.papers(person):
                parcel.writestr(path, content)
    return file.getvalue()


def _to_read(person: Person, language: str) -> str:
    sections = [each for carrier in _carriers.values() for each in carrier.sections(person)]
    context = {"sections": sections, "language": language, "made_at": timezone.now()}
    return render_to_string("accounts/parcel.html", context)


def _to_bring_back(person: Person) -> str:
    rooms = {
        room: [thing.model_dump(mode="json") for thing in things]
        for room, things in things_of(person).items()
    }
    head = {"format": FORMAT, "version": VERSION, "made_at": timezone.now().isoformat()}
    return json.dumps({**head, "rooms": rooms}, ensure_ascii=False, indent=1)


def schema() -> dict[str, Any]:
    """Return the JSON schema of data.json."""
    rooms = {
        room: {"type": "array", "maxItems": MOST_THINGS, "items": carrier.thing.model_json_schema()}
        for room, carrier in _carriers.items()
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


def unpack(content: bytes) -> Things:
    """Return what a parcel, or its data.json alone, holds. Raise UnreadableParcel.

    Nothing is unpacked beyond the limit, whatever the file claims about its size.
    """
    if len(content) > MOST_BYTES:
        raise UnreadableParcel("large")
    text = _data_of(content) if zipfile.is_zipfile(io.BytesIO(content)) else content
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableParcel("strange") from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise UnreadableParcel("strange")
    if data.get("version") != VERSION:
        raise UnreadableParcel("newer")
    return _things(data.get("rooms"))


def _data_of(content: bytes) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parcel:
            # Only deflate is read bit by bit; other methods unpack as much as they like at once.
            if parcel.getinfo(DATA).compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise UnreadableParcel("strange")
            with parcel.open(DATA) as file:
                text = file.read(MOST_BYTES + 1)
    except DAMAGED as error:
        raise UnreadableParcel("strange") from error
    if len(text) > MOST_BYTES:
        raise UnreadableParcel("large")
    return text


def _things(rooms: object) -> Things:
    if not isinstance(rooms, dict):
        raise UnreadableParcel("strange")
    found: dict[str, list[BaseModel]] = {}
    for room, carrier in _carriers.items():
        things = rooms.get(room, [])
        if not isinstance(things, list) or len(things) > MOST_THINGS:
            raise UnreadableParcel("strange")
        try:
            found[room] = [carrier.thing.model_validate(thing) for thing in things]
        except ValidationError as error:
            raise UnreadableParcel("strange") from error
    return found


def things_of(person: Person) -> Things:
    """Return everything a person has, as it would stand in a parcel."""
    return {room: list(carrier.take(person)) for room, carrier in _carriers.items()}


@transaction.atomic
def bring_back(*, person: Person, things: Things) -> int:
    """Put everything back, all or nothing; return how many things are new here.

    What is already here stays as it is, so that bringing back twice changes nothing.
    """
    return sum(_carriers[room].bring_back(person, each) for room, each in things.items())
