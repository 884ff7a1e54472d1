"""Changing an own script: a form that keeps what was typed, also when two windows are open."""

import uuid
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from balans.accounts.staff.guard import staff_view
from balans.groups.scripts.changes import Change, changes
from balans.groups.scripts.draft import (
    KINDS,
    MOST_STEPS,
    Draft,
    DraftStep,
    draft_of,
    moved,
    problems,
    read_draft,
    script_of,
    sum_of,
    with_step,
    without_step,
)
from balans.groups.scripts.own import ChangedMeanwhile, Own, own_script, save_version
from balans.groups.scripts.own_views import FACILITATOR, GET_OR_POST, facilitator, one, trail
from balans.groups.scripts.showing import step_kinds
from balans.ui.types import Choice, Error

ACTION, SEEN = "_actie", "_versie"


@dataclass(frozen=True)
class StepFields:
    """A step of the form with its place, what is wrong with it, and whether its texts unfold."""

    place: int
    step: DraftStep
    wrong: dict[str, str]
    kinds: list[tuple[str, list[Choice]]]
    is_new: bool

    @property
    def up(self) -> int:
        return self.place - 1

    @property
    def down(self) -> int:
        return self.place + 1

    @property
    def is_open(self) -> bool:
        return self.is_new or bool(self.wrong)


@staff_view(FACILITATOR)
@csrf_protect
@require_http_methods(GET_OR_POST)
def change(request: HttpRequest, script_id: uuid.UUID) -> HttpResponse:
    """Change an own script. Moving, adding and leaving out keep what was typed and save nothing."""
    own = one(request, script_id)
    if request.method != "POST":
        return _show(request, own, draft_of(own.script), seen=own.version.number)
    draft, seen = read_draft(request.POST.dict()), _number(request.POST.get(SEEN, ""))
    action = str(request.POST.get(ACTION, ""))
    if action:
        return _show(request, own, _after(draft, action), seen=seen)
    if wrong := problems(draft):
        return _show(request, own, draft, seen=seen, wrong=wrong)
    return _save(request, own, draft, seen)


def _save(request: HttpRequest, own: Own, draft: Draft, seen: int) -> HttpResponse:
    person = facilitator(request)
    script = script_of(draft, own.script)
    try:
        save_version(person=person, kept=own.kept, script=script, seen=seen)
    except ChangedMeanwhile:
        now = own_script(person, own.kept.pk) or own
        differs = changes(now.script, script)
        return _show(request, now, draft, seen=now.version.number, differs=differs)
    return redirect("groups:own_script", script_id=own.kept.pk)


def _number(text: str) -> int:
    """Return a posted number; one that no version and no place has for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else -1


def _after(draft: Draft, action: str) -> Draft:
    """Return the draft after one press of a button beside a step; junk changes nothing."""
    what, _dash, place = action.partition("-")
    number = _number(place)
    match what:
        case "omhoog":
            return moved(draft, number, -1)
        case "omlaag":
            return moved(draft, number, 1)
        case "weg":
            return without_step(draft, number)
        case "erbij":
            return with_step(draft, number)
        case _:
            return draft


def _show(
    request: HttpRequest,
    own: Own,
    draft: Draft,
    *,
    seen: int,
    wrong: dict[str, str] | None = None,
    differs: tuple[Change, ...] = (),
) -> HttpResponse:
    faults = wrong or {}
    context = {
        "own": own,
        "draft": draft,
        "seen": seen,
        "sum": sum_of(draft),
        "wrong": faults,
        "errors": [Error(f"id_{name}", _said(name, text, draft)) for name, text in faults.items()],
        "fields": [_fields(place, each, faults) for place, each in enumerate(draft.steps, 1)],
        "is_full": len(draft.steps) >= MOST_STEPS,
        "differs": differs,
        "history": reverse("groups:own_script_history", args=[own.kept.pk]),
        "steps": trail(own),
    }
    status = 422 if faults else 409 if differs else 200
    return render(request, "groups/own_script_change.html", context, status=status)


def _said(name: str, text: str, draft: Draft) -> str:
    """Return a message for the top of the page, with the step that it is about."""
    if not name.startswith("stap-"):
        return text
    place = int(name.split("-")[1])
    title = draft.steps[place - 1].titel.strip()[:60]
    return f"{_('Stap %(place)s') % {'place': place}} {title}: {text}"


def _fields(place: int, step: DraftStep, faults: dict[str, str]) -> StepFields:
    start, names = f"stap-{place}-", step_kinds()
    wrong = {
        name.removeprefix(start): text for name, text in faults.items() if name.startswith(start)
    }
    kinds = [Choice(kind, names[kind], "", kind == step.soort) for kind in KINDS]
    is_new = not step.titel and not step.doe
    return StepFields(place, step, wrong, [("", kinds)], is_new)
