"""The screen during a meeting, and the one for a beamer that shows the question alone."""

import json
import uuid
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from balans.accounts.staff.guard import staff_view
from balans.groups.running.actions import move
from balans.groups.running.coming import outcomes
from balans.groups.running.opened import Here, here_for, walkthrough
from balans.groups.running.run import Run, place_of, read_acts
from balans.groups.running.shown import screen_of, troubles

ACTS = "daden"
KEPT = "bewaar"
"""Asked for by the page's own script: the page as this device keeps it, without any name."""

STEP = "stap"


@staff_view("facilitator")
@require_http_methods(["GET", "HEAD", "POST"])
def run(request: HttpRequest, group_id: uuid.UUID, meeting_id: uuid.UUID) -> HttpResponse:
    """Show the step now and what to do; posted, go on, back, longer or shorter.

    A script asks for JSON: how far it is, and what time it is here.
    """
    here = here_for(request, group_id, meeting_id)
    if not here.steps or here.meeting.cancelled_at is not None:
        raise Http404
    now, wants_json = timezone.now(), request.headers.get("Accept") == "application/json"
    if request.method == "POST":
        acts = read_acts(request.POST.get(ACTS, ""))
        made = move(here=here, acts=acts, now=now)
        return JsonResponse(state(made, now)) if wants_json else redirect(request.path)
    if wants_json:
        return JsonResponse(state(here.run, now))
    return render(request, "groups/run.html", _context(request, here, now))


def state(made: Run | None, now: datetime) -> dict[str, object]:
    """Return how far a meeting is as its script keeps it: steps, and times in milliseconds."""
    run = None
    if made is not None:
        run = {
            "started": stamp(made.started_at),
            "changed": stamp(made.changed_at),
            "step": made.step,
            "begun": {name: stamp(moment) for name, moment in made.begun.items()},
            "longer": dict(made.longer),
            "skipped": list(made.skipped),
            "ended": stamp(made.ended_at) if made.ended_at else None,
        }
    return {"now": stamp(now), "run": run}


def stamp(moment: datetime) -> int:
    """Return a moment in milliseconds since 1970."""
    return int(moment.timestamp() * 1000)


def _context(request: HttpRequest, here: Here, now: datetime) -> dict[str, object]:
    is_kept, screen = KEPT in request.GET, screen_of(here, now)
    return {
        "here": here,
        "group": here.led.group,
        "meeting": here.meeting,
        "screen": screen,
        "run": here.run,
        "has_ended": here.run is not None and here.run.ended_at is not None,
        "state_text": json.dumps(state(here.run, now)),
        "begin_act": f"begin {here.steps[0].id}",
        "agreed": tuple(map(stamp, here.agreed)),
        "troubles": troubles(here.language),
        "is_kept": is_kept,
        "outcomes": [] if is_kept or not here.is_open(now) else outcomes(here),
    }


@staff_view("facilitator")
@require_safe
def screen(request: HttpRequest, group_id: uuid.UUID, meeting_id: uuid.UUID) -> HttpResponse:
    """Show only the question to the group, large: of the step now, or of one by its number."""
    here = here_for(request, group_id, meeting_id)
    if not here.steps:
        raise Http404
    asked = request.GET.get(STEP, "")
    number = int(asked) if asked.isdecimal() and len(asked) < 3 else step_number(here)
    number = max(1, min(number, len(here.steps)))
    context = {
        "here": here,
        "group": here.led.group,
        "meeting": here.meeting,
        "number": number,
        "coming": number + 1 if number < len(here.steps) else 0,
        "parts": [
            (place, step, walkthrough(step, here.language))
            for place, step in enumerate(here.steps, start=1)
        ],
    }
    return render(request, "groups/screen.html", context)


@staff_view("facilitator")
@require_safe
def screen_step(request: HttpRequest, group_id: uuid.UUID, meeting_id: uuid.UUID) -> HttpResponse:
    """Give the number of the step now, from 1, and nothing else."""
    here = here_for(request, group_id, meeting_id)
    return HttpResponse(str(step_number(here)), content_type="text/plain")


def step_number(here: Here) -> int:
    """Return the number of the step now, from 1; the first before the beginning."""
    return place_of(here.run, here.steps) + 1 if here.run and here.steps else 1
