"""Sharing one outcome by a link: what is told beforehand, and how the other sees it."""

import uuid
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from balans.accounts.person import person_of
from balans.accounts.shares import sharing
from balans.accounts.shares.views import share_page
from balans.core.language import page_language
from balans.pages.errors import session_expired
from balans.questionnaires.blocks import Shown
from balans.questionnaires.content import catalogue
from balans.questionnaires.copies import (
    ROOM,
    WITH_QUESTIONS,
    Copy,
    keep_copy,
    let_go,
    part_of,
    read_copy,
    record_of,
)
from balans.questionnaires.journey import Scene, walk
from balans.questionnaires.models import Attempt, SharedResult
from balans.questionnaires.notes import Conversation, note_of
from balans.questionnaires.screen import Opened, flow_url
from balans.questionnaires.views import opened

WITH, QUESTIONS = "met", "vragen"


@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def share(request: HttpRequest, slug: str, attempt_id: uuid.UUID) -> HttpResponse:
    """Share this one outcome with a link; with one's own questions when the address says so."""
    here = opened(request, slug, attempt_id)
    if here is None:
        return session_expired(request)
    if not here.journey.finished:
        return redirect(here.current_url())
    asked = note_of(Conversation, here.journey.scene.answers)
    along = bool(asked and asked.questions) and request.GET.get(WITH) == QUESTIONS
    return share_page(request, person=here.person, thing=thing_of(here, with_questions=along))


def thing_of(here: Opened, *, with_questions: bool = False) -> sharing.Thing:
    """Return an outcome as something to share; its copy is made when the link is."""
    record = record_of(here.attempt.pk, with_questions=with_questions)
    day = date_format(here.attempt.moment, "j F Y")
    sees = [
        _("De ander ziet wat hier uitkwam, je antwoorden en de datum.")
        if here.flow.kind == "check"
        else _("De ander ziet wat hier uitkwam en de datum."),
        _("Je eigen vragen gaan mee.") if with_questions else "",
        _("Verander jij later een antwoord? Dan ziet de ander dat ook."),
        _("Wat je verder hebt ingevuld of geschreven, ziet niemand."),
    ]
    return sharing.Thing(
        room=ROOM,
        record=record,
        part=part_of(record),
        title=f"{here.flow.words.title}, {day}",
        heading=_("Deel deze uitkomst"),
        sees=" ".join(each for each in sees if each),
        back_href=here.url("conversation") if with_questions else here.outcome_url,
        ready=lambda: keep_copy(attempt=here.attempt, record=record, by=here.person),
    )


def invitation(sharer: str) -> str:
    """Return who shares an outcome, with a name or without."""
    if sharer:
        return _("%(name)s deelt een uitkomst met jou") % {"name": sharer}
    return _("Iemand deelt een uitkomst met jou")


def show(share: sharing.OpenShare) -> sharing.Shown | None:
    """Return a shared outcome with the key of its copy alone; None when it is gone."""
    return _shown(share, with_answers=True)


def show_outcome(share: sharing.OpenShare) -> sharing.Shown | None:
    """Return what came out and no answer, as for a group; None when it is gone or no outcome."""
    return _shown(share, with_answers=False) if share.room == ROOM else None


def _shown(share: sharing.OpenShare, *, with_answers: bool) -> sharing.Shown | None:
    kept = SharedResult.objects.filter(record=share.record, attempt__owner=share.owner).first()
    if kept is None:
        return None
    copy = read_copy(kept, share.vault)
    try:
        flow = catalogue(page_language()).get(copy.questionnaire, copy.version)
    except KeyError:
        return None
    scene = Scene(flow=flow, answers=copy.answers)
    context = {
        "copy": copy,
        "flow": flow,
        "blocks": list(_blocks(scene)),
        "rows": list(_rows(copy, scene)) if flow.kind == "check" and with_answers else [],
    }
    html = render_to_string("questionnaires/shared_outcome.html", context)
    return sharing.Shown(title=flow.words.title, html=html)


def _blocks(scene: Scene) -> Iterator[Shown]:
    """Yield what gives back what was said: no help, nothing that leads into the owner's things."""
    for block in scene.flow.outcome:
        if block.shared and (shown := block.show(scene)) is not None:
            yield shown


def _rows(copy: Copy, scene: Scene) -> Iterator[tuple[str, tuple[str, ...]]]:
    for step in walk(scene.flow, copy.answers).steps:
        for question in step.questions:
            value = scene.value(question.id)
            lines = () if value is None else question.readable(value, scene)
            yield scene.fill(question.words.label), lines


@require_safe
def found(request: HttpRequest, attempt_id: uuid.UUID) -> HttpResponse:
    """Lead its owner to an outcome that they share, whatever room it is in."""
    attempt = Attempt.objects.visible_to(person_of(request)).filter(pk=attempt_id).first()
    flow = catalogue(page_language()).walked(attempt.flow) if attempt is not None else None
    if attempt is None or flow is None:
        return session_expired(request)
    return redirect(flow_url(flow, "resume", attempt.pk))


def _href(record: str) -> str:
    return reverse("questionnaires:found", args=[record.removesuffix(WITH_QUESTIONS)])


def room() -> sharing.Room:
    """Return how questionnaires let their outcomes be shared."""
    return sharing.Room(name=ROOM, invitation=invitation, show=show, href=_href, let_go=let_go)
