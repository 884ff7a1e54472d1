"""The page of somebody with a link: first what looking means, then the thing itself."""

import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from balans.accounts.entry import limits
from balans.accounts.middleware import keep_out_of_caches
from balans.accounts.shares.actions import record_look
from balans.accounts.shares.form import NAME_LIMIT, VISITOR, say_end, too_long
from balans.accounts.shares.opened import has_looked, is_own, open_share, remember_look
from balans.accounts.shares.sharing import OpenShare, Room, Shown, Who, kind_of_device, room_named
from balans.core.text import clean, read_uuid
from balans.ui.types import Error

LOOKS_AN_HOUR = 300
"""At one shared thing: more is a machine that fills the list of who looked."""


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """Say who shares something; show it to whoever presses the button, and note that they looked.

    Opening the address alone is no look: programs that check or announce links do that too. The
    secret in the address is all the authority there is, so that a forged form could do nothing
    that its maker could not do at once; and a page that tells no other page its address gets no
    form past the usual check.
    """
    share = open_share(token)
    room = room_named(share.room) if share else None
    thing = room.show(share) if room and share else None
    if share is None or room is None or thing is None:
        return not_shared(request)
    if request.method == "POST" and not has_looked(request, share):
        return keep_secret(_look(request, share, room))
    if request.method == "POST":
        return keep_secret(HttpResponseRedirect(request.path))
    return keep_secret(_page(request, share, room, thing))


def not_shared(request: HttpRequest) -> HttpResponse:
    """404 for whatever a link does not open (any more): one answer for all reasons."""
    return keep_secret(render(request, "accounts/not_shared.html", status=404))


def keep_secret(response: HttpResponse) -> HttpResponse:
    """Keep an address with a secret from other sites, from search engines and from every cache."""
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    keep_out_of_caches(response)
    return response


def _page(request: HttpRequest, share: OpenShare, room: Room, thing: Shown) -> HttpResponse:
    own = is_own(request, share)
    context = _context(share, room)
    if own or has_looked(request, share):
        context |= {"thing": thing, "own": own}
        return render(request, "accounts/shared.html", context)
    return render(request, "accounts/shared_first.html", context | {"look_id": uuid.uuid4()})


def _look(request: HttpRequest, share: OpenShare, room: Room) -> HttpResponse:
    name = clean(request.POST.get(VISITOR, ""))
    if message := too_long(name):
        context = _context(share, room) | {
            "look_id": request.POST.get("_blik", ""),
            "name": name[: 10 * NAME_LIMIT],
            "error": message,
            "errors": [Error(field_id=f"id_{VISITOR}", text=message)],
        }
        return render(request, "accounts/shared_first.html", context, status=422)
    if not limits.allow("looks at", str(share.id), most=LOOKS_AN_HOUR):
        text = _("Er keken het laatste uur heel veel mensen. Probeer het over een uur nog eens.")
        context = _context(share, room) | {"look_id": uuid.uuid4(), "name": name}
        context["errors"] = [Error(field_id=f"id_{VISITOR}", text=text)]
        return render(request, "accounts/shared_first.html", context, status=429)
    response = HttpResponseRedirect(request.path)
    if not is_own(request, share):
        who = Who(name=name, device=kind_of_device(request.META.get("HTTP_USER_AGENT", "")))
        look_id = read_uuid(request.POST.get("_blik", "")) or uuid.uuid4()
        look = record_look(share=share, who=who, look_id=look_id, at=timezone.now())
        remember_look(response, share, look)
    return response


def _context(share: OpenShare, room: Room) -> dict[str, object]:
    return {
        "share": share,
        "invitation": room.invitation(share.sharer),
        "until": say_end(share.ends_at),
    }
