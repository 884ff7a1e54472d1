"""The timeline: which memories there are, newest first, cut into pages by month. No database.

It is kept as one sealed value for each owner (docs/adr/0009): a head with the months and the ids,
which is all that a page needs, and the rows themselves, read only where somebody asks for them.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from balans.diary.words import MemoryWords

PER_PAGE = 30
HEX = 32


class Entry(NamedTuple):
    """One memory as the timeline knows it. `written`: when it was begun, seconds in hex."""

    id: str
    when: str
    written: str
    kind: str
    name: str

    @property
    def uuid(self) -> UUID:
        return UUID(self.id)


def entry_of(memory_id: UUID, words: MemoryWords, written: datetime) -> Entry:
    """Return the entry of a memory."""
    seconds = f"{int(written.timestamp()):08x}"
    return Entry(memory_id.hex, words.when, seconds, words.kind, words.name)


@dataclass(frozen=True)
class Timeline:
    """Every memory of an owner, newest first: months with how many, and the ids in one text."""

    months: Sequence[tuple[str, int]] = ()
    ids: str = ""
    unread: bytes = b"[]"

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Return every memory with its date, kind and name."""
        return tuple(map(Entry._make, json.loads(self.unread)))

    def __len__(self) -> int:
        return len(self.ids) // HEX

    def good_things_of(self, day: str) -> Entry | None:
        """Return the good things of a day; None when there are none."""
        return next((e for e in self.entries if e.when == day and e.kind == "good"), None)

    def with_entries(self, entries: Iterable[Entry], gone: str = "") -> "Timeline":
        """Return the timeline with these memories in their places, each once, and one gone."""
        new = list(entries)
        known = {gone, *(each.id for each in new)}
        return in_order([*(each for each in self.entries if each.id not in known), *new])


def in_order(entries: Iterable[Entry]) -> Timeline:
    """Return the timeline newest first; a month without a day after its days, undated last."""
    known = sorted(entries, key=lambda each: (each.when, each.written, each.id), reverse=True)
    return Timeline(
        months=[(key, len(list(each))) for key, each in groupby(known, key=_month)],
        ids="".join(each.id for each in known),
        unread=json.dumps(known, ensure_ascii=False, separators=(",", ":")).encode(),
    )


def _month(entry: Entry) -> str:
    """Return year and month, the year alone, or nothing without a date."""
    return entry.when[:7]


def write(known: Timeline) -> bytes:
    """Return the timeline as bytes to seal: the head on a line, then the rows."""
    return json.dumps([known.months, known.ids]).encode() + b"\n" + known.unread


def read(content: bytes) -> Timeline:
    """Return the timeline in bytes. Raise ValueError when it is damaged."""
    head, _line, rest = content.partition(b"\n")
    months, ids = json.loads(head)
    known = Timeline(months=[(key, count) for key, count in months], ids=ids, unread=rest)
    counted = sum(count for _key, count in known.months)
    if not isinstance(ids, str) or counted != len(known):
        raise ValueError("not a timeline")
    return known


@dataclass(frozen=True)
class Month:
    """The memories of one month (2024-05), of one year without a month (2024), or undated ("")."""

    key: str
    ids: tuple[UUID, ...]
    goes_on: bool = False
    """Whether the month began on the page before."""


@dataclass(frozen=True)
class Page:
    """What one page shows; `number` counts from 1."""

    number: int
    months: tuple[Month, ...]

    @property
    def ids(self) -> list[UUID]:
        return [each for month in self.months for each in month.ids]


class Piece(NamedTuple):
    """A month, or a part of one that is too large for a page: where it stands among the ids."""

    key: str
    start: int
    stop: int
    goes_on: bool


class Plan(NamedTuple):
    """The pages of a timeline, of which one is looked at."""

    known: Timeline
    pieces: list[list[Piece]]

    @property
    def last(self) -> int:
        return len(self.pieces)

    def page(self, number: int) -> Page:
        """Return a page by its number; the first or the last for a number beyond."""
        number = min(max(number, 1), self.last)
        return Page(number, tuple(self._month(each) for each in self.pieces[number - 1]))

    def _month(self, piece: Piece) -> Month:
        starts = range(piece.start * HEX, piece.stop * HEX, HEX)
        ids = tuple(UUID(self.known.ids[at : at + HEX]) for at in starts)
        return Month(piece.key, ids, piece.goes_on)

    def years(self) -> dict[str, int]:
        """Return for every year ("" for undated) the page on which it begins, newest first."""
        found: dict[str, int] = {}
        for number, pieces in enumerate(self.pieces, 1):
            for piece in pieces:
                found.setdefault(piece.key[:4], number)
        return found


def plan(known: Timeline, per_page: int = PER_PAGE) -> Plan:
    """Return the timeline in pages of whole months where they fit; there is always one page."""
    found: list[list[Piece]] = [[]]
    room = per_page
    for piece in _pieces(known, per_page):
        size = piece.stop - piece.start
        if size > room:
            found.append([])
            room = per_page
        found[-1].append(piece)
        room -= size
    return Plan(known, found)


def _pieces(known: Timeline, per_page: int) -> Iterator[Piece]:
    """Yield every month, a month that is too large for a page in parts."""
    first = 0
    for key, count in known.months:
        end = first + count
        for start in range(first, end, per_page):
            yield Piece(key, start, min(start + per_page, end), start > first)
        first = end
