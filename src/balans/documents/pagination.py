"""How a book is laid out: which memories stay whole, where photos stand and how large they are.

The typesetter breaks pages from the top down and cannot look ahead. So the pages are thought
through here first, with heights that are right to a line or so: a photo that just does not fit is
made a little smaller or goes before its text, and a page is rarely left half empty.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from balans.documents.book import Book, Entry, GoodThings, Memory, Part, Photo
from balans.documents.gallery import Placed, Row, alone, rows
from balans.documents.sheet import Sheet

Flow: TypeAlias = Literal["whole", "beside", "open", "long"]
CONTENTS_FROM = 6
"""With fewer entries a table of contents is more than the book itself asks."""
SLENDER = 0.95
"""A photo with a smaller aspect can stand beside a few lines."""
SCALES = (1.0, 0.92, 0.83, 0.74)
"""No photo is made smaller than the last of these to fill a page."""
WAYS = 10
BUCKET_MM = 8.0
TORN, NOT_BESIDE, ALONE, NEVER = 0.06, 0.15, 0.35, 10.0
"""What it costs to tear an entry, to set a photo apart that could stand beside its text, to part
a photo from its few words, to leave a title alone."""
FEWEST_LINES = 3
LONG = 1.1
"""In a text of more pages than this the photos float."""


@dataclass(frozen=True)
class Setting:
    """One entry as it will stand.

    `photos_first`: before the text. `after`: behind which paragraph each row floats, or -1.
    """

    entry: Entry
    flow: Flow
    rows: tuple[Row, ...] = ()
    after: tuple[int, ...] = ()
    photos_first: bool = False
    new_page: bool = False


@dataclass(frozen=True)
class Run:
    """One way to set an entry: what it looks like, where it ends, how much it costs the eye."""

    setting: Setting
    end: float
    cost: float


@dataclass(frozen=True)
class Way:
    """The settings of all entries so far, from the last back to the first."""

    run: Run
    before: "Way | None"
    cost: float


def settings(part: Part, sheet: Sheet) -> tuple[Setting, ...]:
    """Return how each entry of a part stands. A part with a title begins low on a page.

    Of all the ways to set the entries so far the best few are kept, each ending elsewhere on its
    page; so an entry may be set a little less well where that saves a later page.
    """
    start = Run(Setting(GoodThings(()), "whole"), sheet.opening if part.title else 0.0, 0)
    ways = [Way(start, None, 0.0)]
    for entry in part.entries:
        sizes = _sizes(entry, sheet)
        ends: dict[int, Way] = {}
        for way in ways:
            for run in _runs(sizes, way.run.end, sheet):
                place = int(run.end / BUCKET_MM)
                cost = way.cost + run.cost
                if place not in ends or cost < ends[place].cost:
                    ends[place] = Way(run, way, cost)
        ways = sorted(ends.values(), key=lambda way: way.cost)[:WAYS]
    best: Way | None = ways[0]
    found = []
    while best is not None:
        found.append(best.run.setting)
        best = best.before
    return tuple(reversed(found[:-1]))


def cover_photo(photo: Photo, sheet: Sheet) -> tuple[Placed, bool]:
    """Return the photo on the cover, and whether it runs to the edge of the paper."""
    full = Placed(photo, sheet.width, sheet.width / photo.aspect)
    framed = alone(photo, 0.76 * sheet.width, 0.52 * sheet.height)
    sharp = photo.width_px >= (sheet.width + 6) / 25.4 * 150
    if sharp and full.height <= 0.62 * sheet.height:
        return full, True
    return framed, False


def has_contents(book: Book) -> bool:
    """Return whether the book is long enough for a table of contents."""
    named = sum(
        bool(isinstance(entry, GoodThings) or entry.title or entry.date_line)
        for entry in book.entries()
    )
    return named >= CONTENTS_FROM


@dataclass(frozen=True)
class Sizes:
    """What an entry takes, in mm; `block` when it cannot be torn."""

    entry: Entry
    head: float
    words: float
    rows: tuple[Row, ...] = ()
    block: float = 0.0


def _sizes(entry: Entry, sheet: Sheet) -> Sizes:
    head = sheet.head(entry)
    if isinstance(entry, GoodThings):
        return Sizes(entry, head, 0, block=head + sheet.things(entry))
    if (slim := _beside(entry, sheet)) is not None:
        words = sheet.words(entry.text, sheet.beside_room)
        tall = max(slim.height + sheet.caption(slim), words)
        return Sizes(entry, head, words, ((slim,),), block=head + tall)
    return Sizes(entry, head, sheet.words(entry.text), rows(entry.photos, sheet.frame))


def _runs(sizes: Sizes, used: float, sheet: Sheet) -> Iterator[Run]:
    """Yield the ways to set an entry below what is used: here or on a new page, whole or torn."""
    height = sheet.frame.height
    here = used + (sheet.between if used else 0)
    yield from _ways_from(sizes, here, sheet)
    if used:
        waste = _waste(height - used, height)
        for run in _ways_from(sizes, 0.0, sheet):
            yield Run(replace(run.setting, new_page=True), run.end, run.cost + waste)


def _ways_from(sizes: Sizes, at: float, sheet: Sheet) -> Iterator[Run]:
    height = sheet.frame.height
    entry = sizes.entry
    if sizes.block:
        flow: Flow = "beside" if sizes.rows else "whole"
        too_low = NEVER if at and at + sizes.block > height else 0
        yield Run(Setting(entry, flow, sizes.rows), min(at + sizes.block, height), too_low)
        if isinstance(entry, Memory):
            torn = Sizes(
                entry, sizes.head, sheet.words(entry.text), rows(entry.photos, sheet.frame)
            )
            for run in _ways_from(torn, at, sheet):
                yield replace(run, cost=run.cost + NOT_BESIDE)
    elif isinstance(entry, Memory) and sizes.words > LONG * height:
        yield _long(entry, sizes, at, sheet)
    elif isinstance(entry, Memory):
        yield from _whole(sizes, at, sheet)
        yield _torn(entry, sizes, at, sheet, first=False)
        if sizes.rows and sizes.words:
            yield _torn(entry, sizes, at, sheet, first=True)


def _long(memory: Memory, sizes: Sizes, at: float, sheet: Sheet) -> Run:
    """Set a text of pages. Its photos float, but never above its own title."""
    height = sheet.frame.height
    after = _spread(memory.text, len(sizes.rows), height - at - sizes.head if at else 0, sheet)
    end = (at + sizes.head + sizes.words + sum(map(sheet.row, sizes.rows))) % height
    too_low = NEVER if at + sizes.head + 6 * sheet.ruler.pitch > height else 0
    return Run(Setting(memory, "long", sizes.rows, after), end, too_low)


def _whole(sizes: Sizes, at: float, sheet: Sheet) -> Iterator[Run]:
    for scale in SCALES if sizes.rows else (1.0,):
        scaled = tuple(_scaled(row, scale) for row in sizes.rows)
        end = at + sizes.head + sizes.words + sum(map(sheet.row, scaled))
        if end <= sheet.frame.height:
            yield Run(Setting(sizes.entry, "whole", scaled), end, 0.5 * (1 - scale))
            return


def _torn(memory: Memory, sizes: Sizes, at: float, sheet: Sheet, *, first: bool) -> Run:
    """Set a memory over pages, each photo as large as fits where it comes."""
    height = sheet.frame.height
    least = sizes.head + min(sizes.words, FEWEST_LINES * sheet.ruler.pitch)
    cost = TORN + (NEVER if at + least > height else 0)
    before, behind = (sizes.rows[:1], sizes.rows[1:]) if first else ((), sizes.rows)
    at, made = at + sizes.head, []
    for row in before:
        fitting, at, worse, turned = _fit(row, at, sheet)
        cost += worse + (NEVER if turned else 0)
        made.append(fitting)
    few = sizes.words < 0.25 * height
    at = _after_words(at, sizes.words, sheet)
    for row in behind:
        fitting, at, worse, turned = _fit(row, at, sheet)
        cost += worse + (ALONE if turned and few else 0)
        made.append(fitting)
    return Run(Setting(memory, "open", tuple(made), photos_first=first), at, cost)


def _after_words(at: float, words: float, sheet: Sheet) -> float:
    """Return where running text ends; a line that does not fit goes over whole."""
    pitch = sheet.ruler.pitch
    while at + words > sheet.frame.height:
        words -= max(math.floor((sheet.frame.height - at) / pitch), 0) * pitch
        at = 0
    return at + words


def _fit(row: Row, at: float, sheet: Sheet) -> tuple[Row, float, float, bool]:
    """Return the row as large as fits below `at`, its end, its cost, and whether a page turned."""
    height = sheet.frame.height
    for scale in SCALES:
        scaled = _scaled(row, scale)
        if at + sheet.row(scaled) <= height:
            return scaled, at + sheet.row(scaled), 0.5 * (1 - scale), False
    return row, sheet.row(row), _waste(height - at, height), True


def _waste(left: float, height: float) -> float:
    """Return how ugly an empty foot of a page is: nothing below a tenth, then ever more."""
    return math.pow(max(left / height - 0.1, 0), 1.5) * 2.5


def _scaled(row: Row, scale: float) -> Row:
    return tuple(Placed(each.photo, each.width * scale, each.height * scale) for each in row)


def _beside(memory: Memory, sheet: Sheet) -> Placed | None:
    """Return the photo when one slender photo stands well beside a short text."""
    if len(memory.photos) != 1 or not memory.text.strip():
        return None
    (photo,) = memory.photos
    placed = alone(photo, sheet.beside, sheet.frame.tallest)
    if photo.aspect > SLENDER or placed.width < 0.8 * sheet.beside or len(photo.caption) > 60:
        return None
    words = sheet.words(memory.text, sheet.beside_room)
    fits = 0.3 * placed.height <= words <= 1.3 * placed.height
    return placed if fits and max(map(len, memory.text.split())) <= 22 else None


def _spread(text: str, count: int, first_page: float, sheet: Sheet) -> tuple[int, ...]:
    """Return behind which paragraph each row floats: evenly, and none on the first page."""
    pieces = [piece for piece in text.split("\n\n") if piece.strip()]
    step = len(pieces) / max(count, 1)
    passed, earliest = 0.0, 0
    for piece in pieces:
        if passed > first_page:
            break
        passed += sheet.words(piece) + sheet.ruler.pitch / 2
        earliest += 1 if first_page else 0
    places = [max(int(step * (index + 0.35)), earliest) for index in range(count)]
    return tuple(place if place <= len(pieces) - 2 else -1 for place in places)
