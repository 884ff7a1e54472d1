"""Small checks of our own, so that these tests do not depend on what a writer changes."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from balans.checks.over_time import OverTime
from balans.questionnaires.content import Flow
from balans.questionnaires.reading import Done
from balans.ui.drawings.course import Point as Spot

START = datetime(2026, 3, 2, 10, 0)
WORDS = {
    "slug": "proef",
    "title": "Een proef",
    "summary": "Een proef.",
    "lead": "Een proef.",
    "outcome": {"title": "Zo is het"},
}


def score(name: str = "som", **more: Any) -> dict[str, Any]:
    """Return a sum of three scales from 0 to 10."""
    words = {
        "name": "Som",
        "number": "{points} van {most}.",
        "means": "Iets.",
        "does_not": "Niets.",
    }
    items = more.pop("items", ("a", "b", "c"))
    return {"id": name, "items": items, "words": words | more.pop("words", {}), **more}


def check(version: int = 1, *, high: int = 10, repeat: str | None = "month", **more: Any) -> Flow:
    """Return a check of three scales, up to `high`."""
    questions = [
        {
            "id": each,
            "kind": "scale",
            "high": high,
            "words": {"label": f"Hoe is {each}?", "low": "niet", "high": "heel"},
        }
        for each in ("a", "b", "c")
    ]
    return Flow.model_validate(
        {
            "name": "proef",
            "version": version,
            "language": "nl",
            "kind": "check",
            "minutes": 1,
            "illustration": "steen",
            "sources": ("eigen",),
            "reviewed": "2026-11-26",
            "instrument": {"standing": "own", "repeat": repeat, "words": {"rights": "Van ons."}},
            "pages": [{"id": "p", "questions": questions}],
            "scores": [score()],
            "outcome": [{"id": "uitslag", "kind": "score", "score": "som", "words": {}}],
            "words": WORDS,
            **more,
        }
    )


CHECK = check()


def done(
    days: float = 0,
    value: int | None = 10,
    *,
    flow: Flow = CHECK,
    finished: bool = True,
    numbers: Mapping[str, int | None] | None = None,
    silent: bool = False,
) -> Done:
    """Return one time through the check, some days after the start."""
    return Done(
        id=uuid.uuid4(),
        flow=flow,
        version=flow.version,
        when=START + timedelta(days=days),
        finished=finished,
        numbers={"som": value} if numbers is None else numbers,
        silent=silent,
    )


def points_of(found: Sequence[Done]) -> list[Done]:
    """Return the results that count, the oldest first, as the pages take them."""
    newest_first = sorted(found, key=lambda each: each.when, reverse=True)
    return OverTime(CHECK, newest_first, len(newest_first)).points


def spots(*values: int, every: int = 7) -> list[Spot]:
    """Return a number for every week."""
    first = START.date()
    return [Spot(first + timedelta(days=every * n), value) for n, value in enumerate(values)]
