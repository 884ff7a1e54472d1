"""The first page of an editor: what needs doing, and one's own offers."""

import uuid
from collections.abc import Iterable
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from balans.accounts.person import person_of
from balans.accounts.staff.guard import staff_view
from balans.accounts.staff.models import Role
from balans.accounts.staff.roles import roles_of
from balans.core.text import read_uuid
from balans.directory.editing.keeping import assure as assure_offers
from balans.directory.editing.listing import (
    ON_A_PAGE,
    heaps,
    national_to_do,
    searched,
    stale_national,
)
from balans.directory.editing.rights import Rights, editing_view, rights_of
from balans.directory.links import broken_links
from balans.directory.models import Report
from balans.directory.national import support
from balans.directory.reporting import handle_report

LONGEST_SEARCH = 100
NAMED = 12
DONE = "gedaan"


@editing_view
@require_safe
def index(request: HttpRequest, rights: Rights) -> HttpResponse:
    """Show what needs doing, and the offers of one heap or a search."""
    today = timezone.localdate()
    found = heaps(rights, today)
    by_name = {each.name: each for each in found}
    first = next((each.name for each in found if each.to_do and each.number), "alles")
    text = request.GET.get("zoek", "").replace("\0", "")[:LONGEST_SEARCH]
    chosen = request.GET.get("lijst", "")
    heap = chosen if chosen in by_name else "alles" if text else first
    page = searched(rights, heap=heap, text=text, today=today, page=request.GET.get("blad", "1"))
    context = {
        "heaps": found,
        "heap": by_name[heap],
        "page_of_offers": page,
        "text": text,
        "today": today,
        "national": national_to_do(today),
        "rights": rights,
        "place_names": ", ".join(each.name for each in rights.places()[:NAMED]),
        "page_query": urlencode({"lijst": heap, "zoek": text}) + "&",
        "done": _number(request.GET.get(DONE, "")),
    }
    return render(request, "directory/editing/index.html", context)


@editing_view
@require_POST
def assure(request: HttpRequest, rights: Rights) -> HttpResponse:
    """Note that offers are still right: one, or all that were ticked."""
    done = assure_offers(ids=ids_of(request), rights=rights, today=timezone.localdate())
    return back_to_list(request, done)


@editing_view
@require_POST
def assure_one(request: HttpRequest, rights: Rights) -> HttpResponse:
    """Note that the offer whose button was pressed is still right, whatever else was ticked."""
    pressed = _known([request.POST.get("een", "")])
    done = assure_offers(ids=pressed, rights=rights, today=timezone.localdate())
    return back_to_list(request, done)


@staff_view(Role.Name.EDITOR, Role.Name.ADMINISTRATOR)
@require_safe
def national(request: HttpRequest) -> HttpResponse:
    """Show the offers of the whole country that must be looked at, and what visitors report.

    They are nobody's own, so that every editor sees it, and who runs the site.
    """
    today, person = timezone.localdate(), person_of(request)
    urls, known = broken_links(), support("nl")
    reports = Report.objects.waiting().exclude(national="")[:ON_A_PAGE]
    context = {
        "offers": [(each, each.record.url in urls) for each in stale_national(today)],
        "reports": [(each, known.get(each.national)) for each in reports],
        "is_editor": person is not None and Role.Name.EDITOR in roles_of(person),
    }
    return render(request, "directory/editing/national.html", context)


@staff_view(Role.Name.EDITOR, Role.Name.ADMINISTRATOR)
@require_POST
def handle(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    """Note that what somebody told about an offer was dealt with."""
    person = person_of(request)
    assert person is not None  # The guard let them in.
    report = Report.objects.filter(pk=report_id).select_related("offer").first()
    offer = report.offer if report else None
    if report is None or (offer and not rights_of(person.owner.pk).may_change_offer(offer)):
        raise Http404
    handle_report(report=report)
    if offer is None:
        return redirect("editing:national")
    return redirect("editing:offer", offer_id=offer.pk)


def ids_of(request: HttpRequest) -> list[uuid.UUID]:
    """Return the offers that were ticked, at most a page of them."""
    return _known(request.POST.getlist("aanbod")[: ON_A_PAGE * 2])


def _known(ids: Iterable[str]) -> list[uuid.UUID]:
    return [found for each in ids if (found := read_uuid(each))]


def back_to_list(request: HttpRequest, done: int) -> HttpResponse:
    """Lead back to the list that somebody came from, and say how many were done."""
    back = request.POST.get("terug", "")
    home = reverse("editing:index")
    is_ours = url_has_allowed_host_and_scheme(back, None) and back.startswith(home)
    where = back if is_ours else home
    sign = "&" if "?" in where else "?"
    return redirect(f"{where}{sign}{DONE}={done}")


def _number(text: str) -> int | None:
    return int(text) if text.isdigit() and len(text) < 6 else None
