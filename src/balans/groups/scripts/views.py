"""Our scripts, situations and handouts, for everybody: on the screen and on paper."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balans.core.files import pdf_response
from balans.core.language import page_language
from balans.core.prose import as_html
from balans.core.references import Reference, refer
from balans.directory.helplines import helplines
from balans.documents.handout import Handout as Sheet
from balans.documents.handout import render_handout
from balans.documents.pdf import render as render_pdf
from balans.groups import pointing
from balans.groups.content import Paged, Script, guide, handouts, scripts, situations
from balans.groups.paper import say_minutes, script_document
from balans.groups.scripts.showing import place_of, shown
from balans.pages.middleware import public_page

Item = TypeVar("Item", bound=Paged)
AT_HAND = 3
"""So many situations are printed with a script: who needs help now, a death, somebody who cries."""


@public_page
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show all meetings in their order, what to do when something happens, sheets, how to begin."""
    language = page_language()
    begin = guide(language)
    context = {
        "rows": [
            (place_of(each), pointing.script(name, language), say_minutes(each.minutes))
            for name, each in scripts(language).items()
        ],
        "situations": _situations(),
        "handouts": [pointing.handout(name, language) for name in handouts(language)],
        "guide": begin,
        "guide_html": as_html(begin.prose.text, language),
    }
    return render(request, "groups/scripts.html", context)


@public_page
@require_safe
def script(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one script of ours: what to prepare, and each step with its minute."""
    found = called(scripts, slug)
    _elsewhere(request, pointing.script, found.name)
    context = {
        "shown": shown(found),
        "slug": slug,
        "place": place_of(found),
        "situations": _situations(),
        "steps": _trail(),
    }
    return render(request, "groups/script.html", context)


@require_safe
def script_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """Give a script of ours on paper."""
    return pdf_response(script_paper(called(scripts, slug)), slug)


def script_paper(script: Script) -> bytes:
    """Return a script as PDF, with at its end what to do in the most urgent situations."""
    urgent = tuple(situations(script.language).values())[:AT_HAND]
    return render_pdf(script_document(script, situations=urgent))


@public_page
@require_safe
def situation(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what to do when something happens in a group, and whom to call."""
    found, language = called(situations, slug), page_language()
    _elsewhere(request, pointing.situation, found.name)
    lines = helplines(language)
    context = {
        "shown": found,
        "helplines": [lines[each] for each in found.helplines],
        "offers": [refer("offer", each, language) for each in found.offers],
        "others": [each for each in _situations() if each.name != found.name],
        "steps": _trail(),
    }
    return render(request, "groups/situation.html", context)


@public_page
@require_safe
def handout(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a sheet to hand out."""
    found = called(handouts, slug)
    _elsewhere(request, pointing.handout, found.name)
    return render(request, "groups/handout.html", {"shown": found, "slug": slug, "steps": _trail()})


@require_safe
def handout_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """Give a sheet to hand out on paper."""
    found = called(handouts, slug)
    sheet = Sheet(
        language=page_language(),
        title=found.title,
        lead=found.lead,
        items=found.items,
        close=found.close,
    )
    return pdf_response(render_handout(sheet), slug)


def called(room: Callable[[str], Mapping[str, Item]], slug: str) -> Item:
    """Return the item whose address in the language of the page is so. Raise Http404."""
    language = page_language()
    for each in room(language).values():
        if each.slug(language) == slug:
            return each
    raise Http404


def _situations() -> list[Reference]:
    language = page_language()
    return [pointing.situation(name, language) for name in situations(language)]


def _trail() -> tuple[tuple[str, str], ...]:
    return ((_("Draaiboeken"), reverse("groups:scripts")),)


def _elsewhere(request: HttpRequest, point: Callable[[str, str], Reference], name: str) -> None:
    """Tell the page where it stands in every language."""
    codes = [code for code, _label in settings.LANGUAGES]
    request.alternates = {  # type: ignore[attr-defined]
        code: point(name, code).href for code in codes
    }
