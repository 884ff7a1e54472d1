"""The pages of the checks: which there are, what each is, and what came out."""

import uuid

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balans.accounts.place.profile import is_bereaved
from balans.checks.content import slots
from balans.checks.offered import CLOSER, MORE, OVERVIEW, SHORT, YOUNG, groups
from balans.pages.errors import session_expired
from balans.pages.middleware import public_page
from balans.questionnaires.content import checks, is_offered
from balans.questionnaires.models import Attempt
from balans.questionnaires.outcome_views import outcome_context
from balans.questionnaires.screen import alternates
from balans.questionnaires.views import flow_at, opened, person_known

EARLIER = 3
"""So many earlier times stand on the page of a check; all of them stand in the course."""


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE


@public_page
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show the checks, and for who did some how it went."""
    person = person_known(request)
    titles = {
        SHORT: _("In een paar minuten"),
        CLOSER: _("Iets beter kijken"),
        OVERVIEW: _("Alles op een rij"),
        YOUNG: _("Ben je jong?"),
        MORE: _("Meer checks"),
    }
    context = {
        "groups": [(titles[group.name], group.flows) for group in groups(_language())],
        "bereaved": is_bereaved(person),
    }
    return render(request, "checks/index.html", context)


@public_page
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Say of every check who made it, what it may be used for, and which a host may add."""
    context = {"flows": checks(_language()), "slots": slots(_language())}
    return render(request, "checks/about.html", context)


@public_page
@require_safe
def introduction(request: HttpRequest, slug: str) -> HttpResponse:
    """Say what the check is, what it gives and who made it; offer to begin."""
    flow, person = flow_at(request, slug), person_known(request)
    request.alternates = alternates(flow, "introduction")  # type: ignore[attr-defined]
    attempts = Attempt.objects.visible_to(person).filter(flow=flow.name).order_by("-changed_at")
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
    return render(request, "checks/outcome.html", outcome_context(request, here))
