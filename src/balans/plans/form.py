"""The form of a plan: the questions of the questionnaire "plan" on one page."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from balans.core.language import page_language
from balans.plans.plan import CHECK, FLOW, GOAL, MONTH, WEEK
from balans.questionnaires.blocks import PlanBlock
from balans.questionnaires.content import Flow, catalogue
from balans.questionnaires.journey import Scene, Step, parse_step, walk
from balans.questionnaires.kinds import Entered, Value
from balans.questionnaires.screen import Asked, asked


def plan_flow() -> Flow:
    """Return the questions of a plan, in the language of the page."""
    return catalogue(page_language()).newest(FLOW)


def scene_of(answers: Mapping[str, Value]) -> Scene:
    """Return the answers of a plan beside its questions."""
    return Scene(flow=plan_flow(), answers=answers)


def page() -> Step:
    """Return the one page with all questions of a plan."""
    return walk(plan_flow(), {}).steps[0]


def parse(form: Any) -> tuple[dict[str, Value], dict[str, str]]:
    """Return what was filled in, and a message by field id for what cannot be kept.

    A plan needs its wish; everything else may stay empty.
    """
    values, errors = parse_step(page(), form, scene_of({}))
    if GOAL not in errors and not values.get(GOAL):
        errors[f"id_{GOAL}"] = _("Schrijf eerst op wat je wilt. Een paar woorden is genoeg.")
    return values, errors


def fields(
    answers: Mapping[str, Value], form: Any = None, errors: Mapping[str, str] | None = None
) -> list[Asked]:
    """Return every question with its answer, or with what was typed and its messages."""
    scene = scene_of(answers)
    return [
        asked(
            question,
            Entered(value=scene.value(question.id), form=form, errors=errors or {}),
            scene,
            as_heading=False,
        )
        for question in page().questions
    ]


def without_examples(shown: Sequence[Asked]) -> list[Asked]:
    """Return the questions for the bereaved: our examples speak of a loved one who lives."""
    return [replace(each, example="") for each in shown]


def block() -> PlanBlock:
    """Return how a plan is shown and printed."""
    return next(each for each in plan_flow().outcome if isinstance(each, PlanBlock))


def rows(answers: Mapping[str, Value]) -> list[tuple[str, tuple[str, ...]]]:
    """Return what a plan says beside its steps and its day: short label and lines."""
    scene, words = scene_of(answers), block().words.entries
    return [
        (words[question.id], question.readable(value, scene))
        for question in page().questions
        if question.id in words and question.id not in (WEEK, MONTH, CHECK)
        if (value := scene.value(question.id)) is not None
    ]


def if_then(answers: Mapping[str, Value]) -> str:
    """Return the if-then sentence, empty when one half is open."""
    return block().if_then(scene_of(answers))
