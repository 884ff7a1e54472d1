"""Everything of one group to print, to copy and to hand out, for who leads it."""

import uuid
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balans.accounts.staff.guard import staff_view
from balans.core.files import pdf_response
from balans.core.language import page_language
from balans.core.references import Reference
from balans.documents.document import Document
from balans.documents.leaflet import Size
from balans.documents.pdf import render as render_pdf
from balans.groups.materials.content import material_called, materials
from balans.groups.materials.filling import subject_of, text_of
from balans.groups.materials.invitation import Invitation, day_of, invitation
from balans.groups.materials.papers import Paper, papers
from balans.groups.materials.printing import (
    attendance_document,
    evaluation_document,
    pdf_of,
    plan_document,
    print_text,
)
from balans.groups.opened import Led, led
from balans.outreach.content import Letter
from balans.outreach.filling import mailto, rows_for


@dataclass(frozen=True)
class Sheet:
    """One PDF of a material, as a page offers it."""

    text: str
    href: str


@staff_view("facilitator")
@require_safe
def index(request: HttpRequest, group_id: uuid.UUID) -> HttpResponse:
    """Show everything of this group in one list."""
    opened = led(request, group_id)
    said, language = _said(opened), page_language()
    known = materials(language).values()
    context = {
        "group": opened.group,
        "said": said,
        "prints": [(each, _sheets(each, group_id)) for each in known if each.entry.sizes],
        "open_texts": _pointed(group_id, inside=False),
        "inside_texts": _pointed(group_id, inside=True),
        "handouts": [
            Reference("paper", each.name, each.title, _paper_href(group_id, each.slug), each.lead)
            for each in papers(said).values()
        ],
    }
    return render(request, "groups/materials.html", context)


@staff_view("facilitator")
@require_safe
def material(request: HttpRequest, group_id: uuid.UUID, slug: str) -> HttpResponse:
    """Show one material: its words, and a way to copy, mail or print them."""
    opened, letter = led(request, group_id), _letter(slug)
    said = _said(opened)
    text = print_text(letter, said) if letter.entry.sizes else text_of(letter, said)
    subject = subject_of(letter, said)
    context = {
        "group": opened.group,
        "said": said,
        "letter": letter,
        "sheets": _sheets(letter, group_id),
        "subject": subject,
        "text": text,
        "rows": rows_for(text),
        "mailto": mailto(subject, text) if subject else "",
    }
    return render(request, "groups/material.html", context)


@staff_view("facilitator")
@require_safe
def material_pdf(request: HttpRequest, group_id: uuid.UUID, slug: str) -> HttpResponse:
    """Give a material as PDF; of a print on the sheet that was asked for, else its usual one."""
    opened, letter = led(request, group_id), _letter(slug)
    asked = request.GET.get("blad", "")
    size = _size(letter, asked)
    made = pdf_of(letter, size, _said(opened))
    return pdf_response(made, f"{letter.slug}-{size or 'brief'}")


@staff_view("facilitator")
@require_safe
def paper(request: HttpRequest, group_id: uuid.UUID, slug: str) -> HttpResponse:
    """Show a sheet to hand out: its words to copy, and as PDF with the group's name."""
    opened = led(request, group_id)
    found = _sheet(opened, slug)
    context = {
        "group": opened.group,
        "paper": found,
        "text": found.text,
        "rows": rows_for(found.text),
        "steps": ((_("Materiaal"), reverse("groups:materials", args=[group_id])),),
    }
    return render(request, "groups/paper.html", context)


@staff_view("facilitator")
@require_safe
def paper_pdf(request: HttpRequest, group_id: uuid.UUID, slug: str) -> HttpResponse:
    """Give a sheet to hand out as PDF."""
    return pdf_response(_sheet(led(request, group_id), slug).pdf, slug)


def _sheet(opened: Led, slug: str) -> Paper:
    found = papers(_said(opened)).get(slug)
    if found is None:
        raise Http404
    return found


@staff_view("facilitator")
@require_safe
def plan_paper(request: HttpRequest, group_id: uuid.UUID) -> HttpResponse:
    """Give "Mijn plan" to fill in by hand, with the group and its next day."""
    return _paper(plan_document(_said(led(request, group_id))), "mijn-plan")


@staff_view("facilitator")
@require_safe
def evaluation_paper(request: HttpRequest, group_id: uuid.UUID) -> HttpResponse:
    """Give the evaluation to fill in by hand."""
    return _paper(evaluation_document(_said(led(request, group_id))), _("evaluatie"))


@staff_view("facilitator")
@require_safe
def attendance_paper(request: HttpRequest, group_id: uuid.UUID) -> HttpResponse:
    """Give a list to tick who came; names stand on it only for who asks for that."""
    opened = led(request, group_id)
    names = _names(opened) if request.GET.get("namen") else ()
    days = [day_of(each) for each in opened.meetings]
    return _paper(attendance_document(_said(opened), days, names), _("wie-er-was"))


def _paper_href(group_id: uuid.UUID, slug: str) -> str:
    return reverse("groups:paper", args=[group_id, slug])


def _said(opened: Led) -> Invitation:
    return invitation(opened, page_language(), timezone.now())


def _paper(document: Document, name: str) -> HttpResponse:
    return pdf_response(render_pdf(document), name)


def _letter(slug: str) -> Letter:
    try:
        return material_called(slug, page_language())
    except KeyError:
        raise Http404 from None


def _size(letter: Letter, asked: str) -> Size | None:
    """Return the sheet that was asked for. Raise Http404 for one that there is not."""
    sizes = letter.entry.sizes
    if asked and asked not in sizes:
        raise Http404
    return next((each for each in sizes if each == asked), sizes[0] if sizes else None)


def _sheets(letter: Letter, group_id: uuid.UUID) -> list[Sheet]:
    href = reverse("groups:material_pdf", args=[group_id, letter.slug])
    if not letter.entry.sizes:
        return [Sheet(_("Bewaar of print deze tekst (PDF)"), href)]
    names = {"a5": _("A5 (PDF)"), "a4": _("A4 of A3 (PDF)"), "a4-twee": _("Twee op A4 (PDF)")}
    return [Sheet(names[size], f"{href}?blad={size}") for size in letter.entry.sizes]


def _pointed(group_id: uuid.UUID, *, inside: bool) -> list[Reference]:
    found = [
        each
        for each in materials(page_language()).values()
        if not each.entry.sizes and each.entry.inside is inside
    ]
    return [
        Reference(
            "letter",
            each.name,
            each.title,
            reverse("groups:material", args=[group_id, each.slug]),
            each.words.use,
        )
        for each in found
    ]


def _names(opened: Led) -> tuple[str, ...]:
    """Return the names that people like, those who wait left out, in order of the letters."""
    inside = [each.name for each in opened.members if not each.is_waiting]
    extras = [each.name for each in opened.group.read_roster(opened.vault).extras]
    return tuple(sorted((each for each in [*inside, *extras] if each), key=str.casefold))
