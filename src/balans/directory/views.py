"""Who to call now, and the support map: by need, and one offer at a time."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from balans.core.references import refer
from balans.directory.helplines import Group, helplines
from balans.directory.national import support
from balans.directory.needs import need_called, needs
from balans.pages.middleware import public_page

GROUPS: tuple[Group, ...] = ("danger", "now", "care", "listen")


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE


@public_page
@require_safe
def talk_now(request: HttpRequest) -> HttpResponse:
    """Show the helplines by how urgent it is, each with a link that dials.

    Works without a session, a database or JavaScript.
    """
    lines = helplines(_language()).values()
    groups = [(group, [line for line in lines if line.group == group]) for group in GROUPS]
    return render(request, "directory/talk_now.html", {"groups": groups})


@public_page
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show the needs, by kind."""
    return render(request, "directory/index.html", {"needs": needs(_language()).values()})


@public_page
@require_safe
def need(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer a need, and show what fits it."""
    language = _language()
    try:
        shown = need_called(slug, language)
    except KeyError:
        raise Http404 from None
    first = [support(language)[each] for each in shown.entry.first]
    articles = [refer("article", each, language) for each in shown.entry.articles]
    context = {"shown": shown, "offers": first, "articles": articles}
    return render(request, "directory/need.html", context)


@public_page
@require_safe
def offer(request: HttpRequest, name: str) -> HttpResponse:
    """Show a national offer."""
    try:
        shown = support(_language())[name]
    except KeyError:
        raise Http404 from None
    return render(request, "directory/offer.html", {"shown": shown})
