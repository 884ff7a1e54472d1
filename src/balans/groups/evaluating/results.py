"""Evaluations opened for a facilitator: each question with what may be seen of it."""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from balans.core.boxes import open_box
from balans.core.vault import CannotOpen
from balans.groups.evaluating.sending import place_of
from balans.groups.evaluating.showing import STEP, Sent, Shown, counting, shown
from balans.groups.evaluating.survey import survey
from balans.groups.models import Evaluation
from balans.groups.opened import Led
from balans.questionnaires.journey import Scene
from balans.questionnaires.kinds import Question
from balans.questionnaires.kinds.choice import Choices, Scale
from balans.questionnaires.kinds.statement import Answerable


@dataclass(frozen=True)
class Bar:
    """One answer that could be chosen, and how many chose it."""

    label: str
    count: int
    total: int

    @property
    def said(self) -> str:
        """Return how many in words: "4 van de 6"."""
        return _("%(count)s van de %(total)s") % {"count": self.count, "total": self.total}

    @property
    def text(self) -> str:
        return f"{self.label}: {self.said}"


@dataclass(frozen=True)
class Result:
    """One question with what may be seen of it; all empty while there are too few answers."""

    question: str
    label: str
    given: int
    bars: tuple[Bar, ...] = ()
    average: str = ""
    """In words: "Gemiddeld 7,4 van 10"; only of numbers."""

    number: int = 0
    """The average in whole steps, for the row of stones."""

    most: int = 0
    words: tuple[str, ...] = ()
    """What people wrote, in an order of chance that stays."""


@dataclass(frozen=True)
class Results:
    """All evaluations of a group."""

    total: int
    """How many were sent, those included that are not shown."""

    counting: int
    waiting: int
    """How many wait until there are five new ones."""

    papers: int
    closed: int
    """How many do not open: they were sent before the group had its present key."""

    questions: tuple[Result, ...]

    def question(self, question_id: str) -> Result:
        """Return one question. Raise StopIteration."""
        return next(each for each in self.questions if each.question == question_id)


def results_of(led: Led) -> Results:
    """Return what a facilitator may see. One query."""
    rows = list(led.group.evaluations.all())
    sent = [each for row in rows if (each := _opened(led, row)) is not None]
    by_now = counting(sent)
    return Results(
        total=len(rows),
        counting=len(by_now),
        waiting=sum(not each.step and not each.is_paper for each in sent),
        papers=sum(each.is_paper for each in sent),
        closed=len(rows) - len(sent),
        questions=figures_of(sent) if by_now else (),
    )


def figures_of(sent: Sequence[Sent]) -> tuple[Result, ...]:
    """Return each question with what may be seen of opened forms."""
    scene = Scene(flow=survey(), answers={})
    return tuple(
        _result(question, shown(question.id, sent), scene) for question in scene.flow.questions
    )


def _opened(led: Led, row: Evaluation) -> Sent | None:
    try:
        words = open_box(led.private, bytes(row.box), place=place_of(row.pk), filler="")
    except CannotOpen:
        return None
    known = {question.id: question for question in survey().questions}
    answers = {
        key: value
        for key, value in json.loads(words).items()
        if key in known and known[key].fits(value)
    }
    return Sent(id=str(row.pk), step=row.step, is_paper=row.is_paper, answers=answers)


def _result(question: Question, seen: Shown, scene: Scene) -> Result:
    label = scene.fill(question.words.label)
    values = [each.answers[question.id] for each in seen.sent]
    empty = Result(question=question.id, label=label, given=seen.given)
    if not values:
        return empty
    if isinstance(question, Scale):
        return _averaged(empty, question, values)
    if isinstance(question, Choices | Answerable):
        bars = _bars(question, values, scene)
        return Result(question=question.id, label=label, given=seen.given, bars=bars)
    words = tuple(str(each.answers[question.id]) for each in _by_chance(question.id, seen.sent))
    return Result(question=question.id, label=label, given=seen.given, words=words)


def _averaged(empty: Result, question: Scale, values: Sequence[int]) -> Result:
    mean = sum(values) / len(values)
    said = {"mean": number_format(round(mean, 1), decimal_pos=1), "most": question.high}
    return Result(
        question=empty.question,
        label=empty.label,
        given=empty.given,
        average=_("Gemiddeld %(mean)s van %(most)s") % said,
        number=round(mean),
        most=question.high,
    )


def _bars(question: Choices | Answerable, values: Sequence[Any], scene: Scene) -> tuple[Bar, ...]:
    """Return every answer that could be chosen with how many chose it, in the order asked."""
    if isinstance(question, Answerable):
        names = dict(question.names())
    else:
        names = {item.key: item.text for item in question.offered(scene)}
    marks = Counter(mark for value in values for mark in question.marks(value))
    return tuple(
        Bar(label=name, count=marks[key], total=len(values)) for key, name in names.items()
    )


def _by_chance(question: str, sent: Sequence[Sent]) -> list[Sent]:
    """Return them in an order that tells nothing and stays; for each question another one."""
    return sorted(sent, key=lambda each: hashlib.sha256(f"{each.id} {question}".encode()).digest())


def is_enough(number: int) -> bool:
    """Return whether so many people may be named as a number to others."""
    return number >= STEP
