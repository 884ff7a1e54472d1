"""The course of a check: which results are points, where a line may run, and where it may not.

Rules only: no database, no words.
"""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from balans.questionnaires.blocks.result import span
from balans.questionnaires.content import Flow
from balans.questionnaires.instrument import Every
from balans.questionnaires.reading import Done
from balans.questionnaires.scoring import Score
from balans.ui.drawings.course import Point as Spot

A_MINUTE = timedelta(minutes=1)
LONG: dict[Every | None, timedelta] = {
    "week": timedelta(weeks=5),
    "fortnight": timedelta(weeks=8),
    "month": timedelta(days=122),
    "quarter": timedelta(days=274),
    None: timedelta(days=183),
}
"""From so long between two results no line runs: nobody knows how it was in between."""


Mark = Literal["point", "again", "silent", "incomplete", "unfinished"]


def marked(done: Sequence[Done]) -> dict[uuid.UUID, Mark]:
    """Return what each time is on the line: a point, or why it is none.

    The last that was finished on a day counts; one that was repeated within a minute does not.
    """
    found: dict[uuid.UUID, Mark] = {}
    later: datetime | None = None
    for each in sorted(done, key=lambda each: each.when, reverse=True):
        mark = _mark(each, later)
        found[each.id] = mark
        if mark == "point":
            later = each.when
    return found


def _mark(each: Done, later: datetime | None) -> Mark:
    if not each.finished:
        return "unfinished"
    if each.silent:
        return "silent"
    if each.numbers and None in each.numbers.values():
        return "incomplete"
    if later is not None and (each.when.date() == later.date() or later - each.when < A_MINUTE):
        return "again"
    return "point"


@dataclass(frozen=True)
class Break:
    """Where the line stops: between two days, because the check was renewed or nothing is told."""

    before: date
    after: date
    reason: Literal["version", "gap", "silent"]


@dataclass(frozen=True)
class Chart:
    """One drawing: the numbers of one score on one scale, in the pieces that a line runs through.

    The scale is that of the instrument, from `least` to `most`, whatever the numbers are.
    """

    score: Score
    least: int
    most: int
    pieces: tuple[tuple[Spot, ...], ...]
    breaks: tuple[Break, ...]

    @property
    def spots(self) -> tuple[Spot, ...]:
        return tuple(spot for piece in self.pieces for spot in piece)

    @property
    def comparable(self) -> tuple[Spot, ...]:
        """Return the points since the check was last renewed: those lie side by side."""
        renewed = [place for place, each in enumerate(self.breaks) if each.reason == "version"]
        since = renewed[-1] + 1 if renewed else 0
        return tuple(spot for piece in self.pieces[since:] for spot in piece)


def charts(points: Sequence[Done], silent: Sequence[datetime] = ()) -> tuple[Chart, ...]:
    """Return the drawings of a check, from points with the oldest first.

    `silent`: when it was done and no number is told; no line runs past it. One for each score, the
    newest scale first; a version that counts differently has its own.
    """
    newest = [score.id for each in points[::-1] for score in each.flow.scores]
    return tuple(
        chart
        for score_id in dict.fromkeys(newest)
        for chart in reversed(list(_of_score(points, score_id, silent)))
    )


def _of_score(points: Sequence[Done], score_id: str, silent: Sequence[datetime]) -> Iterator[Chart]:
    for scale, same in _by_scale(points, score_id):
        last = same[-1].flow
        score = last.score(score_id)
        if score is not None:
            pieces, breaks = _pieces(same, score_id, silent)
            yield Chart(score, scale[0], scale[1], pieces, breaks)


Scale = tuple[int, int, str]
"""The lowest and the highest number there can be, and which end is heavier."""


def _by_scale(points: Sequence[Done], score_id: str) -> Iterator[tuple[Scale, list[Done]]]:
    """Yield the points with this score in runs that count on the same scale."""
    run: list[Done] = []
    scale: Scale | None = None
    known = {each.version: each.flow for each in points}
    scales = {version: _scale(flow, score_id) for version, flow in known.items()}
    for each in points:
        own = scales[each.version]
        if own is None:
            continue
        if scale is not None and own != scale:
            yield scale, run
            run = []
        scale = own
        run.append(each)
    if scale is not None:
        yield scale, run


def _scale(flow: Flow, score_id: str) -> Scale | None:
    score = flow.score(score_id)
    return None if score is None else (*span(flow, score), score.heavier)


def _pieces(
    points: Sequence[Done], score_id: str, silent: Sequence[datetime]
) -> tuple[tuple[tuple[Spot, ...], ...], tuple[Break, ...]]:
    pieces: list[list[Spot]] = []
    breaks: list[Break] = []
    before: Done | None = None
    for each in points:
        spot = Spot(each.when.date(), each.numbers[score_id] or 0)
        found = _break(before, each, silent)
        breaks += [found] if found else []
        if before is None or found:
            pieces.append([])
        pieces[-1].append(spot)
        before = each
    return tuple(map(tuple, pieces)), tuple(breaks)


def _break(before: Done | None, after: Done, silent: Sequence[datetime]) -> Break | None:
    if before is None:
        return None
    first, last = before.when.date(), after.when.date()
    if before.version != after.version:
        return Break(first, last, "version")
    if any(before.when < each < after.when for each in silent):
        return Break(first, last, "silent")
    repeat = after.flow.instrument.repeat if after.flow.instrument else None
    return Break(first, last, "gap") if last - first > LONG[repeat] else None
