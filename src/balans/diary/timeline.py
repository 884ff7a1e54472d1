"""The timeline: which memories there are, newest first, cut into pages by month. No database.

It is kept as one sealed value for each owner (docs/adr/0009), as a list of short rows.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from balans.diary.words import MemoryWords

PER_PAGE = 30


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


Row = Sequence[str]
"""An entry as it is kept: the same five texts, not yet made into an Entry."""


@dataclass(frozen=True)
class Timeline:
    """Every memory of an owner, newest first. Rows become entries where they are looked at.

    Two thousand rows are read for every page, and thirty of them shown.
    """

    rows: Sequence[Row] = ()

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Entry]:
        return map(Entry._make, self.rows)

    def good_things_of(self, day: str) -> Entry | None:
        """Return the good things of a day; None when there are none."""
        found = (row for row in self.rows if row[1] == day and row[3] == "good")
        return next(map(Entry._make, found), None)

    def with_entries(self, entries: Iterable[Entry], gone: str = "") -> "Timeline":
        """Return the timeline with these memories in their places, each once, and one gone."""
        new = list(entries)
        known = {gone, *(each.id for each in new)}
        return in_order([*(row for row in self.rows if row[0] not in known), *new])


def in_order(rows: Iterable[Row]) -> Timeline:
    """Return rows newest first; a month without a day after its days, no date at the end."""
    return Timeline(sorted(rows, key=lambda row: (row[1], row[2], row[0]), reverse=True))


def write(known: Timeline) -> bytes:
    """Return the timeline as bytes to seal."""
    return json.dumps(known.rows, ensure_ascii=False, separators=(",", ":")).encode()


def read(content: bytes) -> Timeline:
    """Return the timeline in bytes. Raise ValueError when it is damaged."""
    rows = json.loads(content)
    if not isinstance(rows, list) or any(len(row) != len(Entry._fields) for row in rows):
        raise ValueError("not a timeline")
    return Timeline(rows)


@dataclass(frozen=True)
class Month:
    """The memories of one month (2024-05), of one year without a month (2024), or undated ("")."""

    key: str
    rows: Sequence[Row]
    goes_on: bool = False
    """Whether the month began on the page before."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(map(Entry._make, self.rows))


@dataclass(frozen=True)
class Page:
    """What one page shows; `number` counts from 1."""

    number: int
    months: tuple[Month, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(entry for month in self.months for entry in month.entries)


def pages(known: Timeline, per_page: int = PER_PAGE) -> list[Page]:
    """Return the timeline in pages of whole months where they fit; there is always one page."""
    found: list[list[Month]] = [[]]
    room = per_page
    for month in _pieces(known, per_page):
        if len(month.rows) > room:
            found.append([])
            room = per_page
        found[-1].append(month)
        room -= len(month.rows)
    return [Page(number, tuple(months)) for number, months in enumerate(found, 1)]


def _pieces(known: Timeline, per_page: int) -> Iterator[Month]:
    """Yield every month, a month that is too large for a page in parts."""
    for key, group in groupby(known.rows, key=_month):
        rows = list(group)
        for start in range(0, len(rows), per_page):
            yield Month(key, rows[start : start + per_page], goes_on=start > 0)


def _month(row: Row) -> str:
    """Return year and month, the year alone, or nothing without a date."""
    return row[1][:7]


class Jump(NamedTuple):
    """Where a year begins: the year ("" for undated), the page, and how many memories."""

    year: str
    page: int
    memories: int


def jumps(all_pages: Sequence[Page]) -> list[Jump]:
    """Return for every year the page on which it begins, newest first."""
    found: dict[str, Jump] = {}
    for page in all_pages:
        for month in page.months:
            year, count = month.key[:4], len(month.rows)
            known = found.get(year, Jump(year, page.number, 0))
            found[year] = known._replace(memories=known.memories + count)
    return list(found.values())
