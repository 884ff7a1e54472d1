"""What a person wants in the memory book, as pure data: which memories, what order, what look."""

from collections.abc import Collection, Iterable, Sequence
from itertools import groupby
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from balans.core.content import Content
from balans.diary.timeline import Entry

TITLE_LIMIT = 120
AUTHOR_LIMIT = 120
DEDICATION_LIMIT = 1_000
MOST_MEMORIES = 600
MOST_PHOTOS = 1_000
PARTS_FROM = 6
"""With fewer memories a page for every year is more than the book asks."""

Size = Literal["a5", "a4"]
Order = Literal["oldest", "newest", "own"]
Drawing = Literal["mobile", "stones", "branch", "water"]
DRAWINGS: tuple[Drawing, ...] = ("mobile", "stones", "branch", "water")
MemoryId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
Move = Literal["up", "down", "first", "last"]
MOVES: tuple[Move, ...] = ("first", "up", "down", "last")


class TooManyMemories(Exception):
    """More memories than one book has room for."""


class BookPlan(Content):
    """Everything a person chose for the book. `chosen` is in the person's own order."""

    title: Annotated[str, StringConstraints(max_length=TITLE_LIMIT)] = ""
    author_line: Annotated[str, StringConstraints(max_length=AUTHOR_LIMIT)] = ""
    dedication: Annotated[str, StringConstraints(max_length=DEDICATION_LIMIT)] = ""
    size: Size = "a5"
    drawing: Drawing = "mobile"
    cover_photo: UUID | None = None
    for_printer: bool = False
    order: Order = "oldest"
    chosen: Annotated[tuple[MemoryId, ...], Field(max_length=MOST_MEMORIES)] = ()


def ordered(plan: BookPlan, known: Iterable[Entry]) -> list[Entry]:
    """Return the chosen memories in the order of the book; what is gone meanwhile is left out.

    By date, a memory without one stands at the end, whichever way the dates run.
    """
    by_id = {entry.id: entry for entry in known if entry.id in set(plan.chosen)}
    if plan.order == "own":
        return [by_id[each] for each in plan.chosen if each in by_id]
    newest_first = plan.order == "newest"
    entries = sorted(by_id.values(), key=lambda each: (each.written, each.id))
    entries.sort(key=lambda each: each.when, reverse=newest_first)
    return sorted(entries, key=lambda each: not each.when)


def choose(plan: BookPlan, ids: Collection[str], known: Iterable[Entry]) -> BookPlan:
    """Return the plan with these memories, each once and none that is not there.

    Who was in keeps their place in the own order; who is new comes behind, oldest first.
    Raise TooManyMemories when one book cannot hold them.
    """
    there = {entry.id for entry in known} & set(ids)
    if len(there) > MOST_MEMORIES:
        raise TooManyMemories(len(there))
    kept = [each for each in dict.fromkeys(plan.chosen) if each in there]
    new = there - set(kept)
    by_date = plan.model_copy(update={"chosen": tuple(new), "order": "oldest"})
    behind = [entry.id for entry in ordered(by_date, known)]
    return plan.model_copy(update={"chosen": (*kept, *behind)})


def in_own_order(plan: BookPlan, known: Iterable[Entry]) -> BookPlan:
    """Return the plan as it stands now, to be moved by hand from here."""
    if plan.order == "own":
        return plan
    ids = tuple(entry.id for entry in ordered(plan, known))
    return plan.model_copy(update={"chosen": ids, "order": "own"})


def moved(plan: BookPlan, memory_id: str, move: Move) -> BookPlan:
    """Return the plan with one memory moved; over an end, or an unknown one, nothing moves."""
    ids = list(plan.chosen)
    if memory_id not in ids:
        return plan
    at = ids.index(memory_id)
    to = {"up": max(at - 1, 0), "down": at + 1, "first": 0, "last": len(ids)}[move]
    ids.insert(to, ids.pop(at))
    return plan.model_copy(update={"chosen": tuple(ids)})


def years(entries: Iterable[Entry]) -> list[tuple[str, list[Entry]]]:
    """Return entries by year as they come; "" is the year of what has no date."""
    return [(year, list(each)) for year, each in groupby(entries, key=lambda e: e.when[:4])]


def parts(plan: BookPlan, entries: Sequence[Entry]) -> list[tuple[str | None, list[Entry]]]:
    """Return the parts of the book by year, or one part (None) where years make no sense.

    In an order of one's own, in a thin book, or when all are of one year.
    """
    found = years(entries)
    if plan.order == "own" or len(entries) < PARTS_FROM or len(found) < 2:
        return [(None, list(entries))]
    return [(year, each) for year, each in found]
