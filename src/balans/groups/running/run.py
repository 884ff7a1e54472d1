"""How far a meeting is, and what a touch changes: steps and times alone, pure.

Every act names the step that whoever touched it was seeing. An act on a step that is no longer the
one now changes nothing: so a double touch, a second tablet, and what was kept without a connection
and is sent twice all do what was meant, once. A length is told whole, never as "five more".
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Literal, get_args

from balans.core.content import Content
from balans.groups.content import Step

Kind = Literal["begin", "verder", "terug", "over", "minuten", "weg", "toch", "klaar"]
MOST_LONGER = 120
MOST_ACTS = 300
LONGER = 5
"""Minutes of one touch on "longer"."""


class Run(Content):
    """How far a meeting is. Kept as JSON beside the meeting (Meeting.run)."""

    started_at: datetime
    changed_at: datetime
    step: str
    """The step now, the last one once it has ended."""

    begun: Mapping[str, datetime]
    longer: Mapping[str, int] = {}
    """Minutes more, or fewer, by step."""

    skipped: tuple[str, ...] = ()
    ended_at: datetime | None = None


class Act(Content):
    """One touch: what, on which step, when, and for a length how many minutes in all."""

    kind: Kind
    step: str
    minutes: int = 0
    at: datetime | None = None
    """By the clock of the server; none when it happens now."""


def read_acts(text: str) -> list[Act]:
    """Return acts as forms and scripts write them, one a line; what cannot be one is left out.

    A line is a kind, a step, for a length its minutes, and "@" with milliseconds since 1970:
    "verder welkom @1806847200000".
    """
    lines = text.splitlines()[:MOST_ACTS]
    return [act for line in lines if (act := _read(line)) is not None]


def _read(line: str) -> Act | None:
    words = line.split()
    stamps = [each[1:] for each in words if each.startswith("@")]
    words = [each for each in words if not each.startswith("@")]
    if not 2 <= len(words) <= 3 or words[0] not in get_args(Kind):
        return None
    try:
        minutes = int(words[2]) if len(words) == 3 else 0
        at = datetime.fromtimestamp(int(stamps[0]) / 1000, UTC) if stamps else None
    except (ValueError, OverflowError, OSError):
        return None
    return Act(kind=words[0], step=words[1], minutes=minutes, at=at)  # type: ignore[arg-type]


def after(
    run: Run | None, acts: Iterable[Act], steps: Sequence[Step], *, now: datetime
) -> Run | None:
    """Return how far a meeting is after some acts, in their order.

    A time that lies before what happened last, or after now, is drawn to the nearest that can be.
    """
    for act in acts:
        low = run.changed_at if run else None
        at = min(act.at or now, now)
        at = max(at, low) if low else at
        if act.kind == "begin":
            run = run or _begun(steps, at)
        elif run is not None:
            run = _acted(run, act, steps, at)
    return run


def _begun(steps: Sequence[Step], at: datetime) -> Run:
    first = steps[0].id
    return Run(started_at=at, changed_at=at, step=first, begun={first: at})


def _acted(run: Run, act: Act, steps: Sequence[Step], at: datetime) -> Run:
    if act.kind in ("minuten", "weg", "toch"):
        return _planned(run, act, steps, at)
    if act.step != run.step:
        return run
    if act.kind == "terug":
        return _back(run, steps, at)
    if run.ended_at is not None:
        return run
    if act.kind == "over":
        run = run.model_copy(update={"skipped": (*run.skipped, act.step)})
    return _ended(run, at) if act.kind == "klaar" else _onward(run, steps, at)


def _onward(run: Run, steps: Sequence[Step], at: datetime) -> Run:
    coming = next((each.id for each in coming_after(run, steps)), None)
    if coming is None:
        return _ended(run, at)
    begun = {**run.begun, coming: at}
    return run.model_copy(update={"step": coming, "begun": begun, "changed_at": at})


def _ended(run: Run, at: datetime) -> Run:
    return run.model_copy(update={"ended_at": at, "changed_at": at})


def _back(run: Run, steps: Sequence[Step], at: datetime) -> Run:
    """Return to the step before as if it had not been left; from the end to the last one."""
    if run.ended_at is not None:
        return _open(run, run.step, run.begun, at)
    before = [each.id for each in steps[: place_of(run, steps)] if each.id in run.begun]
    if not before:
        return run
    begun = {name: moment for name, moment in run.begun.items() if name != run.step}
    return _open(run, before[-1], begun, at)


def _open(run: Run, step: str, begun: Mapping[str, datetime], at: datetime) -> Run:
    skipped = tuple(each for each in run.skipped if each != step)
    changes = {"step": step, "begun": begun, "skipped": skipped, "ended_at": None, "changed_at": at}
    return run.model_copy(update=changes)


def _planned(run: Run, act: Act, steps: Sequence[Step], at: datetime) -> Run:
    """Change how long the step now or a later one takes, or whether a later one is left out."""
    here = [steps[place_of(run, steps)]] if run.ended_at is None else []
    later = steps[place_of(run, steps) + 1 :]
    allowed = [*here, *later] if act.kind == "minuten" else later
    step = next((each for each in allowed if each.id == act.step), None)
    if step is None:
        return run
    if act.kind == "minuten":
        minutes = max(-(step.minutes // 2), min(act.minutes, MOST_LONGER))
        return run.model_copy(update={"longer": {**run.longer, step.id: minutes}, "changed_at": at})
    skipped = tuple(each for each in run.skipped if each != step.id)
    if act.kind == "weg":
        skipped = (*skipped, step.id)
    return run.model_copy(update={"skipped": skipped, "changed_at": at})


def place_of(run: Run, steps: Sequence[Step]) -> int:
    """Return the number of the step now, from 0.

    A step that the script no longer has (it was renewed meanwhile) is the first not yet begun.
    """
    names = [each.id for each in steps]
    if run.step in names:
        return names.index(run.step)
    return next(
        (place for place, name in enumerate(names) if name not in run.begun), len(names) - 1
    )


def coming_after(run: Run, steps: Sequence[Step]) -> Iterator[Step]:
    """Yield the steps after the one now that are not left out."""
    for each in steps[place_of(run, steps) + 1 :]:
        if each.id not in run.skipped:
            yield each


def minutes_of(run: Run, step: Step) -> int:
    """Return how long a step takes in this meeting."""
    return step.minutes + run.longer.get(step.id, 0)
