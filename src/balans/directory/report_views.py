""" "Klopt dit niet?": tell editors what is not right about an offer."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from balans.core.language import page_language
from balans.directory.offer import Offer
from balans.directory.offer_views import (
    Retired,
    foreign,
    local_offer,
    national_offer,
    show_gone,
)
from balans.directory.reporting import WORDS, ReportForm, may_report, read, report_offer
from balans.directory.screen import href_of

GET_OR_POST = ["GET", "HEAD", "POST"]
UNPROCESSABLE, TOO_MANY = 422, 429


@csrf_protect
@require_http_methods(GET_OR_POST)
def national(request: HttpRequest, name: str) -> HttpResponse:
    """Ask what is wrong with a national offer, and take it in."""
    return _take_in(request, national_offer(name))


@csrf_protect
@require_http_methods(GET_OR_POST)
def local(request: HttpRequest, offer_id: uuid.UUID) -> HttpResponse:
    """Ask what is wrong with a local offer, and take it in."""
    try:
        return _take_in(request, local_offer(offer_id))
    except Retired as gone:
        return show_gone(request, gone.offer)


def _take_in(request: HttpRequest, offer: Offer) -> HttpResponse:
    if request.method != "POST":
        return _ask(request, offer, ReportForm())
    form = read(request.POST)
    if form.errors:
        return _ask(request, offer, form, UNPROCESSABLE)
    if not may_report(request):
        full = _("Er kwamen nu te veel meldingen tegelijk. Probeer het over een uur nog een keer.")
        form = ReportForm(kind=form.kind, text=form.text, errors={WORDS: full})
        return _ask(request, offer, form, TOO_MANY)
    report_offer(offer=offer, kind=form.kind, text=form.text)
    return redirect("directory:report_thanks")


def _ask(request: HttpRequest, offer: Offer, form: ReportForm, status: int = 200) -> HttpResponse:
    context = {
        "shown": offer,
        "foreign": foreign(offer),
        "form": form,
        "back_href": href_of(offer, page_language()),
    }
    return render(request, "directory/report.html", context, status=status)


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """Thank for it."""
    return render(request, "directory/thanks.html")
