"""The texts of this site for other programs: articles, themes, pathways, needs and the rest."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Literal

from pydantic import Field

from balans.api.hsds import Given, Id, Mail, Uri
from balans.api.ids import named
from balans.api.site import page_called, page_of, whole
from balans.api.taxonomy import need_term
from balans.articles import content as articles
from balans.articles.screen import article_page
from balans.core.prose import as_html, plain
from balans.core.references import with_references
from balans.directory.helplines import helplines
from balans.directory.needs import needs
from balans.questionnaires.content import exercises

Language = Literal["nl", "en"]
NAME = Field(description="Its name, the same in every language.", examples=["respijtzorg"])
URL = Field(description="Its page for people.")
DYING = Field(
    description="It is about dying, death or grief: not to be shown to somebody who did not ask."
)
REVIEWED = Field(description="Day on which somebody last read it through.")
SOURCES = Field(description="Where the facts come from.")


class ArticleInList(Given):
    """An article without its text."""

    name: str = NAME
    title: str
    summary: str = Field(description="The first paragraph, without marks.")
    theme: str = Field(description="Name of its theme.")
    audience: Literal["carer", "young", "child"] = Field(description="For whom it is written.")
    about_dying: bool = DYING
    needs: list[str] = Field(description="Names of the needs that it answers.")
    reviewed: date = REVIEWED
    language: Language
    url: Uri = URL


class Article(ArticleInList):
    """An article with its text, as Markdown (CommonMark) and as safe HTML."""

    markdown: str = Field(description="The whole text. Links to this site are whole addresses.")
    html: str = Field(description="The same as HTML, without scripts and styles.")
    sources: list[str] = SOURCES
    related: list[str] = Field(description="Names of articles that go with it.")
    services: list[Id] = Field(description="Ids of offers that go with it; see /services/{id}.")
    exercises: list[str] = Field(description="Names of exercises that go with it.")
    helplines: list[str] = Field(description="Names of helplines that go with it.")


class Theme(Given):
    """A theme with its articles, in order."""

    name: str = NAME
    title: str
    summary: str
    articles: list[str] = Field(description="Names of its articles.")
    language: Language
    url: Uri = URL


class Pathway(Given):
    """What to read in a phase, in this order."""

    name: str = NAME
    title: str
    summary: str = Field(description="For whom this phase is.")
    first: str = Field(description="What helps most now.")
    articles: list[str] = Field(description="Names of articles, in order.")
    needs: list[str] = Field(description="Names of needs in this phase.")
    about_dying: bool = DYING
    reviewed: date = REVIEWED
    sources: list[str] = SOURCES
    language: Language
    url: Uri = URL


class Need(Given):
    """What a carer needs, in a carer's own words, with a direct answer."""

    name: str = NAME
    taxonomy_term_id: Id = Field(description="Its term; see /taxonomy_terms/{id}.")
    kind: Literal["information", "practical", "emotional", "recognition"]
    title: str
    answer: str = Field(description="The direct answer, with the first step.")
    ways: list[str] = Field(description="How people say it.")
    services: list[Id] = Field(description="Ids of the offers that fit best.")
    articles: list[str] = Field(description="Names of articles that fit.")
    exercises: list[str] = Field(description="Names of exercises that fit.")
    helplines: list[str] = Field(description="Names of helplines that fit.")
    about_dying: bool = DYING
    reviewed: date = REVIEWED
    sources: list[str] = SOURCES
    language: Language
    url: Uri = URL


class Exercise(Given):
    """An exercise that one can do here."""

    name: str = NAME
    title: str
    summary: str
    minutes: int = Field(description="How long it takes.")
    brings: list[str] = Field(description="What one has at the end.")
    reviewed: date = REVIEWED
    sources: list[str] = SOURCES
    language: Language
    url: Uri = URL


class Helpline(Given):
    """Somebody to call."""

    name: str = NAME
    title: str
    group: Literal["danger", "now", "care", "listen"] = Field(description="How urgent it is.")
    text: str
    how: str | None = Field(default=None, description="How one asks.")
    hours: str | None = Field(default=None, description="When, in words.")
    always: bool = Field(description="Day and night, every day.")
    phone: str | None = None
    sms: str | None = None
    whatsapp: str | None = None
    chat: str | None = None
    email: Mail | None = None
    language: Language
    url: Uri = URL


def language_of(code: str) -> Language:
    """Return a language as the models name it."""
    return "en" if code == "en" else "nl"


@cache
def articles_in_list(language: str) -> tuple[ArticleInList, ...]:
    """Return every article without its text."""
    return tuple(_in_list(each, language) for each in articles.articles(language).values())


def _in_list(article: articles.Article, language: str) -> ArticleInList:
    entry = article.entry
    return ArticleInList(
        name=article.name,
        title=article.title,
        summary=plain(article.lead),
        theme=entry.theme,
        audience=entry.audience,
        about_dying=entry.about_dying,
        needs=list(entry.needs),
        reviewed=entry.reviewed,
        language=language_of(language),
        url=page_of("article", article.name, language),
    )


def article(name: str, language: str) -> Article:
    """Return an article with its text. Raise KeyError."""
    found = article_page(name, language).article
    entry, text = found.entry, found.prose.text
    return Article(
        **_in_list(found, language).model_dump(),
        markdown=whole(with_references(text, language), "]("),
        html=whole(as_html(text, language), 'href="'),
        sources=list(entry.sources),
        related=list(entry.related),
        services=services(entry.offers),
        exercises=list(entry.exercises),
        helplines=list(entry.helplines),
    )


def services(names: Iterable[str]) -> list[str]:
    """Return the ids of national offers."""
    return [str(named("service", each)) for each in names]


def themes(language: str) -> list[Theme]:
    """Return every theme, in order."""
    return [
        Theme(
            name=each.name,
            title=each.title,
            summary=each.lead,
            articles=[article.name for article in each.articles],
            language=language_of(language),
            url=page_called("articles:theme", language, each.slug),
        )
        for each in articles.themes(language).values()
    ]


def pathways(language: str) -> list[Pathway]:
    """Return every pathway, in order."""
    return [
        Pathway(
            name=each.name,
            title=each.title,
            summary=plain(each.lead),
            first=plain(each.first),
            articles=[article.name for article in each.articles],
            needs=list(each.entry.needs),
            about_dying=each.entry.about_dying,
            reviewed=each.entry.reviewed,
            sources=list(each.entry.sources),
            language=language_of(language),
            url=page_of("pathway", each.name, language),
        )
        for each in articles.pathways(language).values()
    ]


def all_needs(language: str) -> list[Need]:
    """Return every need, by kind and then in order."""
    return [
        Need(
            name=each.name,
            taxonomy_term_id=str(need_term(each.name)),
            kind=each.entry.kind,
            title=each.title,
            answer=each.answer,
            ways=list(each.ways),
            services=services(each.entry.first),
            articles=list(each.entry.articles),
            exercises=list(each.entry.exercises),
            helplines=list(each.entry.helplines),
            about_dying=each.entry.about_dying,
            reviewed=each.reviewed,
            sources=list(each.entry.sources),
            language=language_of(language),
            url=page_of("need", each.name, language),
        )
        for each in needs(language).values()
    ]


def all_exercises(language: str) -> list[Exercise]:
    """Return the exercises, in order."""
    return [
        Exercise(
            name=each.name,
            title=each.words.title,
            summary=each.words.summary,
            minutes=each.minutes,
            brings=list(each.words.brings),
            reviewed=each.reviewed,
            sources=list(each.sources),
            language=language_of(language),
            url=page_of("exercise", each.name, language),
        )
        for each in exercises(language)
    ]


def all_helplines(language: str) -> list[Helpline]:
    """Return whom one can call, the most urgent first."""
    return [
        Helpline(
            name=each.id,
            title=each.name,
            group=each.group,
            text=each.text,
            how=each.how or None,
            hours=each.hours or None,
            always=each.always,
            phone=each.phone or None,
            sms=each.sms or None,
            whatsapp=each.whatsapp or None,
            chat=each.chat or None,
            email=each.mail or None,
            language=language_of(language),
            url=page_of("helpline", each.id, language),
        )
        for each in helplines(language).values()
    ]
