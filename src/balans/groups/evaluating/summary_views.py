"""The numbers of a series for the organisation: as a page, as PDF, as text and as CSV."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balans.accounts.staff.guard import staff_view
from balans.core.files import CSV, file_response, pdf_response
from balans.documents.pdf import render as render_pdf
from balans.groups.evaluating.paper import summary_document
from balans.groups.evaluating.summary import summary_of
from balans.groups.models import Facilitator
from balans.groups.opened import Led, led

BYTE_ORDER_MARK = "\ufeff"
"""Without it a spreadsheet reads the letters of another age."""


@staff_view("facilitator")
@require_safe
def summary(request: HttpRequest, group_id: uuid.UUID) -> HttpResponse:
    """Show the numbers as the organisation gets them, with the text to copy."""
    here = led(request, group_id)
    found = summary_of(here)
    context = {
        "led": here,
        "group": here.group,
        "summary": found,
        "tables": [(each.title, each.rows) for each in found.sections],
        "rows": found.as_text.count("\n") + 2,
    }
    return render(request, "groups/summary.html", context)


@staff_view("facilitator")
@require_safe
def summary_pdf(request: HttpRequest, group_id: uuid.UUID) -> HttpResponse:
    """Give the numbers on paper, with the name of the organisation."""
    here = led(request, group_id)
    document = summary_document(summary_of(here), organisation_of(here))
    return pdf_response(render_pdf(document), _name())


@staff_view("facilitator")
@require_safe
def summary_csv(request: HttpRequest, group_id: uuid.UUID) -> HttpResponse:
    """Give the numbers for a spreadsheet."""
    here = led(request, group_id)
    content = BYTE_ORDER_MARK + summary_of(here).as_csv
    return file_response(content, CSV, f"{_name()}.csv")


def _name() -> str:
    return slugify(_("samenvatting"))


def organisation_of(here: Led) -> str:
    """Return the organisation on the facilitator's own page, empty for none."""
    page = Facilitator.objects.filter(owner=here.person.owner).first()
    return page.read().organisation if page else ""
