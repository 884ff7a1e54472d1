"""What came out of the evaluations of a group, and copying those on paper; for who leads it."""

import uuid
from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from balans.accounts.staff.guard import staff_view
from balans.core.files import pdf_response
from balans.core.text import read_uuid
from balans.documents.pdf import render as render_pdf
from balans.groups.evaluating.opening import is_open
from balans.groups.evaluating.paper import results_document, too_few
from balans.groups.evaluating.results import results_of
from balans.groups.evaluating.sending import TooMany, copy_from_paper
from balans.groups.evaluating.survey import survey
from balans.groups.opened import Led, led
from balans.questionnaires.journey import Journey, Scene, parse_step, walk
from balans.questionnaires.kinds import Entered, Value
from balans.questionnaires.screen import INVALID, asked
from balans.ui.types import Error

NEW = "_poging"


@staff_view("facilitator")
@require_safe
def results(request: HttpRequest, group_id: uuid.UUID) -> HttpResponse:
    """Show what may be seen of the evaluations: only a count below five."""
    here = led(request, group_id)
    found = results_of(here)
    context = {
        "led": here,
        "group": here.group,
        "results": found,
        "questions": [(each, too_few(each)) for each in found.questions],
        "is_open": opened_by_now(here),
    }
    return render(request, "groups/results.html", context)


def opened_by_now(here: Led) -> bool:
    """Return whether the evaluation of a group can be filled in by now."""
    return is_open(here.meetings, timezone.localdate(), timezone.get_current_timezone())


@staff_view("facilitator")
@require_safe
def results_pdf(request: HttpRequest, group_id: uuid.UUID) -> HttpResponse:
    """Give the same as PDF; there is none while nothing may be seen."""
    here = led(request, group_id)
    found = results_of(here)
    if not found.counting:
        raise Http404
    document = results_document(found, here.words.title)
    return pdf_response(render_pdf(document), survey().words.slug)


@staff_view("facilitator")
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def copy_paper(request: HttpRequest, group_id: uuid.UUID) -> HttpResponse:
    """Copy one form that was filled in on paper: all questions on one page, kept nowhere else."""
    here = led(request, group_id)
    if not opened_by_now(here):
        return redirect("groups:after", here.group.pk)
    journey = walk(survey(), {})
    if request.method != "POST":
        return _form(request, here, journey, {})
    values, errors = _posted(request, journey)
    scene = Scene(flow=survey(), answers=values)
    empty = all(value is None for value in values.values())
    if errors or empty:
        return _form(request, here, journey, errors, empty=empty and not errors)
    try:
        wanted = read_uuid(request.POST.get(NEW, "")) or uuid.uuid4()
        copy_from_paper(group=here.group, wanted_id=wanted, scene=scene)
    except TooMany:
        return _form(request, here, journey, {}, full=True)
    return redirect(reverse("groups:copy_paper", args=[here.group.pk]) + "?bewaard")


def _posted(
    request: HttpRequest, journey: Journey
) -> tuple[Mapping[str, Value], Mapping[str, str]]:
    values: dict[str, Value] = {}
    errors: dict[str, str] = {}
    for step in journey.steps:
        found, wrong = parse_step(step, request.POST, journey.scene)
        values |= found
        errors |= wrong
    return values, errors


def _form(
    request: HttpRequest,
    here: Led,
    journey: Journey,
    errors: Mapping[str, str],
    *,
    empty: bool = False,
    full: bool = False,
) -> HttpResponse:
    """Show all questions on one page, with what was typed."""
    form = request.POST if request.method == "POST" else None
    entered = Entered(form=form, errors=errors)
    context = {
        "led": here,
        "group": here.group,
        "flow": survey(),
        "questions": [
            asked(question, entered, journey.scene, as_heading=False)
            for step in journey.steps
            for question in step.questions
        ],
        "errors": [Error(field_id=key, text=text) for key, text in errors.items()],
        "new_id": request.POST.get(NEW, "") or uuid.uuid4(),
        "empty": empty,
        "full": full,
        "kept": "bewaard" in request.GET,
    }
    status = INVALID if errors or empty or full else 200
    return render(request, "groups/copy_paper.html", context, status=status)
