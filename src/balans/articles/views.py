"""Information: themes, pathways by phase, and articles, also on paper."""

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balans.articles.content import (
    Article,
    article_at,
    pathway_called,
    pathways,
    theme_called,
    themes,
)
from balans.articles.pointing import article as article_reference
from balans.articles.pointing import pathway as pathway_reference
from balans.articles.pointing import theme as theme_reference
from balans.articles.printing import article_document
from balans.articles.screen import ArticlePage, article_page
from balans.core.files import pdf_response
from balans.core.language import page_language
from balans.core.references import Reference, refer
from balans.documents.pdf import render as render_pdf
from balans.pages.middleware import public_page
from balans.ui.leaving import offer_leaving


def _elsewhere(request: HttpRequest, point: Callable[[str, str], Reference], name: str) -> None:
    """Tell the page where it stands in every language."""
    codes = [code for code, _label in settings.LANGUAGES]
    request.alternates = {  # type: ignore[attr-defined]
        code: point(name, code).href for code in codes
    }


def _trail(*below: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """Return where a page of this room stands: below the list of all, and below these."""
    return ((_("Informatie"), reverse("articles:index")), *below)


@public_page
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show the phases and the themes."""
    language = page_language()
    phases = [pathway_reference(each, language) for each in pathways(language)]
    context = {
        "phases": [each for each in phases if not each.about_dying],
        "later_phases": [each for each in phases if each.about_dying],
        "themes": themes(language).values(),
    }
    return render(request, "articles/index.html", context)


@public_page
@require_safe
def theme(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the articles of a theme; those about dying stay folded until one asks."""
    try:
        shown = theme_called(slug, page_language())
    except KeyError:
        raise Http404 from None
    _elsewhere(request, theme_reference, shown.name)
    found = [article_reference(each.name, page_language()) for each in shown.articles]
    context = {
        "shown": shown,
        "steps": _trail(),
        "is_for_young": all(each.entry.audience != "carer" for each in shown.articles),
        "open_ones": [each for each in found if not each.about_dying],
        "folded": [each for each in found if each.about_dying],
    }
    return render(request, "articles/theme.html", context)


@public_page
@require_safe
def pathway(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what to read in a phase, in order."""
    language = page_language()
    try:
        shown = pathway_called(slug, language)
    except KeyError:
        raise Http404 from None
    _elsewhere(request, pathway_reference, shown.name)
    context = {
        "shown": shown,
        "steps": _trail(),
        "readings": [article_reference(each.name, language) for each in shown.articles],
        "needs": [refer("need", each, language) for each in shown.entry.needs],
    }
    return render(request, "articles/pathway.html", context)


@public_page
@require_safe
def article(request: HttpRequest, theme_slug: str, slug: str) -> HttpResponse:
    """Show an article, with what fits it."""
    shown = _found(theme_slug, slug)
    if shown.article.is_about_safety:
        offer_leaving(request)
    _elsewhere(request, article_reference, shown.article.name)
    theme_page = theme_reference(shown.theme.name, shown.language)
    context = {"shown": shown, "steps": _trail((theme_page.title, theme_page.href))}
    return render(request, "articles/article.html", context)


@require_safe
def article_pdf(request: HttpRequest, theme_slug: str, slug: str) -> HttpResponse:
    """Give an article on paper."""
    shown = _found(theme_slug, slug)
    return pdf_response(render_pdf(article_document(shown, _origin(request))), slug)


def _found(theme_slug: str, slug: str) -> ArticlePage:
    language = page_language()
    try:
        found: Article = article_at(theme_slug, slug, language)
    except KeyError:
        raise Http404 from None
    return article_page(found.name, language)


def _origin(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"
