"""The form of a memory: words, date and mood as they are typed, and what they become."""

import uuid
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from django.http import QueryDict
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from balans.accounts.space import Space, no_space_words
from balans.core.text import read_uuid
from balans.diary.actions import Sheet
from balans.diary.when import When, when_of
from balans.diary.words import (
    LINE_LIMIT,
    MOODS,
    TEXT_LIMIT,
    THINGS,
    TITLE_LIMIT,
    MemoryWords,
    Mood,
    Undated,
)
from balans.questionnaires.kinds.base import clean, too_long
from balans.ui.types import Choice, Error

TODAY, LONG_AGO, UNKNOWN = "vandaag", "lang-geleden", "weet-niet"
UNDATED: dict[str, Undated] = {LONG_AGO: "long-ago", UNKNOWN: "unknown"}
PARTS = ("day", "month", "year")


def sheet_of(form: QueryDict, memory_id: uuid.UUID | None = None) -> Sheet:
    """Return what a posted form knows about itself; a form without an id gets one."""
    revision = form.get("_versie", "")
    return Sheet(
        memory_id=memory_id or read_uuid(form.get("_nummer", "")) or uuid.uuid4(),
        revision=int(revision) if revision.isdecimal() and len(revision) < 9 else 0,
        form=str(read_uuid(form.get("_formulier", "")) or ""),
    )


def mood_words() -> dict[Mood, str]:
    """Return every mood in words; none is better than another."""
    return {
        "warm": _("Warm"),
        "calm": _("Rustig"),
        "laugh": _("Om te lachen"),
        "sad": _("Verdrietig"),
        "longing": _("Gemis"),
        "mixed": _("Van alles door elkaar"),
    }


class MemoryForm:
    """A memory as it stands in the form: from what was kept, or from what was posted."""

    def __init__(
        self,
        words: MemoryWords | None = None,
        posted: QueryDict | None = None,
        *,
        is_new: bool,
        enclosed: bool = False,
    ) -> None:
        self.start = words or MemoryWords()
        self.posted = posted
        self.is_new = is_new
        self.enclosed = enclosed
        """Whether there is a photo or a recording: then words are not needed."""
        self.errors: dict[str, str] = {}

    def _given(self, name: str, kept: str) -> str:
        return str(self.posted.get(name, "")) if self.posted is not None else kept

    @property
    def title(self) -> str:
        return self._given("titel", self.start.title)

    @property
    def text(self) -> str:
        return self._given("tekst", self.start.text)

    @property
    def day(self) -> str:
        return self._part("day", self.start.day.day if self.start.day else 0)

    @property
    def month(self) -> str:
        return self._part("month", self.start.day.month if self.start.day else 0)

    @property
    def year(self) -> str:
        return self._part("year", self.start.day.year if self.start.day else 0)

    def _part(self, name: str, kept: int) -> str:
        return self._given(f"wanneer-{name}", str(kept or ""))

    def _kept_parts(self) -> list[str]:
        when = self.start.day
        return [str(each or "") for each in (when.day, when.month, when.year)] if when else []

    @property
    def quick(self) -> tuple[Choice, ...]:
        """Return the ways to say when without a date."""
        picked = self._given("wanneer", self._kept_pick())
        words = {
            TODAY: _("Vandaag"),
            LONG_AGO: _("Lang geleden"),
            UNKNOWN: _("Ik weet het niet meer"),
        }
        return tuple(
            Choice(value=key, label=text, checked=key == picked) for key, text in words.items()
        )

    def _kept_pick(self) -> str:
        if self.is_new and not self.start.question and self.start.is_empty:
            return TODAY
        return next((key for key, why in UNDATED.items() if why == self.start.undated), "")

    @property
    def moods(self) -> tuple[Choice, ...]:
        picked = self._given("stemming", self.start.mood)
        return tuple(
            Choice(value=mood, label=text, checked=mood == picked)
            for mood, text in mood_words().items()
        )

    @property
    def mood_is_given(self) -> bool:
        return any(each.checked for each in self.moods)

    def parse(self, *, lenient: bool = False) -> MemoryWords | None:
        """Return what was filled in, None when `errors` says what does not fit.

        A lenient reading, for drafts, leaves out a date that is only half typed.
        """
        title, text = clean(self.title), clean(self.text, lines=True)
        self._check("id_titel", too_long(title, TITLE_LIMIT))
        self._check("id_tekst", too_long(text, TEXT_LIMIT))
        when, undated = self._when()
        if lenient:
            self.errors.pop("id_wanneer", None)
        elif not (title or text or self.enclosed):
            self._check("id_tekst", _("Schrijf eerst iets op. Een paar woorden is genoeg."))
        if self.errors:
            return None
        mood = next((each for each in MOODS if each == self._given("stemming", "")), "")
        changed = {"title": title, "text": text, "when": when, "undated": undated, "mood": mood}
        return MemoryWords.model_validate({**self.start.model_dump(), **changed})

    def no_space(self, space: Space, *, has_account: bool) -> None:
        """Say that there is no room for one more memory."""
        self.errors["id_tekst"] = no_space_words(space, has_account=has_account)

    def _check(self, field: str, message: str) -> None:
        if message:
            self.errors[field] = message

    def _when(self) -> tuple[str, Undated]:
        parts = [clean(getattr(self, each)) for each in PARTS]
        picked = self._given("wanneer", "")
        if not any(parts) or (picked and parts == self._kept_parts()):
            today = str(when_of(timezone.localdate()))
            return (today, "") if picked == TODAY else ("", UNDATED.get(picked, ""))
        day, month, year = parts
        try:
            when = When(int(year), int(month or 0), int(day or 0))
        except ValueError:
            message = _("Deze datum bestaat niet. Alleen een jaar mag ook, zoals 1987.")
            self.errors["id_wanneer"] = message
            return "", ""
        if when.begins_after(timezone.localdate()):
            self.errors["id_wanneer"] = _("Deze dag komt nog. Kies een dag die al is geweest.")
        return str(when), ""

    @property
    def errors_to_show(self) -> list[Error]:
        return [Error(field_id=field, text=text) for field, text in self.errors.items()]


class GoodThingsForm:
    """The good things of one day: three lines, of which one is enough."""

    def __init__(
        self, day: date, words: MemoryWords | None = None, posted: QueryDict | None = None
    ) -> None:
        self.day = day
        self.start = words or MemoryWords(kind="good", when=str(when_of(day)))
        self.posted = posted
        self.errors: dict[str, str] = {}

    @property
    def values(self) -> list[str]:
        known = list(self.start.things)
        if self.posted is not None:
            known = [str(each) for each in self.posted.getlist("ding")]
        return known + [""] * (THINGS - len(known))

    def parse(self, *, lenient: bool = False) -> MemoryWords | None:
        """Return what was filled in, None when `errors` says what does not fit."""
        things = [line for each in self.values if (line := clean(each))]
        if not things and not lenient:
            self.errors["id_ding"] = _(
                "Schrijf één ding op, zoals warme koffie. Of sla het vandaag over."
            )
        too_much = next((text for each in things if (text := too_long(each, LINE_LIMIT))), "")
        if too_much:
            self.errors["id_ding"] = too_much
        if self.errors:
            return None
        return MemoryWords.model_validate(
            {**self.start.model_dump(), "things": things[: max(THINGS, len(self.start.things))]}
        )

    def no_space(self, space: Space, *, has_account: bool) -> None:
        """Say that there is no room for one more day."""
        self.errors["id_ding"] = no_space_words(space, has_account=has_account)

    @property
    def errors_to_show(self) -> list[Error]:
        return [Error(field_id=field, text=text) for field, text in self.errors.items()]


@dataclass(frozen=True)
class Shown:
    """A memory's words as diary/_memory.html shows them."""

    words: MemoryWords

    @cached_property
    def when(self) -> str:
        return say_when(self.words)

    @property
    def mood(self) -> str:
        return mood_words()[self.words.mood] if self.words.mood else ""

    @property
    def drawing(self) -> str:
        return f"stemming-{self.words.mood}"

    @property
    def title(self) -> str:
        """Return the title, and something to call it by when it has none."""
        if self.words.kind == "good":
            return _("Goede dingen")
        return self.words.title

    @property
    def teaser(self) -> str:
        return self.words.teaser

    @property
    def name(self) -> str:
        """Return what a link to it says."""
        return self.title or self.words.name or _("Zonder woorden")


def say_when(words: MemoryWords) -> str:
    """Return the date of a memory in words, as far as it is known; empty when nothing was said."""
    when = words.day
    if when is None:
        return {
            "": "",
            "long-ago": _("Lang geleden"),
            "unknown": _("Ik weet niet meer wanneer"),
        }[words.undated]
    return _date_in_words(when, get_language() or "")


@lru_cache(maxsize=10_000)
def _date_in_words(when: When, language: str) -> str:
    """Return a date in a language; remembered, for a page says thirty of them."""
    if not when.month:
        return str(when.year)
    first = date(when.year, when.month, when.day or 1)
    return date_format(first, "j F Y" if when.day else "F Y")


def say_month(key: str) -> str:
    """Return the heading of a part of the timeline: a month, a year, or without a date."""
    if not key:
        return _("Zonder datum")
    year, _dash, month = key.partition("-")
    if not month:
        return _("Ergens in %(year)s") % {"year": year}
    return say_plain(key).capitalize()


def say_plain(key: str) -> str:
    """Return a month or a year as a memory says it, nothing without a date."""
    return say_when(MemoryWords(when=key))
