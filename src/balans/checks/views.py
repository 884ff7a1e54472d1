"""The pages of the checks: which there are, what each is, and what came out."""

import uuid
from collections.abc import Sequence, Set
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balans.accounts.person import Person
from balans.accounts.place.profile import is_bereaved
from balans.checks.content import slots
from balans.checks.course_views import sign_context
from balans.checks.offered import CLOSER, MORE, OVERVIEW, SHORT, YOUNG, groups
from balans.checks.over_time import all_over_time
from balans.core.language import page_language
from balans.pages.errors import session_expired
from balans.pages.middleware import public_page
from balans.questionnaires.content import Flow, checks, is_offered
from balans.questionnaires.models import Attempt
from balans.questionnaires.outcome_views import outcome_context
from balans.questionnaires.screen import alternates
from balans.questionnaires.views import flow_at, opened, person_known

EARLIER = 3
"""So many earlier times stand on the page of a check; all of them stand in the course."""


@public_page
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show the checks, and for who did some how it went."""
    person = person_known(request)
    context: dict[str, Any] = {"bereaved": is_bereaved(person)}
    if person is not None:
        context |= _so_far(person)
    done = {each.flow.name for each in context.get("known", ())}
    context["groups"] = _not_done(done)
    return render(request, "checks/index.html", context)


def _not_done(done: Set[str]) -> list[tuple[str, Sequence[Flow]]]:
    """Return the checks that somebody did not do yet: in groups, under one title once some are."""
    titles = {
        SHORT: _("In een paar minuten"),
        CLOSER: _("Iets beter kijken"),
        OVERVIEW: _("Alles op een rij"),
        YOUNG: _("Ben je jong?"),
        MORE: _("Meer checks"),
    }
    found = groups(page_language(), without=done)
    if done and found:
        return [(_("Andere checks"), [flow for group in found for flow in group.flows])]
    return [(titles[group.name], group.flows) for group in found]


def _so_far(person: Person) -> dict[str, Any]:
    """Return how it went of every check that somebody did, and the early sign when it holds."""
    known = all_over_time(person, page_language())
    sign = {} if is_bereaved(person) else sign_context(person, known, page_language())
    return {"known": known, **sign}


@public_page
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Say of every check who made it, what it may be used for, and which a host may add."""
    context = {"flows": checks(page_language()), "slots": slots(page_language())}
    return render(request, "checks/about.html", context)


@public_page
@require_safe
def introduction(request: HttpRequest, slug: str) -> HttpResponse:
    """Say what the check is, what it gives and who made it; offer to begin."""
    flow, person = flow_at(request, slug), person_known(request)
    request.alternates = alternates(flow, "introduction")  # type: ignore[attr-defined]
    attempts = Attempt.objects.visible_to(person).filter(flow=flow.name).newest_first()
    context = {
        "flow": flow,
        "attempts": list(attempts[:EARLIER]),
        "days": settings.GUEST_DAYS,
        "bereaved": is_bereaved(person),
        "offered": is_offered(flow.name),
    }
    return render(request, "checks/introduction.html", context)


@require_safe
def outcome(request: HttpRequest, slug: str, attempt_id: uuid.UUID) -> HttpResponse:
    """Show the result: in words first, then the number, and one next step."""
    here = opened(request, slug, attempt_id)
    if here is None:
        return session_expired(request)
    context = outcome_context(request, here) | {"offered": is_offered(here.flow.name)}
    return render(request, "checks/outcome.html", context)
