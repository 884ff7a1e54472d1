"""What the question pages show, and where their links lead."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.urls import reverse
from django.utils.translation import override

from balans.accounts.person import Person
from balans.accounts.place.profile import profile_of
from balans.core.content import LANGUAGES
from balans.questionnaires.content import Flow, catalogue
from balans.questionnaires.journey import PLACEHOLDER, Journey, Scene, Step
from balans.questionnaires.kinds import Entered, Question, Value
from balans.questionnaires.models import Answer, Attempt
from balans.questionnaires.notes import Together
from balans.ui.leaving import offer_leaving
from balans.ui.types import Error

INVALID = 422
LOVED_ONE = "naam"
"""The question of every exercise that asks what the loved one is called."""


@dataclass(frozen=True)
class Place:
    """Where an attempt stands: its journey, and the addresses of its pages."""

    attempt: Attempt
    slug: str
    journey: Journey

    def url(self, name: str) -> str:
        """Return the address of a page about this attempt."""
        return flow_url(self.journey.scene.flow, name, self.attempt.pk)

    def step_url(self, step: Step) -> str:
        return flow_url(self.journey.scene.flow, "step", self.attempt.pk, step.id)

    def current_url(self) -> str:
        """Return where the person was: the first open question, or the outcome."""
        current = self.journey.current
        return self.url("outcome") if current is None else self.step_url(current)

    @property
    def outcome_url(self) -> str:
        return self.url("outcome")

    @property
    def stopped_url(self) -> str:
        """Return where one comes who stops, to go on later."""
        return flow_url(self.journey.scene.flow, "introduction") + "#verder"


@dataclass(frozen=True)
class Opened(Place):
    """An attempt open for its owner."""

    person: Person

    @property
    def flow(self) -> Flow:
        """Return the version of the questionnaire that the journey goes through."""
        return self.journey.scene.flow

    @property
    def renewed(self) -> bool:
        """Return whether the version it was begun under is no longer there."""
        return self.flow.version != self.attempt.version

    def given(self) -> Iterator[tuple[str, tuple[str, ...], str]]:
        """Yield label, answer as lines and the address to change it, for all questions asked."""
        scene = self.journey.scene
        for step in self.journey.reachable:
            for question in step.questions:
                value = scene.value(question.id)
                lines = () if value is None else question.readable(value, scene)
                yield scene.fill(question.words.label), lines, self.step_url(step)


@dataclass(frozen=True)
class Asked:
    """One question as the page shows it."""

    question: Question
    label: str
    hint: str
    example: str
    help: str
    as_heading: bool
    data: Mapping[str, Any]

    @cached_property
    def drawn(self) -> str:
        """The question as it stands on the page."""
        return get_template(self.question.template).render({"asked": self})


NOTHING = Entered()


def asked(question: Question, entered: Entered, scene: Scene, *, as_heading: bool) -> Asked:
    """Return a question as a page shows it, with what stands in its fields.

    While it is open and there are only words of ours in it, it is made and drawn once for all.
    """
    if entered != NOTHING or not _is_ours(question):
        return _made(question, entered, scene, as_heading)
    known, key = scene.flow.open_questions, (question.id, as_heading)
    if key not in known:
        known[key] = _made(question, entered, scene, as_heading)
    found: Asked = known[key]
    return found


def _is_ours(question: Question) -> bool:
    """Return whether nothing that a person wrote or chose stands in it, nor the day of today."""
    filled = any(map(PLACEHOLDER.search, question.texts()))
    return question.steady and not question.sources and not filled


def _made(question: Question, entered: Entered, scene: Scene, as_heading: bool) -> Asked:
    words = question.words
    return Asked(
        question=question,
        label=scene.fill(words.label),
        hint=scene.fill(words.hint),
        example=scene.fill(words.example),
        help=scene.fill(words.help),
        as_heading=as_heading,
        data=question.show(entered, scene),
    )


@dataclass(frozen=True)
class StepScreen:
    """A page with questions: of an attempt, or of one that is about to begin (`new_id`)."""

    journey: Journey
    step: Step
    slug: str
    attempt: Attempt | None = None
    new_id: str = ""
    back_to: str = ""

    def again(self, request: HttpRequest, errors: dict[str, str]) -> HttpResponse:
        """Show the page with what was typed, and with messages when there are any."""
        entered = Entered(form=request.POST, errors=errors)
        return self.response(request, {each.id: entered for each in self.step.questions}, errors)

    def response(
        self,
        request: HttpRequest,
        entered: Mapping[str, Entered],
        errors: Mapping[str, str] | None = None,
    ) -> HttpResponse:
        """Show the page with these answers in its fields."""
        scene, step = self.journey.scene, self.step
        single = len(step.questions) == 1
        context = {
            "flow": scene.flow,
            "slug": self.slug,
            "attempt": self.attempt,
            "new_id": self.new_id,
            "back_to": self.back_to,
            "title": scene.fill(step.page.words.title),
            "text": scene.fill(step.page.words.text),
            "questions": [
                asked(question, entered.get(question.id, NOTHING), scene, as_heading=single)
                for question in step.questions
            ],
            "errors": [Error(field_id=key, text=text) for key, text in (errors or {}).items()],
            "number": self.journey.number(step),
            "total": self.journey.at_most,
            "certain": self.journey.at_most == len(self.journey.steps),
            "first": self.journey.before(step) is None,
            "together": Together.key in scene.answers,
            "moved": request.GET.get("let-op") == "vraag",
        }
        status = INVALID if errors else 200
        # The first questions are somebody's own too, before there is anybody.
        offer_leaving(request)
        return render(request, "questionnaires/step.html", context, status=status)


def flow_url(flow: Flow, name: str, *rest: object) -> str:
    """Return the address of a page about a questionnaire, in its room."""
    return reverse(f"{flow.room}:{name}", args=[flow.words.slug, *rest])


def alternates(flow: Flow, name: str, **rest: object) -> dict[str, str]:
    """Return the address of this page in every language; a questionnaire has a slug in each."""
    found = {}
    for language in LANGUAGES:
        try:
            slug = catalogue(language).newest(flow.name).words.slug
        except (KeyError, ValueError):
            continue
        with override(language):
            found[language] = reverse(f"{flow.room}:{name}", kwargs={"slug": slug, **rest})
    return found


def remembered(person: Person | None, flow: Flow) -> dict[str, Value]:
    """Return what this person answered last to the questions that are remembered.

    Looks at attempts at every questionnaire; an answer counts when it fits the question. The loved
    one is called as the person's own details say, when they do.
    """
    wanted = {question.id: question for question in flow.questions if question.remember}
    if person is None or not wanted:
        return {}
    shared = catalogue(flow.language).remembering(wanted)
    rows = Answer.objects.filter(
        attempt__owner=person.owner, question__in=wanted, attempt__flow__in=shared
    )
    found: dict[str, Value] = {}
    for answer in rows.order_by("-saved_at")[: len(wanted) * 8]:
        value = answer.read(person.vault)
        if (
            answer.question not in found
            and value is not None
            and wanted[answer.question].fits(value)
        ):
            found[answer.question] = value
    name = profile_of(person).loved_one
    if name and LOVED_ONE in wanted and wanted[LOVED_ONE].fits(name):
        found[LOVED_ONE] = name
    return found
