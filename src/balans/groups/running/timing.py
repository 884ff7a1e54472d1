"""When each step of a running meeting begins and ends, and how the rest can still fit. Pure.

All moments are instants: the clock on the wall is put on by whoever shows them, so that midnight
and the change to summer time need no rule here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from balans.groups.content import Step
from balans.groups.running.run import Run, coming_after, minutes_of, place_of

MINUTE = timedelta(minutes=1)
EASY_MINUTES = 3
"""So much later than agreed is nothing to speak of."""

NEAR = timedelta(hours=2)
"""Begun so long before the agreed time, or during it, a meeting ends at the agreed time."""

State = Literal["past", "now", "next", "skipped"]


@dataclass(frozen=True)
class Slot:
    """One step on the clock; no times for one that is left out."""

    step: Step
    state: State
    minutes: int
    begins_at: datetime | None = None
    ends_at: datetime | None = None


@dataclass(frozen=True)
class Way:
    """One thing that makes the rest shorter."""

    step: Step
    kind: Literal["skip", "short"]
    minutes: int
    """How many it saves."""


def slots(steps: Sequence[Step], run: Run, now: datetime) -> tuple[Slot, ...]:
    """Return every step with when it began or will begin, in order.

    What was is as it was; the step now ends when its minutes are over, and not before now; what
    comes follows at once.
    """
    place = place_of(run, steps)
    found = [_past(steps, run, number) for number in range(place)]
    current = _now(steps[place], run, now)
    found.append(current)
    moment = current.ends_at or now
    for step in steps[place + 1 :]:
        if step.id in run.skipped or run.ended_at is not None:
            found.append(Slot(step=step, state="skipped", minutes=0))
            continue
        minutes = minutes_of(run, step)
        end = moment + minutes * MINUTE
        found.append(Slot(step=step, state="next", minutes=minutes, begins_at=moment, ends_at=end))
        moment = end
    return tuple(found)


def _past(steps: Sequence[Step], run: Run, number: int) -> Slot:
    step = steps[number]
    begun = run.begun.get(step.id)
    if begun is None or step.id in run.skipped:
        return Slot(step=step, state="skipped", minutes=0)
    later = (run.begun[each.id] for each in steps[number + 1 :] if each.id in run.begun)
    end = next(later, begun)
    return Slot(
        step=step, state="past", minutes=minutes_of(run, step), begins_at=begun, ends_at=end
    )


def _now(step: Step, run: Run, now: datetime) -> Slot:
    minutes, begun = minutes_of(run, step), run.begun.get(step.id, run.changed_at)
    if run.ended_at is not None:
        skipped = step.id in run.skipped
        state: State = "skipped" if skipped else "past"
        return Slot(step=step, state=state, minutes=minutes, begins_at=begun, ends_at=run.ended_at)
    end = max(begun + minutes * MINUTE, now)
    return Slot(step=step, state="now", minutes=minutes, begins_at=begun, ends_at=end)


def minutes_left(steps: Sequence[Step], run: Run, now: datetime) -> int:
    """Return what is left of the step now, in whole minutes, upwards; 0 when its time is over.

    A clock that was put back never makes more of it than the step takes.
    """
    step = steps[place_of(run, steps)]
    minutes = minutes_of(run, step)
    left = run.begun.get(step.id, run.changed_at) + minutes * MINUTE - now
    return max(0, min(minutes, -(-left // MINUTE)))


def ends_at(steps: Sequence[Step], run: Run, now: datetime) -> datetime:
    """Return when the meeting ends as it goes now; once over, when it ended."""
    if run.ended_at is not None:
        return run.ended_at
    return max(each.ends_at for each in slots(steps, run, now) if each.ends_at is not None)


def due_at(steps: Sequence[Step], run: Run, agreed: tuple[datetime, datetime]) -> datetime:
    """Return until when there is time, given the agreed beginning and end.

    Who begins late still ends when it was agreed, since people count on it. A meeting that is
    begun at another time altogether takes as long as its script.
    """
    start, end = agreed
    if start - NEAR <= run.started_at < end:
        return end
    return run.started_at + sum(each.minutes for each in steps) * MINUTE


def minutes_late(steps: Sequence[Step], run: Run, now: datetime, due: datetime) -> int:
    """Return how many minutes later than agreed it will end; 0 when that is not worth a word.

    To the nearest whole minute.
    """
    if run.ended_at is not None:
        return 0
    late = (ends_at(steps, run, now) - due + MINUTE / 2) // MINUTE
    return late if late >= EASY_MINUTES else 0


def ways(steps: Sequence[Step], run: Run) -> Iterator[Way]:
    """Yield what can make the rest shorter: leaving a step out, or doing it in half the time."""
    for step in coming_after(run, steps):
        if step.skip:
            yield Way(step=step, kind="skip", minutes=minutes_of(run, step))
        if step.words.short and run.longer.get(step.id, 0) >= 0 and step.minutes > 1:
            saves = step.minutes // 2 + run.longer.get(step.id, 0)
            yield Way(step=step, kind="short", minutes=saves)


def fitting(steps: Sequence[Step], run: Run, late: int) -> tuple[Way, ...]:
    """Return the fewest ways that make up for so many minutes; as much as there is when not enough.

    Of what is enough the one that costs least, else the one that saves most; of two that save the
    same the earlier one, so that there is air at once. One way a step.
    """
    open_ways, chosen = list(ways(steps, run)), list[Way]()
    while late > 0 and open_ways:
        enough = [each for each in open_ways if each.minutes >= late]
        if enough:
            best = min(enough, key=lambda each: each.minutes)
        else:
            best = max(open_ways, key=lambda each: each.minutes)
        chosen.append(best)
        late -= best.minutes
        open_ways = [each for each in open_ways if each.step.id != best.step.id]
    return tuple(chosen)
