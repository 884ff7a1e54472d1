"""Materials for who points others to this site: as pages, as texts to copy, and as PDF."""

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from balans.core.addresses import whole_address
from balans.core.files import pdf_response
from balans.core.language import page_language
from balans.core.references import Reference
from balans.outreach.content import Letter, TextWords, letter_called, letters
from balans.outreach.filling import filled, mailto, rows_for
from balans.outreach.organisation import Typed, read
from balans.outreach.printing import pdf_of
from balans.pages.middleware import public_page
from balans.ui.types import Error

PLAIN = "brief"
"""The sheet of a text."""


@dataclass(frozen=True)
class Sheet:
    """One PDF of a material, as a page offers it."""

    text: str
    href: str


@public_page
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show all materials, and the form for one's own name. Nothing of it is kept."""
    typed, language = read(request.GET.dict()), page_language()
    known = letters(language).values()
    context = {
        "typed": typed,
        "errors": _errors(typed),
        "prints": [(each, _sheets(each, typed)) for each in known if each.entry.kind == "print"],
        "texts": [_pointed(each, typed) for each in known if each.entry.kind != "print"],
        "link": whole_address("outreach:index") + typed.organisation.query,
    }
    _elsewhere(request, typed)
    return render(request, "outreach/index.html", context, status=422 if typed.errors else 200)


@public_page
@require_safe
def material(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one material: its words, and a way to copy, mail or print them."""
    letter, typed = _letter(slug), read(request.GET.dict())
    text = "" if letter.entry.kind == "print" else filled(letter, typed.organisation)
    context = {
        "letter": letter,
        "typed": typed,
        "errors": _errors(typed),
        "sheets": _sheets(letter, typed),
        "text": text,
        "rows": rows_for(text),
        "mailto": mailto(letter.words.subject, text)
        if isinstance(letter.words, TextWords) and letter.words.subject
        else "",
        "steps": ((_("Al het materiaal"), reverse("outreach:index") + typed.organisation.query),),
    }
    _elsewhere(request, typed, letter)
    return render(request, "outreach/material.html", context, status=422 if typed.errors else 200)


@require_safe
def pdf(request: HttpRequest, slug: str, size: str) -> HttpResponse:
    """Give a material as PDF. What cannot be printed leads back to its page, which says so."""
    letter, typed = _letter(slug), read(request.GET.dict())
    sheet = next((each for each in letter.entry.sizes if each == size), None)
    if sheet is None and (letter.entry.sizes or size != PLAIN):
        raise Http404
    if typed.errors:
        page = reverse("outreach:material", args=[letter.slug])
        return redirect(f"{page}?{typed.query}")
    return pdf_response(pdf_of(letter, sheet, typed.organisation), f"{letter.slug}-{size}")


def _letter(slug: str) -> Letter:
    try:
        return letter_called(slug, page_language())
    except KeyError:
        raise Http404 from None


def _errors(typed: Typed) -> list[Error]:
    return [Error(field_id=f"id_{name}", text=text) for name, text in typed.errors.items()]


def _sheets(letter: Letter, typed: Typed) -> list[Sheet]:
    names = {
        "a5": _("Flyer op A5 (PDF)"),
        "a4-twee": _("Twee flyers op A4 (PDF)"),
        "a4": _("Poster op A4 (PDF)"),
        PLAIN: _("Bewaar of print deze tekst (PDF)"),
    }
    query = typed.organisation.query
    return [
        Sheet(names[size], reverse("outreach:pdf", args=[letter.slug, size]) + query)
        for size in letter.entry.sizes or (PLAIN,)
    ]


def _pointed(letter: Letter, typed: Typed) -> Reference:
    href = reverse("outreach:material", args=[letter.slug]) + typed.organisation.query
    return Reference("letter", letter.name, letter.title, href, letter.words.use)


def _elsewhere(request: HttpRequest, typed: Typed, letter: Letter | None = None) -> None:
    """Tell the page where it stands in every language, what was typed along."""
    found = {}
    for code, _label in settings.LANGUAGES:
        with override(code):
            name = "outreach:material" if letter else "outreach:index"
            arguments = [letters(code)[letter.name].slug] if letter else []
            found[code] = reverse(name, args=arguments) + typed.organisation.query
    request.alternates = found  # type: ignore[attr-defined]
