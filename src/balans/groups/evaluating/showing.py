"""What is shown of evaluations: nothing below five, and never so that a new one can be read apart.

Whoever compares the page of yesterday with that of today reads the difference. So what comes new
comes by five at a time; for each question those who skipped it do not count (docs/adr/0033).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

STEP = 5
"""How many answers are shown together for the first time."""


@dataclass(frozen=True)
class Sent:
    """One evaluation, opened. `step` 0: waits for others."""

    id: str
    step: int
    is_paper: bool
    answers: Mapping[str, Any]


@dataclass(frozen=True)
class Shown:
    """What may be seen of one question."""

    given: int
    """How many of those that count by now answered it."""

    sent: tuple[Sent, ...]
    """Those whose answer is shown; none while there are too few."""


def counting(sent: Sequence[Sent]) -> tuple[Sent, ...]:
    """Return the evaluations that count by now: those in a step, and paper once there is enough.

    What was copied from paper was read by who copied it, so it makes no five with the others.
    """
    steps = [each for each in sent if each.step]
    papers = [each for each in sent if each.is_paper]
    return (*steps, *(papers if steps or len(papers) >= STEP else ()))


def shown(question: str, sent: Sequence[Sent]) -> Shown:
    """Return what may be seen of a question."""
    given = [each for each in counting(sent) if each.answers.get(question) is not None]
    papers = [each for each in given if each.is_paper]
    found = _by_five([each for each in given if not each.is_paper])
    if found or len(papers) >= STEP:
        found += papers
    return Shown(given=len(given), sent=tuple(found))


def _by_five(given: Collection[Sent]) -> list[Sent]:
    """Return the answers of the steps, each step once it brings five with those before it."""
    found: list[Sent] = []
    waiting: list[Sent] = []
    for _step, some in groupby(sorted(given, key=_step_of), key=_step_of):
        waiting += some
        if len(waiting) >= STEP:
            found += waiting
            waiting = []
    return found


def _step_of(sent: Sent) -> int:
    return sent.step
