"""The reading of an attempt: its numbers, so that a year of checks needs no answer opened.

It only ever follows from the answers. One that is missing, of an older form, or made under another
version of the questionnaire says nothing: then the answers are read again. No database.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any, NamedTuple
from uuid import UUID

from balans.questionnaires.blocks.result import ScoreBlock
from balans.questionnaires.content import Flow
from balans.questionnaires.journey import Scene

FORM = 1
"""The form of what is kept; a higher one makes every older reading be made anew."""


@dataclass(frozen=True)
class Reading:
    """By score: the number, None while there is none. `version`: under which it was read."""

    version: int
    numbers: Mapping[str, int | None]
    silent: bool = False
    """Whether the outcome keeps a number to itself, as it does to who can hardly go on."""


class Done(NamedTuple):
    """One time through a questionnaire, and what it gave.

    `when` is local time: when it was finished, else touched last. `numbers`: by score, None while
    an item is open, and where the outcome keeps the number to itself (`silent`).
    """

    id: UUID
    flow: Flow
    version: int
    when: datetime
    finished: bool
    numbers: Mapping[str, int | None]
    silent: bool = False


def reading_of(flow: Flow, answers: Mapping[str, Any]) -> Reading:
    """Return the reading that follows from all answers of an attempt."""
    scene = Scene(flow=flow, answers=answers)
    numbers = {score.id: told(scene, score.id) for score in flow.scores}
    silent = any(
        number is None and scene.result(name) is not None for name, number in numbers.items()
    )
    return Reading(version=flow.version, numbers=MappingProxyType(numbers), silent=silent)


def told(scene: Scene, score_id: str) -> int | None:
    """Return the number of a score when the outcome tells it: what it keeps back, all pages do."""
    result = scene.result(score_id) if is_told(scene, score_id) else None
    return result.total if result else None


def is_told(scene: Scene, score_id: str) -> bool:
    """Return whether the outcome tells a score, or would when no item were open."""
    blocks = (each for each in scene.flow.outcome if isinstance(each, ScoreBlock))
    return any(each.score == score_id and scene.holds(each.when) for each in blocks)


def write(reading: Reading) -> bytes:
    """Return a reading as bytes to seal."""
    kept = [FORM, reading.version, dict(reading.numbers), int(reading.silent)]
    return json.dumps(kept, separators=(",", ":")).encode()


def read(content: bytes, flow: Flow) -> Reading | None:
    """Return a reading; None when it is of another form or was made under another version."""
    form, *rest = json.loads(content)
    if form != FORM or len(rest) != 3:
        return None
    version, numbers, silent = rest
    known = [score.id for score in flow.scores]
    if version != flow.version or list(numbers) != known:
        return None
    return Reading(version=version, numbers=numbers, silent=bool(silent))
