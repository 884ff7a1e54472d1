""" "Klopt dit niet?": tell editors what is not right about an offer."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_POST, require_safe

from balans.directory.offer import Offer
from balans.directory.offer_views import Retired, local_offer, national_offer, show, show_gone
from balans.directory.reporting import WORDS, ReportForm, may_report, read, report_offer

UNPROCESSABLE, TOO_MANY = 422, 429


@csrf_protect
@require_POST
def national(request: HttpRequest, name: str) -> HttpResponse:
    """Take in what is wrong with a national offer."""
    return _take_in(request, national_offer(name))


@csrf_protect
@require_POST
def local(request: HttpRequest, offer_id: uuid.UUID) -> HttpResponse:
    """Take in what is wrong with a local offer."""
    try:
        return _take_in(request, local_offer(offer_id))
    except Retired as gone:
        return show_gone(request, gone.offer)


def _take_in(request: HttpRequest, offer: Offer) -> HttpResponse:
    form = read(request.POST)
    if form.errors:
        return show(request, offer, form, status=UNPROCESSABLE)
    if not may_report(request):
        full = _("Er kwamen nu te veel meldingen tegelijk. Probeer het over een uur nog een keer.")
        form = ReportForm(kind=form.kind, text=form.text, errors={WORDS: full})
        return show(request, offer, form, status=TOO_MANY)
    report_offer(offer=offer, kind=form.kind, text=form.text)
    return redirect("directory:report_thanks")


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """Thank for it."""
    return render(request, "directory/thanks.html")
