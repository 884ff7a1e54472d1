"""Articles, themes and pathways, as content."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pydantic import Field

from balans.core.content import LANGUAGES, Content, ContentError, Id, Provenance, Words, library
from balans.core.facts import with_facts
from balans.core.prose import Prose, read_prose

ARTICLES, THEMES, PATHWAYS = "articles", "themes", "pathways"
ReaderKind = Literal["carer", "young", "child"]
NOW = {"nl": "Wat kun je nu doen", "en": "What you can do now"}
"""The heading of the last section of every article."""

SAFE_AT_HOME = "Veilig Thuis"
"""Named in both languages wherever a text is about violence at home."""

HEADING = re.compile(r"^## (.+)$", re.MULTILINE)


class ArticleEntry(Provenance):
    """Structure of an article: where it stands, and what belongs to it."""

    theme: Id
    order: int
    slug_en: Id
    audience: ReaderKind = "carer"
    about_dying: bool = False
    """Not shown to somebody who did not ask."""

    after_death: bool = False
    """Whether the loved one has died when somebody reads this."""

    needs: tuple[Id, ...] = Field(min_length=1, max_length=4)
    related: tuple[Id, ...] = Field(min_length=2, max_length=4)
    offers: tuple[Id, ...] = Field(min_length=1, max_length=4)
    exercises: tuple[Id, ...] = Field(default=(), max_length=2)
    checks: tuple[Id, ...] = Field(default=(), max_length=2)
    helplines: tuple[Words, ...] = Field(default=(), max_length=4)
    illustration: Id | Literal[""] = ""


class ThemeEntry(Content):
    order: int
    slug_en: Id
    illustration: Id


class ThemeWords(Content):
    title: Words
    lead: Words


class PathwayEntry(Provenance):
    """Structure of a pathway: what to read in a phase, in this order."""

    order: int
    slug_en: Id
    illustration: Id
    about_dying: bool = False
    articles: tuple[Id, ...] = Field(min_length=3)
    needs: tuple[Id, ...] = Field(min_length=1)


class PathwayWords(Content):
    title: Words
    lead: Words
    """For whom this phase is, so that one recognises oneself."""

    first: Words
    """What helps most now."""


@dataclass(frozen=True)
class Article:
    """One article in one language: a lead, the body, and what can be done now."""

    name: Id
    slug: str
    entry: ArticleEntry
    prose: Prose

    @property
    def title(self) -> str:
        return self.prose.title

    @property
    def lead(self) -> str:
        """Return the first paragraph: what this brings."""
        return self.prose.text.partition("\n\n")[0].strip()

    @property
    def is_about_safety(self) -> bool:
        """Return whether it tells who helps when one is not safe at home."""
        return SAFE_AT_HOME in self.prose.text

    @property
    def sections(self) -> list[tuple[str, str]]:
        """Return each heading with the Markdown below it, in order; what one can do now last."""
        parts = HEADING.split(self.prose.text)[1:]
        return [(parts[at].strip(), parts[at + 1].strip()) for at in range(0, len(parts), 2)]


@dataclass(frozen=True)
class Theme:
    """A theme in one language, with its articles in order."""

    name: Id
    slug: str
    entry: ThemeEntry
    title: str
    lead: str
    articles: tuple[Article, ...]


@dataclass(frozen=True)
class Pathway:
    """What to read in a phase, in one language."""

    name: Id
    slug: str
    entry: PathwayEntry
    title: str
    lead: str
    first: str
    articles: tuple[Article, ...]


@cache
def articles(language: str) -> Mapping[str, Article]:
    """Return every article by name. Raise ContentError."""
    return {name: _article(name, language) for name in library().items(ARTICLES)}


def _article(name: str, language: str) -> Article:
    entry = library().decode(ArticleEntry, ARTICLES, name, "article.toml")
    slug = name if language == "nl" else entry.slug_en
    return Article(name=name, slug=slug, entry=entry, prose=read_prose(ARTICLES, name, language))


@cache
def themes(language: str) -> Mapping[str, Theme]:
    """Return every theme by name, in order. Raise ContentError."""
    found = [_theme(name, language) for name in library().items(THEMES)]
    return {each.name: each for each in sorted(found, key=lambda each: each.entry.order)}


def _theme(name: str, language: str) -> Theme:
    entry = library().decode(ThemeEntry, THEMES, name, "theme.toml")
    words = library().decode(ThemeWords, THEMES, name, f"{language}.toml")
    within = [each for each in articles(language).values() if each.entry.theme == name]
    return Theme(
        name=name,
        slug=name if language == "nl" else entry.slug_en,
        entry=entry,
        title=words.title,
        lead=words.lead,
        articles=tuple(sorted(within, key=lambda each: each.entry.order)),
    )


@cache
def pathways(language: str) -> Mapping[str, Pathway]:
    """Return every pathway by name, in order. Raise ContentError."""
    found = [_pathway(name, language) for name in library().items(PATHWAYS)]
    return {each.name: each for each in sorted(found, key=lambda each: each.entry.order)}


def _pathway(name: str, language: str) -> Pathway:
    where = f"{PATHWAYS}/{name}/pathway.toml"
    entry = library().decode(PathwayEntry, PATHWAYS, name, "pathway.toml")
    words = library().decode(PathwayWords, PATHWAYS, name, f"{language}.toml")
    known = articles(language)
    if missing := [each for each in entry.articles if each not in known]:
        raise ContentError([f"{where}: articles: there is no article '{each}'" for each in missing])
    texts = {
        each: with_facts(text, where=f"{PATHWAYS}/{name}/{language}.toml")
        for each, text in words.model_dump().items()
    }
    return Pathway(
        name=name,
        slug=name if language == "nl" else entry.slug_en,
        entry=entry,
        articles=tuple(known[each] for each in entry.articles),
        **texts,
    )


@cache
def article_at(theme_slug: str, slug: str, language: str) -> Article:
    """Return the article with an address. Raise KeyError."""
    theme = theme_called(theme_slug, language)
    return {each.slug: each for each in theme.articles}[slug]


def theme_called(slug: str, language: str) -> Theme:
    """Return the theme with an address. Raise KeyError."""
    return {each.slug: each for each in themes(language).values()}[slug]


def pathway_called(slug: str, language: str) -> Pathway:
    """Return the pathway with an address. Raise KeyError."""
    return {each.slug: each for each in pathways(language).values()}[slug]


def load() -> None:
    """Read everything in every language, so that an error shows at start-up."""
    for language in LANGUAGES:
        themes(language)
        pathways(language)
