"""Inviting: code, link and QR code to show, and personal invitations by mail."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from balans.accounts.staff.guard import staff_view
from balans.core import mail
from balans.core.addresses import whole_address
from balans.core.text import read_uuid
from balans.documents.leaflet import code as qr_code
from balans.groups.codes import spoken_code
from balans.groups.joining.addresses import MOST_AT_ONCE, Pasted, read_addresses
from balans.groups.joining.hosts import hosts_of, who_invites
from balans.groups.joining.inviting import (
    MOST_A_DAY,
    Sent,
    invite_all,
    invited_to,
    renew_code,
    send_again,
    take_back,
)
from balans.groups.joining.state import is_over
from balans.groups.opened import Led, led, with_present_key
from balans.ui.types import Error

ADDRESSES, KNOWN, WHICH = "adressen", "code", "uitnodiging"
AGAIN, BACK, RENEW = "opnieuw", "intrekken", "vernieuw"


@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
@staff_view("facilitator")
@with_present_key
def invite(request: HttpRequest, group_id: uuid.UUID) -> HttpResponse:
    """Show the code, the link and the QR code; invite by mail; see who was invited."""
    here = led(request, group_id)
    if request.method != "POST":
        return _page(request, here)
    if request.POST.get("_actie") in (AGAIN, BACK, RENEW):
        return _act(request, here)
    return _invite(request, here)


def _act(request: HttpRequest, here: Led) -> HttpResponse:
    action = request.POST.get("_actie")
    invite_id = read_uuid(request.POST.get(WHICH, "")) or uuid.uuid4()
    done = False
    if action == RENEW:
        done = renew_code(here=here, known=request.POST.get(KNOWN, ""))
    elif action == AGAIN:
        done = send_again(here=here, invite_id=invite_id)
    elif action == BACK:
        done = take_back(here=here, invite_id=invite_id)
    said = f"?klaar={action}" if done else ""
    return redirect(reverse("groups:invite", args=[here.group.pk]) + said)


def _invite(request: HttpRequest, here: Led) -> HttpResponse:
    """Send what is a good address; give back what is none, as it was typed."""
    if _is_over(here):
        return _page(request, here, typed=request.POST.get(ADDRESSES, ""), status=409)
    pasted = read_addresses(request.POST.get(ADDRESSES, ""))
    error = _problem(pasted)
    if (error and not pasted.good) or len(pasted.good) > MOST_AT_ONCE:
        typed = request.POST.get(ADDRESSES, "")
        return _page(request, here, typed=typed, error=error, status=422)
    sent = invite_all(here=here, addresses=pasted.good)
    typed = "\n".join([*pasted.wrong, *sent.later])
    error = error or _later(sent)
    return _page(request, here, sent=sent, typed=typed, error=error, status=422 if error else 200)


def _is_over(here: Led) -> bool:
    return is_over(here.group, here.meetings, timezone.now())


def _problem(pasted: Pasted) -> str:
    if len(pasted.good) > MOST_AT_ONCE:
        return _("Dit zijn te veel adressen in één keer. Neem er hooguit %(most)s.") % {
            "most": MOST_AT_ONCE
        }
    if pasted.wrong:
        words = ngettext(
            "Dit is geen heel mailadres: %(wrong)s. Verbeter het en verstuur opnieuw.",
            "Dit zijn geen hele mailadressen: %(wrong)s. Verbeter ze en verstuur opnieuw.",
            len(pasted.wrong),
        )
        return words % {"wrong": ", ".join(pasted.wrong[:MOST_AT_ONCE])}
    return "" if pasted.good else _("Vul een of meer mailadressen in.")


def _later(sent: Sent) -> str:
    if not sent.later:
        return ""
    return _(
        "Op één dag kun je %(most)s uitnodigingen versturen. "
        "De adressen hieronder zijn nog niet uitgenodigd. Probeer het morgen weer."
    ) % {"most": MOST_A_DAY}


def _page(
    request: HttpRequest,
    here: Led,
    *,
    sent: Sent | None = None,
    typed: str = "",
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    link = _link(here)
    context: dict[str, Any] = {
        "here": here,
        "group": here.group,
        "words": here.words,
        "code": spoken_code(here.words.code),
        "code_now": here.words.code,
        "link": link,
        "qr": mark_safe(qr_code(link)),
        "message": _message(here, link),
        "over": _is_over(here),
        "mail_works": mail.works(),
        "invited": invited_to(here),
        "sent": sent,
        "done": request.GET.get("klaar", ""),
        "typed": typed,
        "error": error,
        "errors": [Error(field_id=f"id_{ADDRESSES}", text=error)] if error else [],
    }
    return render(request, "groups/invite.html", context, status=status)


def _link(here: Led) -> str:
    return whole_address("groups:join", here.words.code, language=here.group.language)


def _message(here: Led, link: str) -> str:
    """Return words to send along oneself, in the language of the group."""
    with override(here.group.language):
        told = {"title": here.words.title, "code": spoken_code(here.words.code), "link": link}
        told["who"] = who_invites(hosts_of(here.group))
        return (
            _(
                "Doe je mee met de groep “%(title)s”? Op deze pagina lees je wat de groep is:\n\n"
                "%(link)s\n\nDe code van de groep is %(code)s.\n\n%(who)s"
            )
            % told
        )
