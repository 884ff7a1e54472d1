"""An article as a page shows it: sections as HTML, and what belongs to it by name."""

from dataclasses import dataclass
from functools import cache

from balans.articles.content import NOW, Article, Theme, articles, themes
from balans.core.prose import as_html, plain
from balans.core.references import Reference, refer, references
from balans.directory.helplines import Helpline, helplines


@dataclass(frozen=True)
class Section:
    """A heading with what stands below it. `html` is safe: our own Markdown."""

    heading: str
    html: str


@dataclass(frozen=True)
class ArticlePage:
    """All that the page of an article needs, in one language."""

    article: Article
    theme: Theme
    language: str
    href: str
    lead: str
    description: str
    """The lead without marks, for who shows this page elsewhere."""

    sections: tuple[Section, ...]
    now: Section
    """What one can do now."""

    illustration: str
    related: tuple[Reference, ...]
    offers: tuple[Reference, ...]
    folded: tuple[Reference, ...]
    """Offers about dying, at an article that is not: nobody asked."""

    exercises: tuple[Reference, ...]
    checks: tuple[Reference, ...]
    helplines: tuple[Helpline, ...]


@cache
def article_page(name: str, language: str) -> ArticlePage:
    """Return an article as its page shows it. Raise KeyError for a name that is not there."""
    article = articles(language)[name]
    entry = article.entry
    sections = [Section(heading, as_html(text, language)) for heading, text in article.sections]
    lines = helplines(language)
    named = [each for each in entry.offers if each not in entry.helplines]
    offers = [refer("offer", each, language) for each in named]
    folded = [] if entry.about_dying else [each for each in offers if each.about_dying]
    return ArticlePage(
        article=article,
        theme=themes(language)[entry.theme],
        language=language,
        href=refer("article", article.name, language).href,
        lead=as_html(article.lead, language),
        description=plain(article.lead),
        sections=tuple(each for each in sections if each.heading != NOW[language]),
        now=sections[-1],
        illustration=entry.illustration or themes(language)[entry.theme].entry.illustration,
        related=tuple(refer("article", each, language) for each in entry.related),
        offers=tuple(each for each in offers if each not in folded),
        folded=tuple(folded),
        exercises=tuple(refer("exercise", each, language) for each in entry.exercises),
        checks=tuple(each for each in references("check", language) if each.name in entry.checks),
        helplines=tuple(_line(lines[each], entry.after_death) for each in entry.helplines),
    )


def _line(line: Helpline, after_death: bool) -> Helpline:
    """Return a helpline, in words that fit whether the loved one lives."""
    return line.for_bereaved if after_death else line
