"""The pages of a check over time: its course, on paper too, and the sign that is put away."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_POST, require_safe

from balans.accounts.between import between_context
from balans.accounts.person import Person, person_of
from balans.accounts.place.profile import change_profile, is_bereaved, profile_of
from balans.checks.offered import WEEKLY, longer_check
from balans.checks.over_time import (
    OverTime,
    done_by,
    put_away_key,
    sign_of,
    without_signs,
)
from balans.checks.paper import course_document
from balans.core.files import pdf_response
from balans.core.text import read_uuid
from balans.documents.pdf import render as render_pdf
from balans.questionnaires.content import Flow
from balans.questionnaires.reading import Done
from balans.questionnaires.screen import alternates, flow_url
from balans.questionnaires.views import flow_at, person_known
from balans.ui.types import Error

ON_A_PAGE = 12
TWO = 2
CHOSEN, ASKED = "keer", "naast"
FIRST = "id_keer"
"""The first box of the table, to which an error leads."""


@require_safe
def course(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one check over time: in words, as a drawing, and every time in a table."""
    flow, person = flow_at(request, slug), person_known(request)
    request.alternates = alternates(flow, "course")  # type: ignore[attr-defined]
    done = done_by(person, flow)
    if person is None or not done:
        return render(request, "checks/course.html", {"flow": flow})
    errors = []
    if ASKED in request.GET:
        if two := _two(request, done):
            return redirect(flow_url(flow, "beside", two[0].id, two[1].id))
        errors = [Error(FIRST, _("Kies twee keren. Dan leggen we ze naast elkaar."))]
    context = _context(request, person, _over_time(person, flow, done)) | {"errors": errors}
    return render(request, "checks/course.html", context, status=422 if errors else 200)


def _over_time(person: Person, flow: Flow, done: Sequence[Done]) -> OverTime:
    return OverTime(flow, done, len(done), past=is_bereaved(person))


def _two(request: HttpRequest, done: Sequence[Done]) -> list[Done] | None:
    """Return the two that were chosen, the later one first; None for anything else."""
    wanted: set[uuid.UUID | None] = {read_uuid(each) for each in request.GET.getlist(CHOSEN)}
    found = [each for each in done if each.id in wanted]
    return found if len(found) == len(wanted) == TWO else None


def _context(request: HttpRequest, person: Person, known: OverTime) -> dict[str, Any]:
    page = Paginator(known.done, ON_A_PAGE).get_page(request.GET.get("blad"))
    bereaved, points = is_bereaved(person), known.points
    context = {
        "flow": known.flow,
        "known": known,
        "page_of": page,
        "entries": known.entries(page),
        "choosing": len(known.done) > 1,
        "number_class": ("", "number", "number several")[min(len(known.flow.scores), TWO)],
        "bereaved": bereaved,
        "changes": known.between(person),
        "two": points[-TWO:][::-1] if len(points) >= TWO else [],
    }
    if known.flow.name == WEEKLY and not bereaved:
        context |= sign_context(person, [known], known.flow.language)
    if len(points) >= TWO:
        context |= between_context(request, person, points[-TWO].when, points[-1].when)
    return context


def sign_context(person: Person, known: Sequence[OverTime], language: str) -> dict[str, Any]:
    """Return the early sign and the longer check that goes with it; nothing when there is none."""
    sign = sign_of(known, profile_of(person).put_away, timezone.localdate())
    return {"sign": sign, "longer": longer_check(language)} if sign else {}


@require_safe
def course_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the course as PDF."""
    flow = flow_at(request, slug)
    person = person_of(request)
    done = done_by(person, flow)
    if person is None or not done:
        raise Http404
    today = timezone.localdate()
    content = render_pdf(course_document(_over_time(person, flow, done), today))
    return pdf_response(content, f"{flow.words.slug}-{_('verloop')}-{today.isoformat()}")


@csrf_protect
@require_POST
def put_away(request: HttpRequest) -> HttpResponse:
    """Put the early sign away: it comes back only after three new falls."""
    person, until = person_of(request), _day(request.POST.get("tot", ""))
    if person is not None and until is not None:
        key = put_away_key(until)
        change_profile(
            person=person,
            change=lambda known: known.model_copy(
                update={"put_away": without_signs(known.put_away) | {key}}
            ),
        )
    return redirect("checks:index")


def _day(text: str) -> date | None:
    """Return a day up to today; None for anything else."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day <= timezone.localdate() else None
