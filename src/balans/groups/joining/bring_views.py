"""Neem mee naar de groep: which outcome goes along to a meeting, and which one is kept."""

import uuid
from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from balans.core.language import page_language
from balans.core.text import read_uuid
from balans.groups.joining.bringing import Lying, bring, keep, lying_ready, outcomes_of
from balans.groups.joining.dated import Dated, dated
from balans.groups.joining.state import share_ends, takes_outcomes
from balans.groups.joining.taking import back, is_inside, participant_view
from balans.groups.models import Meeting
from balans.groups.opened import Joined
from balans.groups.saying import say_moment
from balans.questionnaires.content import Flow, catalogue
from balans.questionnaires.models import Attempt
from balans.questionnaires.screen import flow_url

BRING, KEEP, FROM = "mee", "houden", "uit"


class Offered(NamedTuple):
    """One outcome on the page: to bring, or lying ready already."""

    attempt: Attempt
    flow: Flow
    href: str
    lying: Lying | None
    is_asked: bool
    """Whether somebody came here from this outcome."""


@participant_view("GET", "POST")
def bring_page(request: HttpRequest, here: Joined, meeting_id: uuid.UUID) -> HttpResponse:
    """Let somebody choose what they bring to one meeting; nothing goes along by itself."""
    meeting = here.meeting(meeting_id)
    if not is_inside(here):
        return back(here)
    if request.method == "POST":
        return _act(request, here, meeting)
    return _page(request, here, meeting)


def _act(request: HttpRequest, here: Joined, meeting: Meeting) -> HttpResponse:
    if (brought := read_uuid(request.POST.get(KEEP, ""))) is not None:
        keep(here=here, meeting=meeting, brought_id=brought)
    elif (attempt_id := read_uuid(request.POST.get(BRING, ""))) is not None:
        if not _is_open(here, meeting):
            return _page(request, here, meeting, status=409)
        attempt = _attempt(here, meeting, attempt_id)
        bring(here=here, meeting=meeting, attempt=attempt, language=page_language())
    return redirect("groups:bring", here.group.pk, meeting.pk)


def _is_open(here: Joined, meeting: Meeting) -> bool:
    return here.group.stopped_at is None and takes_outcomes(meeting, timezone.now())


def _attempt(here: Joined, meeting: Meeting, attempt_id: uuid.UUID) -> Attempt:
    """Return one of the outcomes that can be brought. Raise Http404 for every other."""
    for each in outcomes_of(here, ""):
        if each.pk == attempt_id:
            return each
    raise Http404


def _page(
    request: HttpRequest, here: Joined, meeting: Meeting, *, status: int = 200
) -> HttpResponse:
    [shown] = dated([meeting], here.words, page_language())
    ends = share_ends(meeting)
    context = {
        "here": here,
        "group": here.group,
        "meeting": shown,
        "open": _is_open(here, meeting),
        "offered": _offered(request, here, shown),
        "until": say_moment(ends),
        "gone_before": not here.person.has_account and here.person.owner.expires_at < ends,
        "guest_until": here.person.owner.expires_at,
    }
    return render(request, "groups/bring.html", context, status=status)


def _offered(request: HttpRequest, here: Joined, shown: Dated) -> list[Offered]:
    exercise = shown.script.exercise if shown.script else ""
    lying = {each.attempt: each for each in lying_ready(here, shown.meeting)}
    known, asked = catalogue(page_language()), request.GET.get(FROM, "")
    found = [
        Offered(
            attempt=each,
            flow=(flow := known.newest(each.flow)),
            href=flow_url(flow, "outcome", each.pk),
            lying=lying.get(str(each.pk)),
            is_asked=str(each.pk) == asked,
        )
        for each in outcomes_of(here, exercise)
    ]
    return sorted(found, key=lambda each: not each.is_asked)
