"""A memory book in, the bytes of its PDF out. Photos come one by one; none stands in a file."""

import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import typst
from django.utils.translation import gettext as _
from django.utils.translation import override

from balans.documents.book import Book, Entry, Memory, Part, Photo
from balans.documents.covers import GROUNDS, PAPER
from balans.documents.finishing import Print, dot, finished
from balans.documents.gallery import Placed
from balans.documents.letters import Printable, common_only, has_ink, texts, without_marks
from balans.documents.pagination import cover_photo, has_contents, settings
from balans.documents.pdf import own_fonts
from balans.documents.prints import fitted, lost
from balans.documents.sheet import SHEETS, Sheet

HERE = Path(__file__).resolve().parent
BRAND = "MantelzorgBalans"
OpenPhoto = Callable[[UUID], bytes]
"""Returns the JPEG of a photo. Raises OSError or KeyError when it cannot be had."""
Tell = Callable[[int, int], None]
"""Is told how many steps are done, of how many."""
SETTING_STEPS = 40
"""The setting takes about as long as so many photos."""
log = logging.getLogger("balans")


def make_book(book: Book, open_photo: OpenPhoto, tell: Tell = lambda done, steps: None) -> bytes:
    """Return the book as PDF, tagged for reading aloud (PDF/UA-1) as far as its letters allow.

    Each photo is opened when its turn comes, made as small as its place asks, and forgotten; none
    stands in a file. One that cannot be opened becomes a quiet card with words. `tell` hears how
    far it is. Takes some 25 ms a photo and 10 ms a page: run it in a process of its own.
    """
    printable = Printable()
    ready: Book = texts(book, printable)
    if not has_ink(ready.title):
        ready = replace(ready, title=BRAND)
    steps = sum(1 for _photo in ready.photos()) + SETTING_STEPS
    tell(0, steps)
    pdf, press = _set(ready)
    tell(SETTING_STEPS, steps)

    def open_print(number: int) -> Print:
        made = press.print_of(number, open_photo, ready.language)
        tell(SETTING_STEPS + number + 1, steps)
        return made

    return finished(pdf, len(press.places), open_print, bleed=book.for_printer)


class Press:
    """Turns a book into what the template reads, and remembers which photo has which number."""

    def __init__(self, book: Book) -> None:
        self.places: list[Placed] = []
        self._numbers: dict[tuple[UUID, int], int] = {}
        with override(book.language):
            self.data = self._data(book)

    def print_of(self, number: int, open_photo: OpenPhoto, language: str) -> Print:
        """Return the photo with that number, as large as it stands in the book."""
        placed = self.places[number]
        try:
            return fitted(open_photo(placed.photo.key), placed)
        except (OSError, KeyError) as error:
            log.warning("book: a photo could not be opened (%s)", type(error).__name__)
            with override(language):
                return lost(_("Deze foto kon niet open."), placed)

    def _data(self, book: Book) -> dict[str, Any]:
        sheet = SHEETS[book.size]
        copied = ("title", "author_line", "dedication", "language", "size", "for_printer")
        edges = ("width", "height", "inside", "outside", "top", "bottom", "between", "opening")
        return {
            **{name: getattr(book, name) for name in (*copied, "made_line")},
            "page": {name: getattr(sheet, name) for name in edges},
            "cover": self._cover(book),
            "contents": has_contents(book),
            "has_parts": any(has_ink(part.title) for part in book.parts),
            "words": {"contents": _("Inhoud")},
            "parts": [
                {"title": part.title, "entries": list(self._entries(part, book))}
                for part in book.parts
                if part.entries
            ],
        }

    def _cover(self, book: Book) -> dict[str, Any]:
        if book.cover_photo is None:
            ground = GROUNDS[book.drawing]
            return {"drawing": book.drawing, "ground": ground, "photo": None, "to_edge": False}
        placed, to_edge = cover_photo(book.cover_photo, SHEETS[book.size])
        photo = self._photo(placed, book.title, SHEETS[book.size])
        return {"drawing": "photo", "ground": PAPER, "photo": photo, "to_edge": to_edge}

    def _entries(self, part: Part, book: Book) -> Iterator[dict[str, Any]]:
        sheet = SHEETS[book.size]
        for place, stands in enumerate(settings(part, sheet)):
            entry = stands.entry
            common: dict[str, Any] = {"kind": type(entry).__name__, "date_line": entry.date_line}
            common |= {"flow": stands.flow, "new_page": stands.new_page}
            if not isinstance(entry, Memory):
                room = sheet.frame.width - 9
                things = [sheet.ruler.broken(each, room) for each in entry.things if has_ink(each)]
                yield {**common, "title": _("Drie goede dingen"), "things": things}
                continue
            rows = [
                [self._photo(each, _about(entry), sheet) for each in row] for row in stands.rows
            ]
            side = "left" if place % 2 else "right"
            text = {
                "title": sheet.title_ruler.broken(entry.title.strip(), sheet.frame.width),
                "text": sheet.ruler.broken(entry.text, sheet.frame.width),
                "side": side,
            }
            yield {
                **common,
                **text,
                "rows": rows,
                "after": stands.after,
                "photos_first": stands.photos_first,
            }

    def _photo(self, placed: Placed, about: str, sheet: Sheet) -> dict[str, Any]:
        place = (placed.photo.key, round(placed.width))
        number = self._numbers.setdefault(place, len(self.places))
        if number == len(self.places):
            self.places.append(placed)
        return {
            "dot": dot(number),
            "width": placed.width,
            "height": placed.height,
            "caption": sheet.small_ruler.broken(placed.photo.caption.strip(), placed.width),
            "alt": _alt(placed.photo, about),
        }


def _alt(photo: Photo, about: str) -> str:
    given = photo.alt if has_ink(photo.alt) else photo.caption
    if has_ink(given):
        return given
    return _("Foto bij: %(about)s") % {"about": about} if has_ink(about) else _("Foto")


def _about(memory: Memory) -> str:
    return memory.title if has_ink(memory.title) else memory.date_line


def _set(book: Book) -> tuple[bytes, Press]:
    """Return the book with dots for photos, and the press that knows which photo is which."""
    try:
        return _compiled(book)
    except typst.TypstError:
        parts = (
            replace(part, entries=tuple(_tamed(book, entry) for entry in part.entries))
            for part in book.parts
        )
        tamed = replace(book, parts=tuple(parts))
    try:
        return _compiled(tamed)
    except typst.TypstError:
        # Someone waits for this book: without tags is better than not at all.
        return _compiled(tamed, tagged=False)


def _tamed(book: Book, entry: Entry) -> Entry:
    """Leave out of an entry what cannot be tagged, as little as will do."""
    tried: Entry = entry
    for change in (str, without_marks, common_only):
        tried = texts(entry, change)
        try:
            _compiled(replace(book, parts=(Part((tried,)),)))
        except typst.TypstError:
            continue
        return tried
    return tried


def _compiled(book: Book, *, tagged: bool = True) -> tuple[bytes, Press]:
    press = Press(book)
    made = typst.Compiler(root=str(HERE), font_paths=own_fonts()).compile(
        input=str(HERE / "book.typ"),
        format="pdf",
        sys_inputs={"book": json.dumps(press.data, ensure_ascii=False)},
        pdf_standards=["ua-1"] if tagged else [],
        timestamp=int(datetime.now(UTC).timestamp()),
    )
    if not isinstance(made, bytes):
        raise TypeError("one book makes one PDF")
    return made, press
