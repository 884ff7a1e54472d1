"""Articles and pathways as other texts point at them."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import override

from balans.articles.content import articles, pathways, themes
from balans.core.prose import plain
from balans.core.references import Reference


def article_names() -> Iterable[str]:
    """Return the names of all articles."""
    return articles("nl")


def article(name: str, language: str) -> Reference:
    """Return an article as a reference. Raise KeyError."""
    found = articles(language)[name]
    theme = themes(language)[found.entry.theme]
    with override(language):
        href = reverse("articles:article", args=[theme.slug, found.slug])
    return Reference(
        kind="article",
        name=name,
        title=found.title,
        href=href,
        text=plain(found.lead),
        about_dying=found.entry.about_dying,
    )


def pathway_names() -> Iterable[str]:
    """Return the names of all pathways."""
    return pathways("nl")


def pathway(name: str, language: str) -> Reference:
    """Return a pathway as a reference. Raise KeyError."""
    found = pathways(language)[name]
    with override(language):
        href = reverse("articles:pathway", args=[found.slug])
    return Reference(
        kind="pathway",
        name=name,
        title=found.title,
        href=href,
        text=found.lead,
        about_dying=found.entry.about_dying,
    )


def theme_names() -> Iterable[str]:
    """Return the names of all themes."""
    return themes("nl")


def theme(name: str, language: str) -> Reference:
    """Return a theme as a reference. Raise KeyError."""
    found = themes(language)[name]
    with override(language):
        href = reverse("articles:theme", args=[found.slug])
    return Reference(kind="theme", name=name, title=found.title, href=href, text=found.lead)
