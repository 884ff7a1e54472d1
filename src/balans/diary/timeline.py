"""The timeline: which memories there are, newest first, cut into pages by month. No database.

It is kept as one sealed value for each owner (docs/adr/0009), as a list of short rows.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from balans.diary.words import MemoryWords

PER_PAGE = 30
UNDATED = ""


class Entry(NamedTuple):
    """One memory as the timeline knows it. `written` is when it was first kept, as ISO text."""

    id: str
    when: str
    written: str
    kind: str
    name: str

    @property
    def uuid(self) -> UUID:
        return UUID(self.id)

    @property
    def year(self) -> str:
        return self.when[:4]

    @property
    def month(self) -> str:
        """Return year and month, the year alone, or nothing without a date."""
        return self.when[:7]


def entry_of(memory_id: UUID, words: MemoryWords, written: str) -> Entry:
    """Return the entry of a memory."""
    return Entry(memory_id.hex, words.when, written, words.kind, words.name)


def in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return entries newest first; a month without a day after its days, no date at the end."""
    return tuple(sorted(entries, key=lambda each: (each.when, each.written, each.id), reverse=True))


def with_entry(entries: Sequence[Entry], entry: Entry) -> tuple[Entry, ...]:
    """Return the timeline with this memory in its place, once."""
    return in_order((*without(entries, entry.id), entry))


def without(entries: Sequence[Entry], memory_id: str) -> tuple[Entry, ...]:
    """Return the timeline without a memory."""
    return tuple(each for each in entries if each.id != memory_id)


def write(entries: Sequence[Entry]) -> bytes:
    """Return the timeline as bytes to seal."""
    return json.dumps(entries, ensure_ascii=False, separators=(",", ":")).encode()


def read(content: bytes) -> tuple[Entry, ...]:
    """Return the timeline in bytes. Raise ValueError when it is damaged."""
    try:
        return tuple(Entry(*row) for row in json.loads(content))
    except TypeError as error:
        raise ValueError("not a timeline") from error


@dataclass(frozen=True)
class Month:
    """The memories of one month (2024-05), of one year without a month (2024), or undated ("")."""

    key: str
    entries: tuple[Entry, ...]
    goes_on: bool = False
    """Whether the month began on the page before."""


@dataclass(frozen=True)
class Page:
    """What one page shows; `number` counts from 1."""

    number: int
    months: tuple[Month, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(entry for month in self.months for entry in month.entries)


def pages(entries: Sequence[Entry], per_page: int = PER_PAGE) -> list[Page]:
    """Return the timeline in pages of whole months where they fit; there is always one page."""
    found: list[list[Month]] = [[]]
    room = per_page
    for month in _pieces(entries, per_page):
        if len(month.entries) > room:
            found.append([])
            room = per_page
        found[-1].append(month)
        room -= len(month.entries)
    return [Page(number, tuple(months)) for number, months in enumerate(found, 1)]


def _pieces(entries: Sequence[Entry], per_page: int) -> Iterator[Month]:
    """Yield every month, a month that is too large for a page in parts."""
    for key, group in groupby(entries, key=lambda each: each.month):
        known = tuple(group)
        for start in range(0, len(known), per_page):
            yield Month(key, known[start : start + per_page], goes_on=start > 0)


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
            year, count = month.key[:4], len(month.entries)
            known = found.get(year, Jump(year, page.number, 0))
            found[year] = known._replace(memories=known.memories + count)
    return list(found.values())
