"""A year of checks of the demo people: rows of how many days ago, and an answer for each question.

An answer is a number: of a scale as it is, of yes or no 1 or 0, of other answers their place from
0; -1 leaves a question open.
"""

import uuid
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import zip_longest
from typing import Annotated

from django.utils import timezone
from pydantic import Field

from balans.accounts.person import Person
from balans.checks.repeating import choose_rhythm
from balans.core.content import Content, ContentError, Id
from balans.questionnaires.actions import Returning, bring_back_attempts
from balans.questionnaires.carrying import TakenAttempt
from balans.questionnaires.content import Flow, catalogue
from balans.questionnaires.instrument import Every
from balans.questionnaires.kinds import Question, Value
from balans.questionnaires.kinds.choice import Scale
from balans.questionnaires.kinds.statement import Answerable, YesNo

LEFT_OPEN = -1
LANGUAGE = "nl"
MOST_EARLIER = 200
"""So many minutes before now, at most: nobody answers at the same minute every week."""


class DemoChecks(Content):
    """Every time that somebody did one check."""

    name: Id
    every: Every | None = None
    """In which rhythm they repeat it; none for no rhythm."""

    rows: tuple[Annotated[tuple[int, ...], Field(min_length=2)], ...]

    def times(self, now: datetime) -> Iterator[Returning]:
        """Yield every time as an attempt that comes back. Raise ContentError."""
        flow = catalogue(LANGUAGE).newest(self.name)
        for days, *places in self.rows:
            when = now - timedelta(days=days, minutes=days * 37 % MOST_EARLIER)
            taken = TakenAttempt(
                id=uuid.uuid4(),
                questionnaire=flow.name,
                version=flow.version,
                started_at=when,
                changed_at=when,
                finished_at=when,
                answers={},
            )
            yield Returning(taken, flow, dict(_answers(flow, places)))


def _answers(flow: Flow, places: Iterable[int]) -> Iterator[tuple[str, Value]]:
    asked = [each for each in flow.questions if isinstance(each, Answerable | Scale)]
    for question, place in zip_longest(asked, places):
        value = None if place == LEFT_OPEN else _value(question, place)
        if question is None or not (value is None or question.fits(value)):
            raise ContentError([f"demo: {flow.name}: {place} is no answer to {question}"])
        yield question.id, value
    yield from ((each.id, None) for each in flow.questions if each not in asked)


def _value(question: Question | None, place: int | None) -> Value:
    """Return the answer in a place; what does not fit its question is for the caller to see."""
    if place is None or question is None:
        raise ContentError(["demo: a row with more or fewer answers than the check has questions"])
    if isinstance(question, YesNo):
        return {0: "no", 1: "yes"}.get(place, "")
    if isinstance(question, Answerable):
        return question.options[place] if place < len(question.options) else ""
    return place


def keep_checks(*, person: Person, checks: Iterable[DemoChecks]) -> None:
    """Keep a year of checks, at once, and the rhythms that were chosen."""
    now, checks = timezone.now(), tuple(checks)
    bring_back_attempts(
        person=person, returning=[each for check in checks for each in check.times(now)]
    )
    for check in checks:
        if check.every is not None:
            choose_rhythm(person=person, flow=check.name, every=check.every)
