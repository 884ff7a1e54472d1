"""What somebody brought to a meeting: opened on its day alone, and its owner sees that."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from balans.accounts.middleware import keep_out_of_caches
from balans.accounts.shares.actions import record_look
from balans.accounts.shares.opened import has_looked, open_share, remember_look
from balans.accounts.shares.sharing import OpenShare, Who, kind_of_device
from balans.accounts.staff.guard import staff_view
from balans.groups.models import Brought
from balans.groups.running.coming import Outcome, outcome
from balans.groups.running.opened import AROUND, Here, here_for
from balans.groups.saying import say_day, say_time
from balans.questionnaires.sharing import show_outcome


@staff_view("facilitator")
@require_http_methods(["GET", "HEAD", "POST"])
def brought(
    request: HttpRequest, group_id: uuid.UUID, meeting_id: uuid.UUID, brought_id: uuid.UUID
) -> HttpResponse:
    """Say who brought what; show it after a touch, which its owner sees. Never an answer."""
    here = here_for(request, group_id, meeting_id)
    found = Brought.objects.filter(pk=brought_id, meeting=here.meeting)
    row = found.select_related("participation").first()
    if row is None:
        raise Http404
    it = outcome(here.led, row)
    if not here.is_open(timezone.now()):
        return _page(request, here, it, {"when": when(here)})
    share = open_share(it.secret) if it.secret else None
    thing = show_outcome(share) if share else None
    if share is None or thing is None:
        return _page(request, here, it, {"is_gone": True})
    if request.method == "POST":
        return _look(request, share)
    seen = has_looked(request, share)
    return _page(request, here, it, {"thing": thing if seen else None})


def when(here: Here) -> str:
    """Return from when until when something that was brought can be opened, in words."""
    start, end = here.agreed
    return _("%(day)s van %(start)s tot %(end)s") % {
        "day": say_day(start),
        "start": say_time(start - AROUND),
        "end": say_time(end + AROUND),
    }


def _look(request: HttpRequest, share: OpenShare) -> HttpResponse:
    response = redirect(request.path)
    if not has_looked(request, share):
        device = kind_of_device(request.META.get("HTTP_USER_AGENT", ""))
        who = Who(name=_("de gespreksleider"), device=device)
        look = record_look(share=share, who=who, look_id=uuid.uuid4(), at=timezone.now())
        remember_look(response, share, look)
    return response


def _page(request: HttpRequest, here: Here, it: Outcome, more: dict[str, object]) -> HttpResponse:
    context = {"here": here, "group": here.led.group, "meeting": here.meeting, "it": it, **more}
    response = render(request, "groups/brought.html", context)
    keep_out_of_caches(response)
    return response
