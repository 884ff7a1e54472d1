"""Wishes from the exercises: what can become a plan without typing it again."""

from dataclasses import dataclass
from uuid import UUID

from balans.accounts.person import Person
from balans.plans.plan import CHECK, GOAL, MONTH, WEEK
from balans.questionnaires.content import Flow, catalogue
from balans.questionnaires.journey import Scene
from balans.questionnaires.kinds import Value
from balans.questionnaires.kinds.base import SHORT_LIMIT, lower_first
from balans.questionnaires.models import Attempt

EXERCISE = "doelen"
LINES = (WEEK, "nodig", "helper")
TEXTS = ("obstakel", "dan", "tevreden")


@dataclass(frozen=True)
class Wish:
    """A wish that was chosen in an exercise."""

    attempt_id: UUID
    text: str


def _scene(attempt: Attempt, person: Person, language: str) -> Scene:
    flow: Flow = catalogue(language).get(attempt.flow, attempt.version)
    return Scene(flow=flow, answers=attempt.read_answers(person.vault))


def wishes(person: Person, language: str) -> list[Wish]:
    """Return the wishes of a person's exercises, the newest first, each once."""
    attempts = Attempt.objects.visible_to(person).filter(flow=EXERCISE).order_by("-changed_at")
    found: dict[str, Wish] = {}
    for attempt in attempts.prefetch_related("answers"):
        text = _text(_scene(attempt, person, language), GOAL)
        if text:
            found.setdefault(text.casefold(), Wish(attempt_id=attempt.pk, text=text))
    return list(found.values())


def answers_from(person: Person, attempt_id: UUID, language: str) -> dict[str, Value]:
    """Return the answers for a plan that follow from an exercise; nothing for a strange id."""
    attempt = Attempt.objects.visible_to(person).filter(pk=attempt_id, flow=EXERCISE).first()
    if attempt is None:
        return {}
    scene = _scene(attempt, person, language)
    found: dict[str, Value] = {GOAL: _text(scene, GOAL) or None, CHECK: scene.value(CHECK)}
    found |= {each: list(_readable(scene, each)) or None for each in LINES}
    found[MONTH] = [_how_often(scene, often) for often in _readable(scene, MONTH)] or None
    found |= {each: _as_phrase(scene, each) for each in TEXTS}
    return found


def _how_often(scene: Scene, often: str) -> str:
    """Return how often as a step: the exercise asks "twee keer", a step says of what."""
    return f"{_text(scene, GOAL)}: {lower_first(often)}"[:SHORT_LIMIT]


def _readable(scene: Scene, question_id: str) -> tuple[str, ...]:
    question, value = scene.flow.question(question_id), scene.value(question_id)
    return () if question is None or value is None else question.readable(value, scene)


def _text(scene: Scene, question_id: str) -> str:
    return ", ".join(_readable(scene, question_id))


def _as_phrase(scene: Scene, question_id: str) -> str | None:
    return scene.phrase(question_id) or None if scene.value(question_id) is not None else None
