"""Letting know whether one comes, and whether one did the exercise: never more than one says."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from balans.core.language import page_language
from balans.core.text import clean
from balans.groups.joining.dated import dated
from balans.groups.joining.replying import NOTHING, Told, reply, told_by
from balans.groups.joining.state import takes_replies
from balans.groups.joining.taking import back, is_inside, participant_view
from balans.groups.models import Meeting
from balans.groups.opened import Joined
from balans.ui.types import Choice, Error

COMING, WORDS, PREPARED, SHORT = "komt", "woorden", "gedaan", "_kort"
YES, NO, UNSURE = "ja", "nee", "weet-niet"
SAID: dict[str, bool | None] = {YES: True, NO: False, UNSURE: None}
MOST_SIGNS = 500


@participant_view("GET", "POST")
def reply_page(request: HttpRequest, here: Joined, meeting_id: uuid.UUID) -> HttpResponse:
    """Ask whether somebody comes to one meeting; up to its start they may change their mind."""
    meeting = here.meeting(meeting_id)
    if not is_inside(here):
        return back(here)
    known = told_by(here.person, here.participation).get(meeting.pk, NOTHING)
    if request.method != "POST":
        return _page(request, here, meeting, known)
    told = _posted(request, known)
    if not takes_replies(meeting, timezone.now()) or here.group.stopped_at is not None:
        return _page(request, here, meeting, told, status=409)
    if len(told.words) > MOST_SIGNS:
        error = _("Dit is te lang. Hier passen %(limit)s tekens.") % {"limit": MOST_SIGNS}
        return _page(request, here, meeting, told, error=error, status=422)
    reply(here=here, meeting=meeting, told=told)
    return back(here)


def _posted(request: HttpRequest, known: Told) -> Told:
    """Return what was posted; one button on the group's page tells only whether somebody comes."""
    coming = SAID.get(request.POST.get(COMING, ""), known.coming)
    if request.POST.get(SHORT) == "1":
        words = known.words if coming == known.coming else ""
        return Told(coming=coming, prepared=known.prepared, words=words)
    words = clean(request.POST.get(WORDS, ""), lines=True)
    return Told(coming=coming, prepared=request.POST.get(PREPARED) == YES, words=words)


def _page(
    request: HttpRequest,
    here: Joined,
    meeting: Meeting,
    told: Told,
    *,
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    [shown] = dated([meeting], here.words, page_language())
    context: dict[str, Any] = {
        "here": here,
        "group": here.group,
        "meeting": shown,
        "told": told,
        "open": takes_replies(meeting, timezone.now()) and here.group.stopped_at is None,
        "coming": _choices(told),
        "prepared": _prepared(told),
        "asks_prepared": bool(shown.script and shown.script.exercise),
        "error": error,
        "errors": [Error(field_id=f"id_{WORDS}", text=error)] if error else [],
    }
    return render(request, "groups/reply.html", context, status=status)


def _choices(told: Told) -> tuple[Choice, ...]:
    words = {YES: _("Ik kom"), NO: _("Ik kan niet"), UNSURE: _("Ik weet het nog niet")}
    return tuple(
        Choice(value=value, label=label, checked=SAID[value] is told.coming)
        for value, label in words.items()
    )


def _prepared(told: Told) -> tuple[Choice, ...]:
    label = _("Laat weten dat ik de oefening deed")
    return (Choice(value=YES, label=label, checked=told.prepared),)
