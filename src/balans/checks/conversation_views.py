"""A page to take along to a conversation: made, shown, printed."""

import uuid
from collections.abc import Iterator

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from balans.accounts.place.profile import profile_of
from balans.accounts.space import require_space_for_words
from balans.checks.asking import suggestions
from balans.checks.conversation_form import ConversationForm, Known
from balans.checks.sheet import Earlier, Facts, sheet
from balans.core.files import pdf_response
from balans.documents.conversation import render_conversation
from balans.pages.errors import session_expired
from balans.questionnaires.actions import keep_note
from balans.questionnaires.content import catalogue
from balans.questionnaires.journey import Scene
from balans.questionnaires.kinds import MORE_LINES
from balans.questionnaires.models import Attempt
from balans.questionnaires.notes import Conversation, Together, note_of
from balans.questionnaires.reading import told
from balans.questionnaires.screen import Opened, alternates
from balans.questionnaires.surroundings import wanted_needs
from balans.questionnaires.views import opened

CHANGE = "verander"
BEFORE = 3
"""So many earlier times stand on the page: more is a course, and has a page of its own."""


@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def conversation(request: HttpRequest, slug: str, attempt_id: uuid.UUID) -> HttpResponse:
    """Ask what may stand on the page; then show it as it will be printed."""
    here = opened(request, slug, attempt_id)
    if here is None:
        return session_expired(request)
    if not here.journey.finished:
        return redirect(here.current_url())
    request.alternates = alternates(  # type: ignore[attr-defined]
        here.flow, "conversation", attempt_id=attempt_id
    )
    kept = note_of(Conversation, here.journey.scene.answers)
    if request.method == "POST":
        return _keep(request, here, kept)
    if kept is None or CHANGE in request.GET:
        return _ask(request, here, ConversationForm(kept, _known(here)))
    context = {"here": here, "flow": here.flow, "asked": kept, "sheet": sheet(_facts(here, kept))}
    return render(request, "checks/conversation.html", context)


def _keep(request: HttpRequest, here: Opened, kept: Conversation | None) -> HttpResponse:
    form = ConversationForm(kept, _known(here), request.POST)
    if MORE_LINES in request.POST or not form.is_valid():
        return _ask(request, here, form)
    require_space_for_words(here.person)
    keep_note(attempt=here.attempt, note=form.conversation(), by=here.person)
    return redirect(here.url("conversation"))


def _ask(request: HttpRequest, here: Opened, form: ConversationForm) -> HttpResponse:
    context = {"here": here, "flow": here.flow, "form": form}
    status = 422 if form.errors else 200
    return render(request, "checks/conversation_form.html", context, status=status)


def _known(here: Opened) -> Known:
    scene = here.journey.scene
    return Known(
        suggested=suggestions(scene, wanted_needs(scene)),
        name=profile_of(here.person).name,
        has_earlier=_before(here).exists(),
    )


@require_safe
def conversation_pdf(request: HttpRequest, slug: str, attempt_id: uuid.UUID) -> HttpResponse:
    """Give the page as PDF; as it is proposed when nothing was chosen yet."""
    here = opened(request, slug, attempt_id)
    if here is None:
        return session_expired(request)
    asked = note_of(Conversation, here.journey.scene.answers) or Conversation()
    facts = _facts(here, asked)
    content = render_conversation(sheet(facts))
    return pdf_response(content, f"{slug}-{facts.day.isoformat()}-{_('gesprek')}")


def _facts(here: Opened, asked: Conversation) -> Facts:
    return Facts(
        scene=here.journey.scene,
        day=timezone.localdate(here.attempt.moment),
        asked=asked,
        together=note_of(Together, here.journey.scene.answers),
        earlier=tuple(_earlier(here)) if asked.earlier else (),
    )


def _before(here: Opened) -> QuerySet[Attempt]:
    finished = Attempt.objects.visible_to(here.person).filter(
        flow=here.attempt.flow, finished_at__isnull=False, started_at__lt=here.attempt.started_at
    )
    return finished.order_by("-started_at")


def _earlier(here: Opened) -> Iterator[Earlier]:
    """Yield what earlier times came to, the oldest first. Two queries."""
    for attempt in reversed(_before(here).prefetch_related("answers")[:BEFORE]):
        flow = catalogue(here.flow.language).get(attempt.flow, attempt.version)
        scene = Scene(flow=flow, answers=attempt.read_answers(here.person.vault))
        found = {score.id: told(scene, score.id) for score in flow.scores}
        yield Earlier(
            day=timezone.localdate(attempt.moment),
            totals={key: total for key, total in found.items() if total is not None},
            same=attempt.version == here.attempt.version,
        )
