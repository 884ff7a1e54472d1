"""The journey through a questionnaire: derived from definition and answers, never stored."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from balans.questionnaires.around import NOTHING_KNOWN, Around
from balans.questionnaires.content import Flow, Page
from balans.questionnaires.kinds import Condition, InvalidAnswer, Item, Question, Source, Value
from balans.questionnaires.kinds.base import PLACEHOLDER as PLACEHOLDER
from balans.questionnaires.scoring import IncompleteAnswers, Result, reckon

Answers = Mapping[str, Value]
"""Question id to stored value. None: skipped. Absent: not reached yet."""


@dataclass(frozen=True)
class Scene:
    """A questionnaire with the answers so far: what conditions and words look at."""

    flow: Flow
    answers: Answers
    around: Around = NOTHING_KNOWN

    @property
    def language(self) -> str:
        return self.flow.language

    def within(self, around: Around) -> "Scene":
        """Return the same answers with what is known beside them."""
        return replace(self, around=around)

    def value(self, question_id: str) -> Value:
        """Return what was answered and still stands: it fits its question and earlier answers."""
        if question_id not in self._values:
            self._values[question_id] = self._standing(question_id)
        return self._values[question_id]

    @cached_property
    def _values(self) -> dict[str, Value]:
        """What was looked up before: outcomes ask for the same answers hundreds of times."""
        return {}

    def _standing(self, question_id: str) -> Value:
        question = self.flow.question(question_id)
        value = self.answers.get(question_id)
        if question is None or value is None or not question.fits(value):
            return None
        return question.standing(value, self)

    def items(self, sources: Sequence[Source]) -> tuple[Item, ...]:
        """Return the items that came out of earlier answers, each once."""
        found: dict[str, Item] = {}
        for source in sources:
            question, value = self.flow.question(source.question), self.value(source.question)
            if question is not None and value is not None:
                for item in question.items(value, self, source.is_):
                    found.setdefault(item.key, item)
        return tuple(found.values())

    def phrase(self, question_id: str) -> str:
        """Return an answer as part of a sentence; the fallback when it was skipped."""
        question, value = self.flow.question(question_id), self.value(question_id)
        if question is None or value is None:
            return self.flow.words.fallbacks.get(question_id, "")
        return question.phrase(value, self)

    def fill(self, text: str, **more: str) -> str:
        """Return words with every {placeholder} filled in.

        One pass: what a person wrote is never read as a placeholder itself.
        """
        return PLACEHOLDER.sub(
            lambda match: more[match[1]] if match[1] in more else self._filled(match), text
        )

    def _filled(self, match: re.Match[str]) -> str:
        known = self.flow.question(match[1]) is not None
        return self.phrase(match[1]) if known else match[0]

    def count(self, condition: Condition) -> int:
        """Return how many marks of the answers are among those the condition names."""
        return sum(
            1
            for question_id in condition.asked_of
            for mark in self.marks(question_id)
            if not condition.is_ or mark in condition.is_
        )

    def marks(self, name: str) -> tuple[str, ...]:
        """Return the marks of a question, or the band of a score; none for what is open."""
        question, value = self.flow.question(name), self.value(name)
        if question is None:
            result = self.result(name)
            return (result.band.id,) if result is not None and result.band is not None else ()
        return () if value is None else question.marks(value)

    def result(self, score_id: str) -> Result | None:
        """Return a score; None while an item is open, and for a score that is not there."""
        score = self.flow.score(score_id)
        if score is None:
            return None
        try:
            return reckon(score, self)
        except IncompleteAnswers:
            return None

    def holds(self, conditions: Sequence[Condition]) -> bool:
        """Return whether all conditions hold; no conditions always hold."""
        return all(self._holds(condition) for condition in conditions)

    def _holds(self, condition: Condition) -> bool:
        count = self.count(condition)
        if condition.at_most is not None and count > condition.at_most:
            return False
        marks = {mark for each in condition.asked_of for mark in self.marks(each)}
        return count >= condition.at_least and marks.isdisjoint(condition.is_not)


@dataclass(frozen=True)
class Step:
    """A page of the journey with the questions on it that are asked now."""

    page: Page
    questions: tuple[Question, ...]

    @property
    def id(self) -> str:
        return self.page.id


@dataclass(frozen=True)
class Journey:
    """All steps that follow from the answers so far, and the first that is still open."""

    scene: Scene
    steps: tuple[Step, ...]

    @cached_property
    def current(self) -> Step | None:
        """Return the first step with an open question; None when all is answered or skipped."""
        for step in self.steps:
            if any(question.id not in self.scene.answers for question in step.questions):
                return step
        return None

    @cached_property
    def at_most(self) -> int:
        """Return how many steps there can be at most, as far as the answers tell by now."""
        shown = {step.id for step in self.steps}
        open_ones = [page for page in self.scene.flow.pages if page.id not in shown]
        return len(self.steps) + sum(self._may_come(page) for page in open_ones)

    def _may_come(self, page: Page) -> bool:
        """Return whether a page that is not asked now may be asked after an open answer."""
        return any(
            question_id not in self.scene.answers
            for question in page.questions
            for question_id in (
                *(each for when in (*page.when, *question.when) for each in when.asked_of),
                *(source.question for source in question.sources),
            )
        )

    @property
    def finished(self) -> bool:
        return self.current is None

    @property
    def reachable(self) -> tuple[Step, ...]:
        """Return the steps one may open: all that are done, and the current one."""
        return self.steps if self.current is None else self.steps[: self.number(self.current)]

    def step(self, page_id: str) -> Step | None:
        """Return a reachable step by its page id."""
        return next((step for step in self.reachable if step.id == page_id), None)

    def number(self, step: Step) -> int:
        """Return the place of a step, counting from 1."""
        return self.steps.index(step) + 1

    def before(self, step: Step) -> Step | None:
        place = self.number(step) - 2
        return self.steps[place] if place >= 0 else None

    def after(self, step: Step) -> Step | None:
        place = self.number(step)
        return self.steps[place] if place < len(self.steps) else None


def walk(flow: Flow, answers: Answers) -> Journey:
    """Return the journey that follows from the answers, in any order they were given."""
    scene = Scene(flow=flow, answers=answers)
    steps = tuple(
        Step(page=page, questions=questions)
        for page in flow.pages
        if scene.holds(page.when) and (questions := _asked(page, scene))
    )
    return Journey(scene=scene, steps=steps)


def _asked(page: Page, scene: Scene) -> tuple[Question, ...]:
    return tuple(
        question
        for question in page.questions
        if scene.holds(question.when) and question.askable(scene)
    )


def parse_step(step: Step, form: Any, scene: Scene) -> tuple[dict[str, Value], dict[str, str]]:
    """Return the answers on a page and the messages for what cannot be kept (by field id)."""
    values: dict[str, Value] = {}
    errors: dict[str, str] = {}
    for question in step.questions:
        try:
            values[question.id] = question.parse(form, scene)
        except InvalidAnswer as invalid:
            errors.update(invalid.errors)
    return values, errors
