"""Outcomes: on the page, as PDF, in the calendar, as a message, and beside an earlier one."""

import uuid
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from balans.accounts.between import between_context
from balans.accounts.place.profile import is_bereaved
from balans.core.files import file_response, pdf_response
from balans.core.references import refer
from balans.documents.pdf import render as render_pdf
from balans.pages.errors import session_expired
from balans.questionnaires.actions import forget_answers, save_answers
from balans.questionnaires.blocks import FORMS, EmergencyBlock, MessageBlock, NextBlock
from balans.questionnaires.change import compare, numbers
from balans.questionnaires.content import catalogue
from balans.questionnaires.fhir.responding import response_of
from balans.questionnaires.kinds.base import LONG_LIMIT, clean, too_long
from balans.questionnaires.leading_on import ways_on
from balans.questionnaires.models import Attempt
from balans.questionnaires.notes import Together, note_of
from balans.questionnaires.outcome import outcome, outcome_document, plan_of
from balans.questionnaires.screen import Opened, alternates, flow_url
from balans.questionnaires.surroundings import scene_of
from balans.questionnaires.views import calendar_response, opened

REFERRED = {"support": "offer", "article": "article"}
"""What a next step calls a page, and what the references call it."""

MAILTO_LIMIT = 1_800
"""Longer addresses are cut by some mail programs; then only the subject goes along."""


@require_safe
def outcome_page(request: HttpRequest, slug: str, attempt_id: uuid.UUID) -> HttpResponse:
    """Show what follows from the answers so far."""
    here = opened(request, slug, attempt_id)
    if here is None:
        return session_expired(request)
    return _show(request, here)


def _show(
    request: HttpRequest,
    here: Opened,
    *,
    typed: dict[str, str] | None = None,
    errors: dict[str, str] | None = None,
) -> HttpResponse:
    context = outcome_context(request, here)
    calendar_url = here.url("calendar")
    context |= {
        "offer_calendar": plan_of(here.journey.scene) and context["next_href"] != calendar_url,
        "messages": _message_boxes(here, typed or {}, errors or {}),
        "ways_on": list(ways_on(here.person, here.attempt)) if here.journey.finished else [],
        "calendar_url": calendar_url,
    }
    return render(request, "questionnaires/outcome.html", context, status=422 if errors else 200)


def outcome_context(request: HttpRequest, here: Opened) -> dict[str, Any]:
    """Return what the page of every outcome shows, whatever room it is in."""
    request.alternates = alternates(  # type: ignore[attr-defined]
        here.flow, "outcome", attempt_id=here.attempt.pk
    )
    scene = scene_of(request, here)
    computed, is_check = outcome(scene), here.flow.kind == "check"
    return {
        "here": here,
        "flow": here.flow,
        "bereaved": scene.around.bereaved,
        "outcome": computed,
        "ahead": computed.ahead if is_check and not scene.around.bereaved else None,
        "compare_url": _compare_url(here),
        "next_href": _next_href(here),
        "pdf_url": here.url("outcome_pdf"),
        "fhir_url": here.url("outcome_fhir"),
        "answers_url": here.url("answers"),
        "erase_url": here.url("erase"),
        "share_url": here.url("share") if here.journey.finished else "",
        "together": note_of(Together, scene.answers),
    }


def _compare_url(here: Opened) -> str:
    """Return where this attempt lies beside the last finished one before it, empty for none."""
    finished = Attempt.objects.visible_to(here.person).filter(
        flow=here.attempt.flow, finished_at__isnull=False, started_at__lt=here.attempt.started_at
    )
    earlier = finished.order_by("-started_at").first()
    if earlier is None:
        return ""
    return flow_url(here.flow, "beside", here.attempt.pk, earlier.pk)


def _talk_now(here: Opened) -> str:
    """Return where to call: for a child on this page, whose lines speak to a child."""
    shown = (
        each.id
        for each in here.flow.outcome
        if isinstance(each, EmergencyBlock) and each.young and here.journey.scene.holds(each.when)
    )
    block = next(shown, "")
    return f"#{block}" if block else reverse("directory:talk_now")


PLACES: dict[str, Callable[[Opened], str]] = {
    "talk-now": _talk_now,
    "calendar": lambda here: here.url("calendar"),
    "pdf": lambda here: here.url("outcome_pdf"),
    "plan": lambda here: f"{reverse('plans:new')}?uit={here.attempt.pk}",
    "conversation": lambda here: here.url("conversation"),
    "copy": lambda here: "#bericht-short",
}


def _next_href(here: Opened) -> str:
    """Return where the one next step leads, empty when it is something to do off the screen."""
    block = next((each for each in here.flow.outcome if isinstance(each, NextBlock)), None)
    step = block.step(here.journey.scene) if block else None
    if step is None:
        return ""
    kind, _colon, name = step.to.partition(":")
    if kind == "flow":
        return flow_url(catalogue(here.flow.language).newest(name), "introduction")
    if kind in ("support", "article"):
        return refer(REFERRED[kind], name, here.flow.language).href
    return PLACES[kind](here) if kind in PLACES else ""


def _message_boxes(
    here: Opened, typed: dict[str, str], errors: dict[str, str]
) -> list[dict[str, object]]:
    block, scene = message_block(here), here.journey.scene
    if block is None:
        return []
    titles = {
        "short": _("Kort, voor een app"),
        "normal": _("Uitgebreid, voor een mail"),
        "print": _("Op papier, voor op de deur of in een kaart"),
    }
    subject = scene.fill(block.words.subject)
    return [
        {
            "form": form,
            "title": titles[form],
            "name": f"tekst-{form}",
            "text": typed.get(form, text),
            "rows": 6 if form == "short" else 14,
            "mailto": _mailto(subject, text) if form == "normal" else "",
            "edited": block.kept(form) in scene.answers,
            "error": errors.get(form, ""),
        }
        for form in FORMS
        for text in [block.text(scene, form)]
    ]


def _mailto(subject: str, text: str) -> str:
    whole = f"mailto:?subject={quote(subject)}&body={quote(text)}"
    return whole if len(whole) <= MAILTO_LIMIT else f"mailto:?subject={quote(subject)}"


def message_block(here: Opened) -> MessageBlock | None:
    """Return the message block of a questionnaire, when it has one."""
    blocks = (block for block in here.flow.outcome if isinstance(block, MessageBlock))
    return next(blocks, None)


@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def message(request: HttpRequest, slug: str, attempt_id: uuid.UUID) -> HttpResponse:
    """Keep one's own version of a form of the message, or go back to ours."""
    here = opened(request, slug, attempt_id)
    if here is None:
        return session_expired(request)
    if request.method != "POST":
        return redirect(here.outcome_url)
    block, form = message_block(here), request.POST.get("vorm", "")
    if block is None or form not in FORMS:
        raise Http404
    if request.POST.get("_actie") == "opnieuw":
        forget_answers(attempt=here.attempt, questions=[block.kept(form)])
        return redirect(f"{here.outcome_url}#bericht-{form}")
    typed = str(request.POST.get(f"tekst-{form}", ""))
    text = clean(typed, lines=True)
    if problem := too_long(text, LONG_LIMIT):
        return _show(request, here, typed={form: typed}, errors={form: problem})
    if text and text != block.made(here.journey.scene, form):
        save_answers(attempt=here.attempt, values={block.kept(form): text}, by=here.person)
    else:
        forget_answers(attempt=here.attempt, questions=[block.kept(form)])
    return redirect(f"{here.outcome_url}#bericht-{form}")


@require_safe
def outcome_pdf(request: HttpRequest, slug: str, attempt_id: uuid.UUID) -> HttpResponse:
    """Give the outcome as PDF."""
    here = opened(request, slug, attempt_id)
    if here is None:
        return session_expired(request)
    day = timezone.localdate(here.attempt.moment)
    content = render_pdf(outcome_document(scene_of(request, here), day))
    return pdf_response(content, f"{slug}-{day.isoformat()}")


@require_safe
def outcome_fhir(request: HttpRequest, slug: str, attempt_id: uuid.UUID) -> HttpResponse:
    """Give the answers as a FHIR QuestionnaireResponse, for a file of one's own."""
    here = opened(request, slug, attempt_id)
    if here is None:
        return session_expired(request)
    answers = response_of(
        here.journey.scene,
        id=here.attempt.pk,
        authored=timezone.localtime(here.attempt.changed_at),
        finished=here.journey.finished,
    )
    day = timezone.localdate(here.attempt.moment)
    name = f"{slug}-{day.isoformat()}.fhir.json"
    return file_response(answers.as_json(), "application/fhir+json", name)


@require_safe
def outcome_calendar(request: HttpRequest, slug: str, attempt_id: uuid.UUID) -> HttpResponse:
    """Give the check date for one's own calendar."""
    here = opened(request, slug, attempt_id)
    if here is None:
        return session_expired(request)
    return calendar_response(
        here.journey.scene,
        thing_id=here.attempt.pk,
        changed_at=here.attempt.changed_at,
        name=slug,
    )


@require_safe
def beside(
    request: HttpRequest, slug: str, attempt_id: uuid.UUID, earlier_id: uuid.UUID
) -> HttpResponse:
    """Lay two attempts at the same questionnaire side by side."""
    now, then = opened(request, slug, attempt_id), opened(request, slug, earlier_id)
    if now is None or then is None:
        return session_expired(request)
    request.alternates = alternates(  # type: ignore[attr-defined]
        now.flow, "beside", attempt_id=attempt_id, earlier_id=earlier_id
    )
    rows = compare(then.journey.scene, now.journey.scene)
    renewed = then.attempt.version != now.attempt.version
    context = {
        "now": now,
        "then": then,
        "flow": now.flow,
        "renewed": renewed,
        "past": is_bereaved(now.person),
        "numbers": numbers(then.journey.scene, now.journey.scene, renewed=renewed),
        "changed": [row for row in rows if row.changed],
        "same": [row for row in rows if not row.changed],
        **between_context(request, now.person, then.attempt.moment, now.attempt.moment),
    }
    return render(request, "questionnaires/beside.html", context)
