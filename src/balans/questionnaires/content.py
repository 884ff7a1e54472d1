"""Questionnaires as content: a definition with its words in one language, frozen."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Literal

from django.conf import settings
from pydantic import ConfigDict, Field, SkipValidation, model_validator

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
from balans.questionnaires.blocks import AnyBlock
from balans.questionnaires.brought import FILE, brought, is_brought
from balans.questionnaires.help import FLOWS, attached, read_help
from balans.questionnaires.instrument import Instrument
from balans.questionnaires.kinds import AnyQuestion, Condition, Question
from balans.questionnaires.merging import WordsFile, merged
from balans.questionnaires.origin import Origin
from balans.questionnaires.scoring import Score


class PageWords(Content):
    """The heading of a page with several questions; a single question is its own heading."""

    title: str = ""
    text: str = ""


class Page(Content):
    """One question or a small group that belongs together."""

    id: Id
    when: tuple[Condition, ...] = ()
    questions: tuple[AnyQuestion, ...] = Field(min_length=1)
    words: PageWords = PageWords()


class OutcomeWords(Content):
    title: Words
    lead: str = ""


class FlowWords(Content):
    """What a questionnaire says about itself in one language."""

    slug: Id
    title: Words
    summary: Words
    lead: Words
    brings: tuple[Words, ...] = ()
    fallbacks: dict[Id, Words] = Field(default_factory=dict)
    outcome: OutcomeWords


Kind = Literal["exercise", "check", "survey", "assignment", "plan"]
ROOMS: dict[str, Kind] = {"questionnaires": "exercise", "checks": "check"}
"""The rooms in which a questionnaire is walked through, by the name of their addresses.

A survey is none of these: it has no address of its own, and is walked through in whatever asks it
(a group: groups/evaluating). So it is not listed, found, shared or put back from a parcel either.
"""


class Flow(Provenance):
    """A questionnaire at one version, in one language: all that the engine walks through."""

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))

    name: Id
    version: int
    language: str
    kind: Kind
    minutes: int
    illustration: str
    instrument: Instrument | None = None
    """What a check says about itself; only checks have it."""

    words_in: str = ""
    """The language of the words, when it is another one than that of the page."""

    origin: SkipValidation[Origin | None] = None
    """The FHIR file that it was read from, when a host brought it so."""

    pages: tuple[Page, ...] = Field(min_length=1)
    scores: tuple[Score, ...] = ()
    outcome: tuple[AnyBlock, ...] = Field(min_length=1)
    words: FlowWords

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        return tuple(question for page in self.pages for question in page.questions)

    @cached_property
    def open_questions(self) -> dict[tuple[str, bool], Any]:
        """What pages made of questions that nobody answered yet: see screen.asked."""
        return {}

    @cached_property
    def _by_id(self) -> Mapping[str, Question]:
        return {question.id: question for question in self.questions}

    def question(self, question_id: str) -> Question | None:
        return self._by_id.get(question_id)

    @property
    def has_room(self) -> bool:
        """Return whether a room walks through it: a plan is filled in elsewhere."""
        return self.kind in ROOMS.values()

    @property
    def room(self) -> str:
        """Return the name of the addresses at which it is walked through. Raise StopIteration."""
        return next(room for room, kind in ROOMS.items() if kind == self.kind)

    def score(self, score_id: str) -> Score | None:
        return next((score for score in self.scores if score.id == score_id), None)

    def page_of(self, question_id: str) -> Page:
        """Return the page that asks a question. Raise StopIteration for a strange one."""
        return next(page for page in self.pages if question_id in {q.id for q in page.questions})

    @model_validator(mode="after")
    def _checks_are_instruments(self) -> "Flow":
        if (self.kind == "check") != (self.instrument is not None):
            raise ValueError("a check has an `instrument` table, and nothing else has one")
        return self


def read_flow(name: str, version: int, language: str) -> Flow:
    """Return one questionnaire. Raise ContentError with file and field of every problem."""
    folder = (FLOWS, name, f"v{version}")
    words_file = "/".join((*folder, f"{language}.toml"))
    data: dict[str, Any] = {"name": name, "version": version, "language": language}
    if is_brought(*folder):
        found = brought(name, *folder, language=language)
        structure, words_table = found.structure, found.words
        data |= {"origin": found.origin, "words_in": found.words_in}
        where = f"{'/'.join(folder)}/{FILE} with flow.toml and {language}.toml"
    else:
        structure = library().read(*folder, "flow.toml")
        words_table = filled(library().read(*folder, f"{language}.toml"), where=words_file)
        where = f"{words_file} with flow.toml"
    words = decode(WordsFile, words_table, where=words_file)
    data |= merged(structure, words, where=words_file)
    data["outcome"] = attached(data["outcome"], read_help(name, language))
    return decode(Flow, data, where=where)


def structure_of(name: str, version: int) -> dict[str, Any]:
    """Return what is the same in every language of a version. Raise ContentError."""
    folder = (FLOWS, name, f"v{version}")
    if is_brought(*folder):
        return brought(name, *folder, language=LANGUAGES[0]).structure
    return library().read(*folder, "flow.toml")


@dataclass(frozen=True)
class Catalogue:
    """Every version of every questionnaire in one language."""

    flows: Mapping[tuple[str, int], Flow]

    def newest(self, name: str) -> Flow:
        """Return the current version. Raise KeyError."""
        versions = (version for known, version in self.flows if known == name)
        return self.flows[(name, max(versions, default=0))]

    def get(self, name: str, version: int) -> Flow:
        """Return a version; the newest when that one is no longer there. Raise KeyError."""
        return self.flows.get((name, version)) or self.newest(name)

    def remembering(self, question_ids: Collection[str]) -> set[str]:
        """Return the questionnaires that share their answers to some of these questions.

        A name alone is not enough: what a host brings has names of its own.
        """
        return {
            name
            for (name, _version), flow in self.flows.items()
            if any(each.remember and each.id in question_ids for each in flow.questions)
        }

    def walked(self, name: str) -> Flow | None:
        """Return the current version of what is walked through in a room; None for others."""
        return next((flow for flow in self.current() if flow.name == name and flow.has_room), None)

    def by_slug(self, slug: str, kind: Kind) -> Flow | None:
        """Return the current version of the questionnaire of a kind at an address."""
        walked = (flow for flow in self.current() if flow.kind == kind)
        return next((flow for flow in walked if flow.words.slug == slug), None)

    def current(self) -> Iterator[Flow]:
        """Yield the newest version of each."""
        for name in dict.fromkeys(name for name, _version in self.flows):
            yield self.newest(name)


@cache
def catalogue(language: str) -> Catalogue:
    """Return all questionnaires in a language. Raise ContentError with every problem found."""
    flows: dict[tuple[str, int], Flow] = {}
    problems: list[str] = []
    for name in library().items(FLOWS):
        for version in versions(name):
            try:
                flows[(name, version)] = read_flow(name, version, language)
            except ContentError as error:
                gather(problems, error)
    if problems:
        raise ContentError(problems)
    return Catalogue(flows=flows)


def versions(name: str) -> list[int]:
    """Return the versions of a questionnaire that are there, oldest first."""
    folders = library().items(FLOWS, name)
    return sorted(int(each[1:]) for each in folders if each[:1] == "v" and each[1:].isdigit())


def kind_of(name: str) -> str:
    """Return the kind of the questionnaire of this name; empty when it is no longer there."""
    flows = catalogue(LANGUAGES[0]).flows
    return next((flow.kind for (known, _version), flow in flows.items() if known == name), "")


EXERCISES = ("grenzen", "activiteiten", "doelen", "contact")
"""The order in which a carer meets them (seed 000); others follow by name."""


def is_offered(name: str) -> bool:
    """Return whether a questionnaire can be begun: a host may leave checks out."""
    return name not in settings.CHECKS_OFF


def checks(language: str) -> list[Flow]:
    """Return the current checks, by name."""
    return [flow for flow in catalogue(language).current() if flow.kind == "check"]


def exercises(language: str) -> list[Flow]:
    """Return the current exercises in their order."""
    found = [flow for flow in catalogue(language).current() if flow.kind == "exercise"]
    order = {name: place for place, name in enumerate(EXERCISES)}
    return sorted(found, key=lambda flow: (order.get(flow.name, len(order)), flow.name))


def load() -> None:
    """Read everything in every language, so that an error shows at start-up."""
    for language in LANGUAGES:
        catalogue(language)
