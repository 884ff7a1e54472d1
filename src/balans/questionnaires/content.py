"""Questionnaires as content: a definition with its words in one language, frozen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

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
from balans.questionnaires.blocks import AnyBlock
from balans.questionnaires.help import FLOWS, attached, read_help
from balans.questionnaires.kinds import AnyQuestion, Condition, Question


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


class Flow(Provenance):
    """A questionnaire at one version, in one language: all that the engine walks through."""

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))

    name: Id
    version: int
    language: str
    kind: Literal["exercise", "check", "survey", "assignment", "plan"]
    minutes: int
    illustration: str
    pages: tuple[Page, ...] = Field(min_length=1)
    outcome: tuple[AnyBlock, ...] = Field(min_length=1)
    words: FlowWords

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        return tuple(question for page in self.pages for question in page.questions)

    @cached_property
    def _by_id(self) -> Mapping[str, Question]:
        return {question.id: question for question in self.questions}

    def question(self, question_id: str) -> Question | None:
        return self._by_id.get(question_id)


class WordsFile(BaseModel):
    """A language file as it stands: words of the flow, then per page, question and block."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    slug: Any = None
    title: Any = None
    summary: Any = None
    lead: Any = None
    brings: Any = ()
    fallbacks: Any = Field(default_factory=dict)
    outcome: Any = None
    pages: dict[str, Any] = Field(default_factory=dict)
    questions: dict[str, Any] = Field(default_factory=dict)
    blocks: dict[str, Any] = Field(default_factory=dict)


def read_flow(name: str, version: int, language: str) -> Flow:
    """Return one questionnaire. Raise ContentError with file and field of every problem."""
    folder = (FLOWS, name, f"v{version}")
    structure = library().read(*folder, "flow.toml")
    words_file = "/".join((*folder, f"{language}.toml"))
    words = decode(WordsFile, library().read(*folder, f"{language}.toml"), where=words_file)
    merged = _merged(structure, words, where=words_file)
    merged |= {"name": name, "version": version, "language": language}
    merged["outcome"] = attached(merged["outcome"], read_help(name, language))
    return decode(Flow, merged, where=f"{words_file} with flow.toml")


def _merged(structure: dict[str, Any], words: WordsFile, *, where: str) -> dict[str, Any]:
    """Put each text beside the question, page or block that it belongs to."""
    pages = [
        {
            **page,
            "words": words.pages.get(page.get("id"), {}),
            "questions": [
                {**question, "words": words.questions.get(question.get("id"), {})}
                for question in page.get("questions", [])
            ],
        }
        for page in structure.get("pages", [])
    ]
    blocks = [
        {**block, "words": words.blocks.get(block.get("id"), {})}
        for block in structure.get("outcome", [])
    ]
    _complain_of_orphans(pages, blocks, words, where)
    own = words.model_dump(include={"slug", "title", "summary", "lead", "brings", "fallbacks"})
    flow_words = {**own, "outcome": words.outcome}
    return {**structure, "pages": pages, "outcome": blocks, "words": flow_words}


def _complain_of_orphans(
    pages: list[dict[str, Any]], blocks: list[dict[str, Any]], words: WordsFile, where: str
) -> None:
    questions = {question.get("id") for page in pages for question in page["questions"]}
    orphans = [
        *(f"pages.{each}" for each in words.pages if each not in {p.get("id") for p in pages}),
        *(f"questions.{each}" for each in words.questions if each not in questions),
        *(f"blocks.{each}" for each in words.blocks if each not in {b.get("id") for b in blocks}),
    ]
    if orphans:
        raise ContentError(
            [f"{where}: {each}: flow.toml has nothing by that id" for each in orphans]
        )


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

    def by_slug(self, slug: str) -> Flow | None:
        """Return the current version of the questionnaire at an address.

        A plan is filled in by the room `plans`, at an address of its own.
        """
        walked = (flow for flow in self.current() if flow.kind != "plan")
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


EXERCISES = ("grenzen", "activiteiten", "doelen", "contact")
"""The order in which a carer meets them (seed 000); others follow by name."""


def exercises(language: str) -> list[Flow]:
    """Return the current exercises in their order."""
    found = [flow for flow in catalogue(language).current() if flow.kind == "exercise"]
    order = {name: place for place, name in enumerate(EXERCISES)}
    return sorted(found, key=lambda flow: (order.get(flow.name, len(order)), flow.name))


def load() -> None:
    """Read everything in every language, so that an error shows at start-up."""
    for language in LANGUAGES:
        catalogue(language)
