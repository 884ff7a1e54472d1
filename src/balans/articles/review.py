"""What the content check looks at in articles, themes and pathways: shape, length, names."""

from collections.abc import Iterator

from django.conf import settings

from balans.articles.content import (
    ARTICLES,
    NOW,
    PATHWAYS,
    Article,
    articles,
    pathways,
    themes,
)
from balans.core.content import LANGUAGES, ContentError
from balans.core.readability import count_words
from balans.core.references import check, check_written
from balans.ui.illustrations import markup

LENGTH = {"carer": (250, 600), "young": (150, 400), "child": (80, 300)}
"""Words, at least and at most, by reader (content.md)."""

SECTIONS = (3, 8)


def problems() -> Iterator[str]:
    """Yield what is wrong beyond the types, each with its file."""
    for language in LANGUAGES:
        for article in articles(language).values():
            yield from _article(article, language)
        yield from _twice(language)
    yield from _themes_and_pathways()


def _article(article: Article, language: str) -> Iterator[str]:
    entry, where = article.entry, f"{ARTICLES}/{article.name}/article.toml"
    text = f"{ARTICLES}/{article.name}/{language}.md"
    if entry.theme not in themes(language):
        yield f"{where}: theme: there is no theme '{entry.theme}'"
    if not entry.sources:
        yield f"{where}: sources: name at least one source"
    named = (
        ("need", entry.needs),
        ("article", entry.related),
        ("offer", entry.offers),
        ("exercise", entry.exercises),
        ("check", tuple(each for each in entry.checks if each not in settings.CHECKS_OFF)),
        ("helpline", entry.helplines),
    )
    for kind, names in named:
        yield from _named(kind, names, where)
    yield from _written(article.prose.text, text)
    known = articles(language)
    if not entry.about_dying:
        for each in entry.related:
            if each in known and known[each].entry.about_dying:
                yield f"{where}: related: '{each}' is about dying and this is not"
    least, most = LENGTH[entry.audience]
    if not least <= (words := count_words(article.prose.text)) <= most:
        yield f"{text}: {words} words (between {least} and {most})"
    headings = [heading for heading, _body in article.sections]
    if not headings or headings[-1] != NOW[language]:
        yield f"{text}: the last heading is not “{NOW[language]}”"
    if not SECTIONS[0] <= len(headings) <= SECTIONS[1]:
        yield f"{text}: {len(headings)} headings (between {SECTIONS[0]} and {SECTIONS[1]})"
    if not article.lead or article.lead.startswith("#"):
        yield f"{text}: the lead is missing"
    if entry.illustration:
        yield from _drawn(entry.illustration, where)


def _named(kind: str, names: tuple[str, ...], where: str) -> Iterator[str]:
    try:
        check(kind, names, where=where)
    except ContentError as error:
        yield from error.problems


def _written(markdown: str, where: str) -> Iterator[str]:
    try:
        check_written(markdown, where=where)
    except ContentError as error:
        yield from error.problems


def _drawn(name: str, where: str) -> Iterator[str]:
    try:
        markup(name)
    except KeyError as error:
        yield f"{where}: illustration: {error}"


def _twice(language: str) -> Iterator[str]:
    for theme in themes(language).values():
        slugs = [each.slug for each in theme.articles]
        for slug in sorted({each for each in slugs if slugs.count(each) > 1}):
            yield f"{ARTICLES}: slug '{slug}' stands twice in {theme.name} ({language})"
        if not theme.articles:
            yield f"themes/{theme.name}: there is no article in it"


def _themes_and_pathways() -> Iterator[str]:
    for theme in themes("nl").values():
        yield from _drawn(theme.entry.illustration, f"themes/{theme.name}/theme.toml")
    for pathway in pathways("nl").values():
        where = f"{PATHWAYS}/{pathway.name}/pathway.toml"
        yield from _drawn(pathway.entry.illustration, where)
        yield from _named("need", pathway.entry.needs, where)
        for each in pathway.articles:
            if each.entry.about_dying and not pathway.entry.about_dying:
                yield f"{where}: articles: '{each.name}' is about dying and this phase is not"
