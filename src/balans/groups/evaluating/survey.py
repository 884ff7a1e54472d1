"""The questionnaire of an evaluation, as one who takes part in a group walks through it."""

import uuid
from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse

from balans.core.language import page_language
from balans.groups.opened import Joined
from balans.questionnaires.content import Flow, catalogue
from balans.questionnaires.journey import Step, walk
from balans.questionnaires.models import Attempt
from balans.questionnaires.screen import Opened

FLOW = "evaluatie"
PAGES = {"resume": "groups:evaluate", "answers": "groups:evaluate_send"}
"""The engine's names for pages of an attempt, as they are called here."""


def survey(language: str = "") -> Flow:
    """Return the questionnaire of an evaluation, in the language of the page or another one."""
    return catalogue(language or page_language()).newest(FLOW)


def draft_id(participation_id: uuid.UUID) -> uuid.UUID:
    """Return the id of the attempt that one fills in for a group: in every tab the same."""
    return uuid.uuid5(participation_id, "evaluation")


@dataclass(frozen=True)
class Evaluating(Opened):
    """An evaluation that is being filled in: an attempt with the addresses of its group."""

    here: Joined

    def url(self, name: str) -> str:
        return reverse(PAGES[name], args=[self.here.group.pk])

    def step_url(self, step: Step) -> str:
        return reverse("groups:evaluate_step", args=[self.here.group.pk, step.id])

    def current_url(self) -> str:
        """Return where the person was: the first open question, or the page to read through."""
        current = self.journey.current
        return self.url("answers") if current is None else self.step_url(current)

    @property
    def stopped_url(self) -> str:
        return self.url("resume")

    @property
    def is_empty(self) -> bool:
        """Return whether every question was skipped."""
        scene = self.journey.scene
        return all(scene.value(question.id) is None for question in self.flow.questions)

    @property
    def seen(self) -> str:
        """Return a sign of what is kept now, so that an older page can tell that it changed."""
        return self.attempt.changed_at.isoformat()


def draft_of(here: Joined) -> Attempt | None:
    """Return what somebody is filling in for this group; None for nothing yet."""
    attempts = Attempt.objects.visible_to(here.person)
    return attempts.filter(pk=draft_id(here.participation.pk), flow=FLOW).first()


def opened_draft(here: Joined) -> Evaluating | None:
    """Return it with its answers open; None for nothing yet."""
    attempt = draft_of(here)
    if attempt is None:
        return None
    flow = catalogue(page_language()).get(FLOW, attempt.version)
    return Evaluating(
        attempt=attempt,
        slug=flow.words.slug,
        journey=walk(flow, attempt.read_answers(here.person.vault)),
        person=here.person,
        here=here,
    )


def inside(here: Joined) -> Joined:
    """Return a group for who takes part. Raise Http404 for who waits for a place."""
    if here.participation.waiting_since is not None:
        raise Http404
    return here
