"""Looking back on a group, for who takes part: begin, answer, read through, send without a name."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from balans.accounts.space import require_space_for_words
from balans.groups.evaluating.inviting import Invitation, evaluation_for
from balans.groups.evaluating.sending import (
    AlreadySent,
    ChangedMeanwhile,
    TooMany,
    begin_evaluation,
    forget_draft,
    send_evaluation,
)
from balans.groups.evaluating.survey import inside, opened_draft, survey
from balans.groups.opened import Joined, joined
from balans.questionnaires.views import walk_step

GET_OR_POST = ["GET", "HEAD", "POST"]
ERASE, SEEN = "wissen", "_gezien"
LATE = "let-op=verstuurd"


def _at(request: HttpRequest, group_id: uuid.UUID) -> tuple[Joined, Invitation]:
    here = inside(joined(request, group_id))
    invitation = evaluation_for(here)
    assert invitation is not None, "who is inside has one"
    return here, invitation


@csrf_protect
@require_http_methods(GET_OR_POST)
def evaluate(request: HttpRequest, group_id: uuid.UUID) -> HttpResponse:
    """Say what it is and who sees it, when it opens, or that it was sent; and begin."""
    here, invitation = _at(request, group_id)
    if request.method == "POST":
        return _begin(request, here, invitation)
    draft = opened_draft(here) if invitation.state == "begun" else None
    context = {
        "here": here,
        "group": here.group,
        "flow": survey(),
        "invitation": invitation,
        "draft": draft,
        "late": "let-op" in request.GET,
    }
    return render(request, "groups/evaluate.html", context)


def _begin(request: HttpRequest, here: Joined, invitation: Invitation) -> HttpResponse:
    if invitation.state not in ("open", "begun"):
        return redirect(invitation.href)
    require_space_for_words(here.person)
    begin_evaluation(here=here)
    draft = opened_draft(here)
    return redirect(draft.current_url() if draft else invitation.href)


@csrf_protect
@require_http_methods(GET_OR_POST)
def evaluate_step(request: HttpRequest, group_id: uuid.UUID, page: str) -> HttpResponse:
    """Ask the questions of one page, as the engine does everywhere."""
    here, invitation = _at(request, group_id)
    draft = opened_draft(here) if invitation.state == "begun" else None
    if draft is None:
        return _elsewhere(request, invitation)
    return walk_step(request, draft, page)


def _elsewhere(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Lead from a page that was left open to what there is now; say so when something was typed."""
    late = request.method == "POST" and invitation.state == "sent"
    return redirect(f"{invitation.href}?{LATE}" if late else invitation.href)


@csrf_protect
@require_http_methods(GET_OR_POST)
def evaluate_send(request: HttpRequest, group_id: uuid.UUID) -> HttpResponse:
    """Show all answers once more; then send them without a name, or erase them."""
    here, invitation = _at(request, group_id)
    draft = opened_draft(here) if invitation.state == "begun" else None
    if draft is None:
        return redirect(invitation.href)
    if not draft.journey.finished:
        return redirect(draft.current_url())
    if request.method == "POST" and request.POST.get("_actie") == ERASE:
        forget_draft(draft=draft)
        return redirect(invitation.href)
    trouble = _send(here, request.POST.get(SEEN, "")) if request.method == "POST" else ""
    if trouble is None:
        return redirect(invitation.href)
    context = {"here": draft, "group": here.group, "trouble": trouble}
    return render(request, "groups/evaluate_send.html", context, status=409 if trouble else 200)


def _send(here: Joined, seen: str) -> str | None:
    """Send what was seen; return what keeps it here, None when it is sent."""
    try:
        send_evaluation(here=here, seen=seen)
    except ChangedMeanwhile:
        return "changed"
    except TooMany:
        return "full"
    except AlreadySent:
        return None
    return None
