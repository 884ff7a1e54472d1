"""Slides of the information meeting: their content, and what a group puts on them."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from pydantic import Field, model_validator

from balans.core.addresses import spoken
from balans.core.content import (
    LANGUAGES,
    Content,
    ContentError,
    Id,
    Provenance,
    Words,
    decode,
    library,
)
from balans.core.facts import filled
from balans.directory.helplines import helplines
from balans.documents.logo import Picture
from balans.documents.slides import Deck, Layout, Slide
from balans.groups.content import Script, scripts
from balans.groups.materials.days import say_on_a_sheet
from balans.groups.materials.filling import where
from balans.groups.materials.invitation import Invitation
from balans.ui.illustrations import on_paper

FOLDER = "slides/informatie"
SLIDES, INFORMATION = FOLDER.split("/")
BRAND = "MantelzorgBalans"
DRAWN = 80
"""The side of our drawings, in their own units."""


class SlideWords(Content):
    """What stands on one slide, and what one may say with it."""

    title: Words
    lead: str = ""
    lead_of_group: str = ""
    """In place of the lead where the days of a group stand."""

    points: tuple[Words, ...] = Field(default=(), max_length=5)
    number: str = ""
    source: str = ""
    alt: str = ""
    notes: Words


class SlideEntry(Content):
    """One slide of a meeting. `shows` is what is put on it beside its words."""

    id: Id
    layout: Layout
    step: Id
    """The step of the script at which it is shown."""

    drawing: str = ""
    shows: Literal["", "group", "who", "days", "helplines"] = ""
    helplines: tuple[Words, ...] = ()
    words: SlideWords

    @model_validator(mode="after")
    def _fits_its_layout(self) -> "SlideEntry":
        words = self.words
        if (self.layout == "drawing") != bool(self.drawing and words.alt):
            raise ValueError("a slide with a drawing, and no other, has a drawing and an alt text")
        if (self.layout == "number") != bool(words.number and words.source):
            raise ValueError("a slide with a number, and no other, has a number and its source")
        return self


class Slides(Provenance):
    """The slides of one meeting in one language."""

    language: str
    script: str
    title: Words
    slides: tuple[SlideEntry, ...] = Field(min_length=1)


@cache
def slides(language: str) -> Slides:
    """Return the slides of the information meeting. Raise ContentError."""
    where_ = f"{SLIDES}/{INFORMATION}/{language}.toml"
    data = library().read(SLIDES, INFORMATION, "slides.toml")
    words = filled(library().read(SLIDES, INFORMATION, f"{language}.toml"), where=where_)
    said = words["slides"]
    if set(said) != {each["id"] for each in data["slides"]}:
        raise ContentError([f"{where_}: slides: the same ids stand in slides.toml"])
    entries = [each | {"words": said[each["id"]]} for each in data["slides"]]
    whole = data | {"language": language, "title": words["title"], "slides": entries}
    found = decode(Slides, whole, where=f"{where_} with slides.toml")
    _check(found, where=where_)
    return found


def _check(found: Slides, *, where: str) -> None:
    steps = {each.id for each in scripts(found.language)[found.script].steps}
    lines = helplines(found.language)
    for each in found.slides:
        if each.step not in steps:
            raise ContentError([f"{where}: {each.id}: the script has no step '{each.step}'"])
        if missing := set(each.helplines) - set(lines):
            raise ContentError([f"{where}: {each.id}: no helpline is called {sorted(missing)}"])
        if each.drawing:
            on_paper(each.drawing)


def load() -> None:
    """Read the slides in every language, so that an error shows at start-up."""
    for language in LANGUAGES:
        slides(language)


def shown(language: str) -> list[str]:
    """Return the texts that people in the room read."""
    return [text for each in slides(language).slides for text in _shown(each.words)]


def _shown(words: SlideWords) -> tuple[str, ...]:
    return (words.title, words.lead, words.lead_of_group, *words.points)


def notes(language: str) -> list[str]:
    """Return what whoever shows the slides reads."""
    return [each.words.notes for each in slides(language).slides]


def deck_of(content: Slides, said: Invitation | None) -> Deck:
    """Return slides to show: of nobody's group, or with what a group says of itself."""
    script = scripts(content.language)[content.script]
    return Deck(
        title=said.title if said and said.title else content.title,
        language=content.language,
        slides=tuple(_slide(each, content.language, script, said) for each in content.slides),
        author=said.organisation.organisatie or said.facilitator or BRAND if said else BRAND,
    )


def _slide(entry: SlideEntry, language: str, script: Script, said: Invitation | None) -> Slide:
    words = entry.words
    own = entry.shows in {"group", "who"} and said is not None
    return Slide(
        layout=entry.layout,
        title=words.title,
        lead="\n\n".join(each for each in (_lead(entry, said), *_below(entry, said)) if each),
        points=tuple(_points(entry, language, said)),
        number=words.number,
        source=words.source,
        drawing=_drawing(entry),
        logo=said.logo if own and said else None,
        notes=_notes(entry, script),
    )


def _lead(entry: SlideEntry, said: Invitation | None) -> str:
    of_group = said is not None and bool(said.days)
    return entry.words.lead_of_group if of_group and entry.shows == "days" else entry.words.lead


def _below(entry: SlideEntry, said: Invitation | None) -> Iterator[str]:
    """Yield what stands below the lead: who invites, and where one signs up."""
    if said is None:
        return
    if entry.shows == "group":
        yield _joined((said.title, said.facilitator, said.organisation.organisatie), " · ")
    if entry.shows == "who":
        yield _joined((said.facilitator, *said.organisation.ways), " · ")
    if entry.shows == "days" and said.days:
        yield _("Waar: %(place)s") % {"place": where(said)}


def _points(entry: SlideEntry, language: str, said: Invitation | None) -> Sequence[str]:
    if entry.shows == "helplines":
        lines = [helplines(language)[each] for each in entry.helplines]
        return [_called(each.name, each.phone, each.hours) for each in lines]
    if entry.shows == "days" and said is not None and said.days:
        return [
            *say_on_a_sheet(said.days),
            _("Aanmelden: %(address)s, code %(code)s")
            % {"address": spoken(said.enter), "code": said.spoken_code},
        ]
    return entry.words.points


def _called(name: str, phone: str, hours: str) -> str:
    number = phone if phone != name else ""
    said = _joined((name, number), ": ")
    return f"{said} ({hours[0].lower()}{hours[1:]})" if hours else said


def _joined(parts: Sequence[str], between: str) -> str:
    return between.join(each for each in parts if each)


def _drawing(entry: SlideEntry) -> Picture | None:
    if not entry.drawing:
        return None
    return Picture(on_paper(entry.drawing), entry.words.alt, DRAWN, DRAWN)


def _notes(entry: SlideEntry, script: Script) -> str:
    """Return what one may say, with the step of the script that it belongs to."""
    step = next(each for each in script.steps if each.id == entry.step)
    minutes = ngettext("%(count)s minuut", "%(count)s minuten", step.minutes) % {
        "count": step.minutes
    }
    head = _("Bij “%(step)s” in het draaiboek, samen %(minutes)s.") % {
        "step": step.words.title,
        "minutes": minutes,
    }
    return f"{head}\n{entry.words.notes}"
