"""Scripts, situations and handouts as content (seed 000), frozen, in one language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pydantic import Field, model_validator

from balans.core.content import (
    LANGUAGES,
    Content,
    ContentError,
    Id,
    Provenance,
    Words,
    decode,
    gather,
    library,
)
from balans.core.facts import filled
from balans.core.prose import Prose, read_prose

MEETINGS, SITUATIONS, HANDOUTS = "meetings", "situations", "handouts"
GUIDE = ("groups", "beginnen")
FIRST = LANGUAGES[0]
StepKind = Literal["talk", "round", "ask", "show", "work", "close"]
Kind = Literal["information", "meeting", "look"]


class Paged(Provenance):
    """Something with a page of its own: its name is the address in Dutch."""

    name: str
    slug_en: str = ""

    def slug(self, language: str) -> str:
        """Return how it is called in the address of its page."""
        return self.name if language == FIRST else self.slug_en


class StepWords(Content):
    """What a facilitator does, says and asks in one step, and what the group sees."""

    title: Words
    do: Words
    say: tuple[Words, ...] = ()
    ask: tuple[Words, ...] = ()
    screen: str = ""
    tip: str = ""
    short: str = ""
    """How to do it in half the time; empty when it cannot be shorter."""


class Step(Content):
    """One step of a meeting."""

    id: Id
    kind: StepKind
    minutes: int = Field(gt=0, le=180)
    skip: bool = False
    """Whether it may be left out when time is short."""

    walkthrough: str = ""
    """The exercise whose walk-through is shown."""

    words: StepWords


class ScriptWords(Content):
    """What a script says beside its steps."""

    title: Words
    summary: Words
    aim: Words
    prepare: tuple[Words, ...] = ()
    materials: tuple[Words, ...] = ()
    home: str = ""
    """What participants do before the next meeting."""


class Script(Paged):
    """How one meeting goes, in one language; the steps add up to its minutes."""

    language: str
    kind: Kind
    order: int
    minutes: int
    exercise: str = ""
    """What participants do beforehand."""

    next: str = ""
    """The exercise that they do before the meeting after this one."""

    steps: tuple[Step, ...] = Field(min_length=1, max_length=40)
    words: ScriptWords

    @model_validator(mode="after")
    def _times_add_up(self) -> "Script":
        total = sum(step.minutes for step in self.steps)
        if total != self.minutes:
            raise ValueError(f"the steps take {total} minutes, the meeting {self.minutes}")
        if len({step.id for step in self.steps}) != len(self.steps):
            raise ValueError("every step has an id of its own")
        return self

    def starts(self) -> Iterator[tuple[int, Step]]:
        """Yield each step with the minute at which it begins."""
        minute = 0
        for step in self.steps:
            yield minute, step
            minute += step.minutes


class Situation(Paged):
    """What to do when something happens in a group."""

    order: int
    helplines: tuple[Words, ...] = ()
    offers: tuple[Id, ...] = ()
    title: Words
    see: Words
    do: tuple[Words, ...]
    say: tuple[Words, ...] = ()
    avoid: tuple[Words, ...] = Field(default=(), alias="not")
    after: str = ""

    @property
    def is_urgent(self) -> bool:
        """Return whether a life may depend on it: then whom to call comes before what to do."""
        return {"112", "113"} <= set(self.helplines)


class Handout(Paged):
    """A sheet to hand out."""

    order: int
    title: Words
    lead: Words
    items: tuple[Words, ...] = Field(max_length=10)
    close: str = ""


@cache
def scripts(language: str) -> Mapping[str, Script]:
    """Return our scripts by name, in their order. Raise ContentError with every problem."""
    found, problems = [], list[str]()
    for name in library().items(MEETINGS):
        try:
            found.append(_script(name, language))
        except ContentError as error:
            gather(problems, error)
    if problems:
        raise ContentError(problems)
    return {each.name: each for each in sorted(found, key=lambda each: each.order)}


def _script(name: str, language: str) -> Script:
    data = library().read(MEETINGS, name, "meeting.toml")
    where = f"{MEETINGS}/{name}/{language}.toml"
    words = filled(library().read(MEETINGS, name, f"{language}.toml"), where=where)
    said = words.pop("steps", {})
    ids = [each["id"] for each in data["steps"]]
    if set(said) != set(ids):
        raise ContentError([f"{where}: steps: {sorted(set(said) ^ set(ids))} stand in one file"])
    steps = [each | {"words": said[each["id"]]} for each in data["steps"]]
    whole = data | {"name": name, "language": language, "steps": steps, "words": words}
    return decode(Script, whole, where=f"{where} with meeting.toml")


@cache
def situations(language: str) -> Mapping[str, Situation]:
    """Return every situation by name, the most urgent first. Raise ContentError."""
    found = [
        decode(Situation, each, where=where)
        for each, where in _tables(SITUATIONS, "situation.toml", language)
    ]
    return {each.name: each for each in sorted(found, key=lambda each: each.order)}


@cache
def handouts(language: str) -> Mapping[str, Handout]:
    """Return every handout by name, in order. Raise ContentError."""
    found = [
        decode(Handout, each, where=where)
        for each, where in _tables(HANDOUTS, "handout.toml", language)
    ]
    return {each.name: each for each in sorted(found, key=lambda each: each.order)}


def _tables(folder: str, file: str, language: str) -> Iterator[tuple[dict[str, object], str]]:
    for name in library().items(folder):
        where = f"{folder}/{name}/{language}.toml"
        words = filled(library().read(folder, name, f"{language}.toml"), where=where)
        yield {**library().read(folder, name, file), **words, "name": name}, where


@dataclass(frozen=True)
class Guide:
    """How one begins who never led a group."""

    prose: Prose
    entry: Provenance


@cache
def guide(language: str) -> Guide:
    """Return how to begin. Raise ContentError."""
    folder, name = GUIDE
    entry = library().decode(Provenance, folder, name, "page.toml")
    return Guide(prose=read_prose(folder, name, language), entry=entry)


def title_of(script: str, language: str) -> str:
    """Return what a meeting is called by its script; empty for one that is no longer there."""
    found = scripts(language).get(script)
    return found.words.title if found else ""


def load() -> None:
    """Read everything in every language, so that an error shows at start-up."""
    for language in LANGUAGES:
        scripts(language)
        situations(language)
        handouts(language)
        guide(language)
