"""One meeting for its facilitator: what to prepare, who comes, and what follows."""

import uuid
from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from balans.accounts.staff.guard import staff_view
from balans.core.files import pdf_response
from balans.core.references import Reference, refer
from balans.documents.pdf import render as render_pdf
from balans.groups.content import Step, situations
from balans.groups.paper import script_document
from balans.groups.running.actions import home_words, mail_home
from balans.groups.running.attending import extras_of
from balans.groups.running.coming import Coming, coming, outcomes
from balans.groups.running.opened import Here, here_for, walkthrough
from balans.groups.sheets import Sheet, sheets_of

SENT = "verstuurd"


@staff_view("facilitator")
@require_http_methods(["GET", "HEAD", "POST"])
def meeting(request: HttpRequest, group_id: uuid.UUID, meeting_id: uuid.UUID) -> HttpResponse:
    """Show one meeting before and after it runs; posted, mail what to do before the next time."""
    here = here_for(request, group_id, meeting_id)
    if request.method == "POST":
        number = mail_home(here=here) if home_words(here) else 0
        return redirect(f"{request.path}?{SENT}={number}#thuis")
    return render(request, "groups/meeting.html", _context(request, here))


def _context(request: HttpRequest, here: Here) -> dict[str, object]:
    people, now = coming(here), timezone.now()
    sent = request.GET.get(SENT, "")
    return {
        "here": here,
        "group": here.led.group,
        "meeting": here.meeting,
        "script": here.script,
        "phase": phase(here),
        "is_cancelled": here.meeting.cancelled_at is not None,
        "yes": [each for each in people if each.coming],
        "no": [each for each in people if each.coming is False],
        "silent": [each for each in people if each.coming is None],
        "prepared": sum(each.prepared for each in people),
        "people": people,
        "without_name": _without_name(people),
        "extras": ", ".join(each.name for each in extras_of(here.led)),
        "outcomes": outcomes(here),
        "is_open": here.is_open(now),
        "walkthroughs": walkthroughs(here),
        "sheets": sheets(here),
        "read": read_href(here),
        "situations": list(situations(here.language).values()),
        "home": home_words(here),
        "sent": int(sent) if sent.isdecimal() and len(sent) < 4 else None,
    }


def phase(here: Here) -> str:
    """Return where a meeting stands: "before", "now" or "after", by what its facilitator did.

    One that nobody ran on the screen is over when its time is.
    """
    if here.run is not None:
        return "after" if here.run.ended_at else "now"
    return "after" if here.meeting.ends_at < timezone.now() else "before"


def _without_name(people: Sequence[Coming]) -> int:
    return sum(not each.name for each in people)


def walkthroughs(here: Here) -> list[tuple[Step, Reference]]:
    """Return the walk-throughs that this meeting shows, each with the step that shows it."""
    found = ((step, walkthrough(step, here.language)) for step in here.steps)
    return [(step, each) for step, each in found if each is not None]


def sheets(here: Here) -> list[Sheet]:
    """Return what this meeting prints or shows, with the group's name on it."""
    if here.script is None:
        return []
    return sheets_of(here.script, here.language, here.led.group.pk)


def read_href(here: Here) -> str:
    """Return where the script is read as a page; empty for somebody's own, which is on paper."""
    if here.script is None or here.meeting.own_script is not None:
        return ""
    return refer("script", here.script.name, here.language).href


@staff_view("facilitator")
@require_safe
def meeting_pdf(request: HttpRequest, group_id: uuid.UUID, meeting_id: uuid.UUID) -> HttpResponse:
    """Give the script of this meeting on paper, with the times of that day."""
    here = here_for(request, group_id, meeting_id)
    if here.script is None:
        raise Http404
    document = script_document(
        here.script,
        here.meeting.starts_at,
        place=here.place,
        situations=tuple(situations(here.language).values()),
    )
    day = timezone.localtime(here.meeting.starts_at).date().isoformat()
    return pdf_response(render_pdf(document), _("draaiboek") + f"-{day}")
