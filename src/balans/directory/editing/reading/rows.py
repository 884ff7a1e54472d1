"""One row of a list: the offer that it means, or everything that is wrong with it."""

import difflib
import hashlib
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from pydantic import ValidationError

from balans.core.text import clean
from balans.directory.editing.reading import cells
from balans.directory.editing.reading.columns import plain
from balans.directory.editing.reading.dates import Order, read_date
from balans.directory.editing.reading.hours import read_openings
from balans.directory.editing.reading.problems import Problem, Unreadable, problem
from balans.directory.offer import Audience, OfferRecord, Opening, Way

T = TypeVar("T")
Values = Mapping[str, str]
NEAR = 0.6
LONG, MOST_PLACES = 2000, 21
WHOLE_COUNTRY = "heel nederland"
COUNTRY = {plain(each) for each in (WHOLE_COUNTRY, "nederland", "landelijk", "hele land")}
HIDDEN = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff]")
"""Signs that turn the direction of what follows: an address could read as another one."""

FORMULA = re.compile(r"'[=@+\-]")
"""So our own export keeps a spreadsheet from taking a cell for a formula."""

WORDS = {
    "title": ("naam", 120),
    "text": ("omschrijving", LONG),
    "how": ("eerste stap", LONG),
    "expect": ("wat je kunt verwachten", LONG),
    "cost": ("kosten", LONG),
    "hours": ("uren in woorden", 200),
    "who": ("voor wie", LONG),
}
"""Part of the words: its column and how long it may be."""


@dataclass(frozen=True)
class Known:
    """What a row may name, and what holds where it names nothing."""

    needs: Mapping[str, Collection[str]]
    """Each need with the sentences that stand for it."""

    municipalities: Mapping[str, str]
    """Each municipality by id, with its name."""

    allowed: Collection[str] | None
    """The municipalities of the editor; None is the whole country."""

    today: date
    order: Order = ""
    default_needs: tuple[str, ...] = ()
    default_areas: tuple[str, ...] = ()
    strict: bool = False
    """Whether hours that we cannot follow are wrong, in place of becoming hours in words."""

    _near: dict[tuple[str, str], str] = field(default_factory=dict)

    @cached_property
    def need_by_words(self) -> Mapping[str, str]:
        return {plain(each): name for name, ways in self.needs.items() for each in (name, *ways)}

    @cached_property
    def area_by_words(self) -> Mapping[str, str]:
        by_name = {plain(name): slug for slug, name in self.municipalities.items()}
        return by_name | {plain(slug): slug for slug in self.municipalities}

    def need(self, text: str) -> str:
        """Return the need with an id or a sentence. Raise Unreadable, with the nearest."""
        if (found := self.need_by_words.get(plain(text))) is None:
            raise Unreadable("need", self._nearest(text, "need", self.need_by_words, self._said))
        return found

    def _said(self, name: str) -> str:
        return next(iter(self.needs[name]), name)

    def area(self, text: str) -> str:
        """Return the municipality with a name or an id. Raise Unreadable, with the nearest."""
        bare = plain(text).removeprefix("gemeente")
        if (found := self.area_by_words.get(bare)) is None:
            near = self._nearest(text, "area", self.area_by_words, self.municipalities.__getitem__)
            raise Unreadable("area", near)
        if self.allowed is not None and found not in self.allowed:
            raise Unreadable("not_yours", self.municipalities[found])
        return found

    def _nearest(
        self, text: str, kind: str, words: Mapping[str, str], said: Callable[[str], str]
    ) -> str:
        # A list repeats its mistakes; looking for what is near takes a few milliseconds.
        key = (kind, text)
        if key not in self._near:
            likely = difflib.get_close_matches(plain(text)[:80], words, n=1, cutoff=NEAR)
            self._near[key] = said(words[likely[0]]) if likely else ""
        return self._near[key]


@dataclass
class Understood:
    """A row as we understand it: a record, or problems. `notes` say what we made of it."""

    source_id: str = ""
    title: str = ""
    record: OfferRecord | None = None
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    said: frozenset[str] = frozenset()
    """The columns in which something stood."""


def understood(values: Values, known: Known) -> Understood:
    """Return what a row means. `values` are its cells by the name of their column."""
    return _Reader(values, known).read()


def tidy(text: str) -> str:
    """Return a cell without signs that nobody sees, and without what the export put before it."""
    # Nearly every cell is one line of letters; looking at each sign takes long in a long list.
    seen = text.strip() if text.isprintable() else clean(HIDDEN.sub("", text), lines=True)
    return seen[1:] if FORMULA.match(seen) else seen


def derived_id(title: str, organisation: str) -> str:
    """Return an id for a row that has none: the same name at the same organisation, the same id."""
    words = f"{plain(title)}|{plain(organisation)}"
    return f"naam-{hashlib.sha256(words.encode()).hexdigest()[:20]}"


class _Reader:
    def __init__(self, values: Values, known: Known) -> None:
        self.values, self.known = values, known
        self.found = Understood(said=frozenset(values))

    def read(self) -> Understood:
        data = self._data()
        title, organisation = self._text("naam"), self._text("organisatie")
        self.found.title = title[:120]
        self.found.source_id = self._text("id")[:200] or derived_id(title, organisation)
        if not self.found.problems:
            self._build(data)
        return self.found

    def _data(self) -> dict[str, Any]:
        if plain(self._text("status")) not in ("", "active"):
            self._wrong("status", Unreadable("status"))
        hours, openings = self._openings()
        words = {"nl": {**self._words(""), **hours}}
        if self._text("naam en"):
            words["en"] = self._words(" en")
        openings_always = self._cell("altijd bereikbaar", cells.read_yes, False)
        return {
            "organisation": self._short("organisatie", 200),
            "words": words,
            "phone": self._cell("telefoon", cells.read_phone, ""),
            "whatsapp": self._cell("whatsapp", cells.read_phone, ""),
            "chat": self._cell("chat", cells.read_url, ""),
            "mail": self._cell("mail", cells.read_mail, ""),
            "url": self._cell("website", cells.read_url, ""),
            "needs": self._needs(),
            "audiences": self._audiences(),
            "ways": self._ways(),
            "languages": self._languages(),
            "free": self._cell("gratis", cells.read_free, "unknown"),
            "always": openings_always,
            "openings": openings,
            "places": self._places(),
            "areas": self._areas(),
            "about_dying": self._cell("over overlijden", cells.read_yes, False),
            "assured": self._cell("nagekeken op", self._date, None),
            "assurer": self._assurer(),
        }

    def _build(self, data: dict[str, Any]) -> None:
        try:
            self.found.record = OfferRecord.model_validate(data)
        except ValidationError as error:
            # All that the reader lets through is of the right form: what is left is this rule.
            code = "reach" if "reach" in str(error) else "form"
            self._wrong("eerste stap" if code == "reach" else "naam", Unreadable(code))

    def _text(self, name: str) -> str:
        return tidy(self.values.get(name, ""))

    def _wrong(self, name: str, error: Unreadable) -> None:
        self.found.problems.append(problem(name, self._text(name), error))

    def _cell(self, name: str, read: Callable[[str], T], otherwise: T) -> T:
        try:
            return read(self._text(name))
        except Unreadable as error:
            self._wrong(name, error)
            return otherwise

    def _short(self, name: str, most: int) -> str:
        text = self._text(name)
        if len(text) > most:
            self._wrong(name, Unreadable("too_long", f"{len(text)} / {most}"))
        return text[:most]

    def _words(self, ending: str) -> dict[str, str]:
        if not ending and not self._text("naam"):
            self._wrong("naam", Unreadable("no_name"))
        return {part: self._short(name + ending, most) for part, (name, most) in WORDS.items()}

    def _date(self, text: str) -> date | None:
        return read_date(text, today=self.known.today, order=self.known.order)

    def _languages(self) -> tuple[str, ...]:
        dutch: tuple[str, ...] = ("nl",)
        return self._cell("talen", cells.read_languages, dutch)

    def _assurer(self) -> str:
        """Return who made sure of it. A list tells the mail of a colleague who was not asked."""
        text = self._short("nagekeken door", 200)
        if self.known.strict or "@" not in text:
            return text
        self.found.notes.append(problem("nagekeken door", text, Unreadable("mail_left_out")))
        return ""

    def _audiences(self) -> tuple[Audience, ...]:
        none: tuple[Audience, ...] = ()
        return self._cell("doelgroep", cells.read_audiences, none)

    def _ways(self) -> tuple[Way, ...]:
        none: tuple[Way, ...] = ()
        return self._cell("manier", cells.read_ways, none)

    def _openings(self) -> tuple[dict[str, str], tuple[Opening, ...]]:
        """Return opening hours; words that we cannot follow become hours in words."""
        text = self._text("openingstijden")
        try:
            return {}, read_openings(text)
        except Unreadable as error:
            if self.known.strict or self._text("uren in woorden") or len(text) > 200:
                self._wrong("openingstijden", error)
                return {}, ()
            self.found.notes.append(problem("openingstijden", text, Unreadable("hours_in_words")))
            return {"hours": text}, ()

    def _needs(self) -> tuple[str, ...]:
        return self._several("hulp bij", self.known.need, self.known.default_needs, "no_need")

    def _areas(self) -> tuple[str, ...]:
        if plain(self._text("gemeenten")) in COUNTRY:
            if self.known.allowed is not None:
                self._wrong("gemeenten", Unreadable("not_yours", WHOLE_COUNTRY))
            return ()
        missing = "no_area" if self.known.allowed is not None else ""
        return self._several("gemeenten", self.known.area, self.known.default_areas, missing)

    def _several(
        self, name: str, read: Callable[[str], str], otherwise: tuple[str, ...], missing: str
    ) -> tuple[str, ...]:
        found: list[str] = []
        whole = self._text(name)
        if whole:
            try:
                # A sentence or a name may hold a comma of its own.
                return (read(whole),)
            except Unreadable:
                pass
        for each in cells.several(whole):
            try:
                found.append(read(each))
            except Unreadable as error:
                self.found.problems.append(problem(name, each, error))
        if not whole and not otherwise and missing:
            self._wrong(name, Unreadable(missing))
        return tuple(dict.fromkeys(found)) if whole else otherwise

    def _places(self) -> list[dict[str, str]]:
        names = ("locatie", "straat", "postcode", "plaats")
        parts = {name: self._text(name).split("|") for name in names}
        made: list[dict[str, str]] = []
        if (most := max(len(each) for each in parts.values())) > MOST_PLACES:
            self._wrong("locatie", Unreadable("too_many", str(MOST_PLACES)))
            return made
        for number in range(most):
            name, street, postcode, city = (
                parts[each][number].strip() if number < len(parts[each]) else "" for each in names
            )
            try:
                postcode = cells.read_postcode(postcode)
            except Unreadable as error:
                self.found.problems.append(problem("postcode", postcode, error))
                postcode = ""
            if name or street or postcode or city:
                made.append(
                    {
                        "name": name[:200],
                        "street": street[:200],
                        "postcode": postcode,
                        "city": city[:200],
                    }
                )
        return made
