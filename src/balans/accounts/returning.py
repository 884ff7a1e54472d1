"""A parcel that somebody brings: a stranger's file until proven otherwise.

Whatever it claims, only so much of it is unpacked; every thing is decoded into its type, and each
photo goes through the same cleaning as one that is uploaded.
"""

import io
import json
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO, Any

from django.db import transaction
from pydantic import BaseModel, ValidationError

from balans.accounts.actions import erase_owner
from balans.accounts.moving import move_the_rest
from balans.accounts.parcel import (
    DATA,
    FORMAT,
    MOST_THINGS,
    VERSION,
    Things,
    carriers,
    digest_of,
    pack,
)
from balans.accounts.person import Person
from balans.accounts.space import Space, space_of
from balans.core.scratch import Scratch, reading
from balans.core.uploads import Limits

MOST_PARCEL_BYTES = 2_000_000_000
"""Some two thousand photos. It waits sealed on disk (core/scratch.py), never in memory."""
TAKEN_IN = Limits(one=MOST_PARCEL_BYTES, together=MOST_PARCEL_BYTES)

MOST_FILE_BYTES = 30_000_000
MOST_TURNS = 3
"""How often what a guest has is read anew because another tab wrote meanwhile."""


@dataclass(frozen=True)
class Bounds:
    """How much of a parcel is believed."""

    parcel_bytes: int = MOST_PARCEL_BYTES
    word_bytes: int = 25_000_000
    """Of data.json: over a thousand memories of the longest kind."""

    at_once: int = 2_000_000
    """The list of what is in a ZIP is read at once: this is room for twenty thousand files."""

    values: int = 1_000_000
    things: int = MOST_THINGS


STRANGE = Bounds()
OUR_OWN = Bounds(1 << 40, 1 << 40, 50_000_000, 1 << 40, 1 << 40)
"""What was packed a moment ago, and is nobody's claim: signing in must never fail on its size."""

METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Only these are read bit by bit; other methods unpack as much as they like at once."""
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


class UnreadableParcel(Exception):
    """What was brought is not a parcel of ours.

    `why` is "large", "strange", "newer", "missing" or "no_room".
    """

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass
class Parcel:
    """A parcel that was read: its things, and its files to be had one at a time."""

    things: Things
    zip: zipfile.ZipFile | None = None
    size: int = 0
    """How many bytes its words take."""

    space: Space | None = None
    """How much may be brought back; None for no limit, as for what is here already."""

    left_out: int = 0
    """How many files that things name could not be had, or could not be kept."""

    def read(self, path: str) -> bytes | None:
        """Return what lies at a path; None when it is missing, damaged or too large."""
        try:
            content = _unpacked(self.zip, path, MOST_FILE_BYTES) if self.zip else None
        except (*DAMAGED, UnreadableParcel):
            content = None
        if content is None:
            self.leave_out()
        return content

    def leave_out(self) -> None:
        """Note that a file cannot be kept, so that the person is told."""
        self.left_out += 1

    def claim(self, size: int) -> None:
        """Take room for what will be kept. Raise NoSpace when there is too little."""
        if self.space is not None:
            self.space = self.space.after(size)


class _Modest(io.RawIOBase):
    """A file that refuses to give very much at once, as a ZIP with a lying directory asks."""

    def __init__(self, file: IO[bytes], most: int) -> None:
        self.file, self.most = file, most

    def read(self, size: int = -1) -> bytes:
        """Return bytes. Raise ValueError when there are too many."""
        found = self.file.read(min(size, self.most + 1) if size >= 0 else self.most + 1)
        if len(found) > self.most:
            raise ValueError("too much at once")
        return found

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self.file.seek(offset, whence)

    def tell(self) -> int:
        return self.file.tell()

    def seekable(self) -> bool:
        return True


def unpack(file: IO[bytes], bounds: Bounds = STRANGE) -> Parcel:
    """Return what a parcel, or its data.json alone, holds. Raise UnreadableParcel.

    Nothing is unpacked beyond the limits, whatever the file claims about its size.
    """
    if file.seek(0, io.SEEK_END) > bounds.parcel_bytes:
        raise UnreadableParcel("large")
    found = _opened(file, bounds)
    if found is not None:
        try:
            text = _unpacked(found, DATA, bounds.word_bytes)
        except DAMAGED as error:
            raise UnreadableParcel("strange") from error
    else:
        file.seek(0)
        text = _within(file, bounds.word_bytes, "strange")
    return Parcel(things=_things(_rooms(text, bounds), bounds), zip=found, size=len(text))


def _opened(file: IO[bytes], bounds: Bounds) -> zipfile.ZipFile | None:
    """Return the ZIP, None for something else. Raise UnreadableParcel for a damaged one."""
    file.seek(0)
    if file.read(2) != b"PK":
        return None
    try:
        return zipfile.ZipFile(_Modest(file, bounds.at_once))
    except DAMAGED as error:
        raise UnreadableParcel("strange") from error


def _unpacked(found: zipfile.ZipFile, path: str, most: int) -> bytes:
    """Return one file of a ZIP. Raise UnreadableParcel for too much, one of DAMAGED for harm."""
    if found.getinfo(path).compress_type not in METHODS:
        raise UnreadableParcel("strange")
    with found.open(path) as file:
        return _within(file, most)


def _within(file: IO[bytes], most: int, why: str = "large") -> bytes:
    """Return what is in a file, read in small bites. Raise UnreadableParcel beyond the limit."""
    pieces, size = [], 0
    while piece := file.read(256 * 1024):
        size += len(piece)
        if size > most:
            raise UnreadableParcel(why)
        pieces.append(piece)
    return b"".join(pieces)


def _rooms(text: bytes, bounds: Bounds) -> object:
    # A few million empty lists take a few megabytes here and gigabytes once they are read.
    lists, signs = text.count(b"[") + text.count(b"{"), text.count(b",")
    if lists > bounds.values or signs > 3 * bounds.values:
        raise UnreadableParcel("strange")
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableParcel("strange") from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise UnreadableParcel("strange")
    if data.get("version") != VERSION:
        raise UnreadableParcel("newer")
    return data.get("rooms")


def _things(rooms: object, bounds: Bounds) -> Things:
    if not isinstance(rooms, dict):
        raise UnreadableParcel("strange")
    found: dict[str, list[BaseModel]] = {}
    for room, carrier in carriers.items():
        things = rooms.get(room, [])
        if not isinstance(things, list) or len(things) > bounds.things:
            raise UnreadableParcel("strange")
        try:
            found[room] = [carrier.thing.model_validate(thing) for thing in things]
        except ValidationError as error:
            raise UnreadableParcel("strange") from error
    return found


def bring_back(*, person: Person, parcel: Parcel) -> int:
    """Put everything back, all or nothing; return how many things are new here.

    Photos are cleaned and kept first, one by one; then all rows come in one transaction. What is
    already here stays as it is, so that bringing back twice changes nothing. Raise NoSpace when it
    does not fit.
    """
    parcel.space = space_of(person)
    parcel.claim(parcel.size)
    return _put(person, _ready(person, parcel))


def move_over(*, origin: Person, into: Person, language: str) -> int:
    """Move everything of one owner to another, who then has it alone; return how many things.

    Photos are kept first. Then the old owner is erased and all rows come, in one transaction: when
    it breaks off, the old owner still has everything. What another tab writes meanwhile comes too.
    """
    for turn in range(1, MOST_TURNS + 1):
        before = digest_of(origin)
        with Scratch() as scratch:
            for piece in pack(origin, language, with_papers=False):
                scratch.write(piece)
            ready = _ready(into, unpack(reading(scratch), OUR_OWN))
        with transaction.atomic():
            if turn == MOST_TURNS or digest_of(origin) == before:
                move_the_rest(origin=origin, into=into)
                erase_owner(owner=origin.owner)
                return _put(into, ready)
    raise AssertionError("the last turn returns")


def _ready(person: Person, parcel: Parcel) -> dict[str, Sequence[Any]]:
    ready: dict[str, Sequence[Any]] = {}
    for room, things in parcel.things.items():
        unpack_files = carriers[room].unpack
        ready[room] = unpack_files(person, things, parcel) if unpack_files else things
    return ready


@transaction.atomic
def _put(person: Person, ready: dict[str, Sequence[Any]]) -> int:
    return sum(carriers[room].bring_back(person, things) for room, things in ready.items())
