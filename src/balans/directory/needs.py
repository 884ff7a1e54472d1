"""Needs in a carer's own words, as content: the hub from a question to help.

The four kinds are those of Visser (seed 002, chapter 2).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal, get_args

from pydantic import Field

from balans.core.content import LANGUAGES, Content, Id, Provenance, Words, library
from balans.core.facts import with_facts

NEEDS = "needs"
NeedKind = Literal["information", "practical", "emotional", "recognition"]
NEED_KINDS: tuple[NeedKind, ...] = get_args(NeedKind)


class NeedEntry(Provenance):
    """Structure of a need: what fits it, the best first."""

    kind: NeedKind
    order: int
    slug_en: Id
    about_dying: bool = False
    after_death: bool = False
    """Whether the loved one has died when somebody asks this."""

    meeting_others: bool = False
    """Whether it is about meeting others: then groups near by are shown."""

    first: tuple[Id, ...] = Field(min_length=1, max_length=3)
    """National offers that fit best; each names this need among its own."""

    articles: tuple[Id, ...] = Field(min_length=1, max_length=3)
    exercises: tuple[Id, ...] = ()
    helplines: tuple[Words, ...] = ()


class NeedWords(Content):
    title: Words
    answer: Words
    """The direct answer, with the first step."""

    ways: tuple[Words, ...] = Field(min_length=5)
    """How people say it: what the search goes by."""


@dataclass(frozen=True)
class Need:
    """What a carer needs, in one language."""

    name: Id
    slug: str
    entry: NeedEntry
    title: str
    answer: str
    ways: tuple[str, ...]

    @property
    def reviewed(self) -> date:
        return self.entry.reviewed


@cache
def need_names() -> frozenset[str]:
    """Return the names of all needs."""
    return frozenset(library().items(NEEDS))


@cache
def needs(language: str) -> Mapping[str, Need]:
    """Return every need by name, by kind and then in order. Raise ContentError."""
    found = [_need(name, language) for name in library().items(NEEDS)]
    found.sort(key=lambda each: (NEED_KINDS.index(each.entry.kind), each.entry.order))
    return {each.name: each for each in found}


def need_called(slug: str, language: str) -> Need:
    """Return the need with an address. Raise KeyError."""
    return _by_slug(language)[slug]


@cache
def _by_slug(language: str) -> Mapping[str, Need]:
    return {each.slug: each for each in needs(language).values()}


def _need(name: str, language: str) -> Need:
    entry = library().decode(NeedEntry, NEEDS, name, "need.toml")
    words = library().decode(NeedWords, NEEDS, name, f"{language}.toml")
    return Need(
        name=name,
        slug=name if language == "nl" else entry.slug_en,
        entry=entry,
        title=words.title,
        answer=with_facts(words.answer, where=f"{NEEDS}/{name}/{language}.toml"),
        ways=words.ways,
    )


def load() -> None:
    """Read every need in every language, so that an error shows at start-up."""
    for language in LANGUAGES:
        needs(language)
