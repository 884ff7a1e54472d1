"""The memory book in words: its forms, its state, and how Mijn plek lists it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balans.accounts.person import Person
from balans.core.text import read_uuid
from balans.diary.book import (
    AUTHOR_LIMIT,
    DEDICATION_LIMIT,
    DRAWINGS,
    TITLE_LIMIT,
    BookPlan,
    Drawing,
    Order,
    years,
)
from balans.diary.book_photos import Photos
from balans.diary.form import say_plain
from balans.diary.keeping_books import Book, BookJob
from balans.diary.models import Memory
from balans.diary.timeline import Entry
from balans.documents.book import Photo
from balans.documents.covers import picture
from balans.questionnaires.kinds.base import clean, too_long
from balans.ui.types import Choice, Error

PRINTER, READER = "drukker", "lezen"
ORDERS: dict[str, Order] = {"oud": "oldest", "nieuw": "newest", "zelf": "own"}


def drawing_words() -> dict[Drawing, str]:
    """Return what is on each cover of ours."""
    return {
        "mobile": _("Een mobiel van stenen en blaadjes"),
        "stones": _("Een stapel stenen"),
        "branch": _("Een tak met bladeren"),
        "water": _("De zon boven het water"),
    }


@dataclass(frozen=True)
class Cover:
    """One thing that can stand on the cover: a drawing of ours, or a photo at an address."""

    value: str
    label: str
    checked: bool
    photo_href: str = ""
    drawn: SafeString | None = None


def _called(photo: Photo, number: int) -> str:
    return photo.caption or _("Foto %(number)s") % {"number": number}


@dataclass
class CoverForm:
    """Title, words and looks of the book: as kept, or as posted."""

    start: BookPlan
    photos: Photos
    posted: QueryDict | None = None
    errors: dict[str, str] = field(default_factory=dict)

    def _given(self, name: str, kept: str) -> str:
        return str(self.posted.get(name, "")) if self.posted is not None else kept

    @property
    def title(self) -> str:
        return self._given("titel", self.start.title)

    @property
    def author_line(self) -> str:
        return self._given("regel", self.start.author_line)

    @property
    def dedication(self) -> str:
        return self._given("opdracht", self.start.dedication)

    @cached_property
    def covers(self) -> tuple[Cover, ...]:
        """Return what can stand on the cover: our drawings, then the photos of the memories."""
        kept = str(self.start.cover_photo or self.start.drawing)
        picked = self._given("kaft", kept)
        ours = [
            Cover(key, text, key == picked, drawn=mark_safe(picture(key)))
            for key, text in drawing_words().items()
        ]
        own = [
            Cover(
                str(each.key),
                _called(each, number),
                str(each.key) == picked,
                self.photos.shown_at(each),
            )
            for number, each in enumerate(self._all_photos(), 1)
        ]
        return (*ours, *own)

    def _all_photos(self) -> Iterable[Photo]:
        return (photo for photos in self.photos.of.values() for photo in photos)

    @property
    def sizes(self) -> tuple[Choice, ...]:
        picked = self._given("maat", self.start.size)
        return (
            Choice("a5", _("A5"), _("Zo groot als een leesboek."), picked == "a5"),
            Choice(
                "a4", _("A4"), _("Zo groot als een brief. Met grotere letters."), picked == "a4"
            ),
        )

    @property
    def uses(self) -> tuple[Choice, ...]:
        kept = PRINTER if self.start.for_printer else READER
        picked = self._given("waarvoor", kept)
        printer = _("Met randen om af te snijden. De drukker weet wat dat is.")
        return (
            Choice(READER, _("Om te lezen, of thuis te printen"), "", picked == READER),
            Choice(PRINTER, _("Voor de drukker"), printer, picked == PRINTER),
        )

    def parse(self) -> BookPlan | None:
        """Return the plan as filled in, None when `errors` says what does not fit."""
        title, line = clean(self.title), clean(self.author_line)
        dedication = clean(self.dedication, lines=True)
        limits = ((title, TITLE_LIMIT, "id_titel"), (line, AUTHOR_LIMIT, "id_regel"))
        for text, limit, where in (*limits, (dedication, DEDICATION_LIMIT, "id_opdracht")):
            if message := too_long(text, limit):
                self.errors[where] = message
        if self.errors:
            return None
        words = {"title": title, "author_line": line, "dedication": dedication}
        return self.start.model_copy(update={**words, **self._looks(), **self._cover()})

    def _looks(self) -> dict[str, object]:
        """Return what was picked; what was left open stays as it was."""
        size, use = self._given("maat", ""), self._given("waarvoor", "")
        picked: dict[str, object] = {"size": size} if size in ("a5", "a4") else {}
        return picked | ({"for_printer": use == PRINTER} if use in (PRINTER, READER) else {})

    def _cover(self) -> dict[str, object]:
        picked = self._given("kaft", "")
        if picked in DRAWINGS:
            return {"drawing": picked, "cover_photo": None}
        photo = self.photos.one(read_uuid(picked))
        return {"cover_photo": photo.key} if photo else {}

    @property
    def errors_to_show(self) -> list[Error]:
        return [Error(field_id=where, text=text) for where, text in self.errors.items()]


@dataclass(frozen=True)
class Year:
    """The memories of one year to choose from; `value` names it in the buttons."""

    value: str
    title: str
    choices: tuple[Choice, ...]

    @property
    def count(self) -> int:
        return sum(each.checked for each in self.choices)


def years_to_choose(known: Iterable[Entry], chosen: Iterable[str]) -> list[Year]:
    """Return every memory, year by year, newest first, as something to tick."""
    ticked = set(chosen)
    return [
        Year(year or "zonder", year or _("Zonder datum"), _ticks(entries, ticked))
        for year, entries in years(known)
    ]


def _ticks(entries: Sequence[Entry], ticked: set[str]) -> tuple[Choice, ...]:
    return tuple(
        Choice(each.id, name_of(each), say_plain(each.when), each.id in ticked) for each in entries
    )


def name_of(entry: Entry) -> str:
    """Return what a memory is called in a list."""
    return _("Goede dingen") if entry.kind == "good" else entry.name or _("Zonder woorden")


def order_choices(order: Order) -> tuple[Choice, ...]:
    """Return the orders that a book can have."""
    words = {
        "oud": _("Van vroeger naar nu"),
        "nieuw": _("Van nu naar vroeger"),
        "zelf": _("Ik zet ze zelf op volgorde"),
    }
    return tuple(Choice(key, text, checked=ORDERS[key] == order) for key, text in words.items())


def state_of(book: Book, job: BookJob | None) -> str:
    """Return in a few words how it is with the book."""
    if job and job.is_going:
        return _("We maken je boek.")
    if job:
        return _("Je boek maken lukte niet.")
    if not book.kept_until:
        return _("Je bent ermee bezig.")
    until = date_format(localtime(book.kept_until), "j F")
    return _("Klaar. Je kunt het ophalen tot %(day)s.") % {"day": until}


def is_older(book: Book, person: Person) -> bool:
    """Return whether the book, or a memory, was changed after the PDF was made."""
    if not book.blob or book.made_at is None:
        return False
    changed = Memory.objects.visible_to(person).kept().filter(changed_at__gt=book.made_at)
    return book.revision != book.made_revision or changed.exists()


def count_words(count: int) -> str:
    """Return how many memories there are, in words."""
    words = ngettext("%(count)s herinnering", "%(count)s herinneringen", count)
    return words % {"count": count}
