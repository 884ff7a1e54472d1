"""The screen during a meeting as its template and its script need it: words for what is now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balans.core.references import Reference
from balans.directory.helplines import Helpline, helplines
from balans.groups.content import Situation, Step, situations
from balans.groups.paper import say_short
from balans.groups.running.opened import Here, walkthrough
from balans.groups.running.run import LONGER, Run, minutes_of, place_of
from balans.groups.running.timing import (
    Slot,
    Way,
    due_at,
    ends_at,
    fitting,
    minutes_late,
    minutes_left,
    slots,
)
from balans.groups.saying import clock


@dataclass(frozen=True)
class Part:
    """One step on the screen."""

    step: Step
    number: int
    is_now: bool
    short: str
    half: int
    """How many minutes are saved by doing it in half the time; 0 when it cannot be shorter."""

    coming: str
    """The title of the step after it; empty for the last one."""

    walkthrough: Reference | None
    slot: Slot | None
    begins: str
    """When it begins on the clock, empty when it is left out."""


@dataclass(frozen=True)
class Shorter:
    """One thing that makes the rest fit, with what its button posts."""

    text: str
    act: str


@dataclass(frozen=True)
class Trouble:
    """Something that may happen in a group, with whom to call."""

    situation: Situation
    calls: tuple[Helpline, ...]


@dataclass(frozen=True)
class Screen:
    """All that the screen shows at a moment."""

    parts: Sequence[Part]
    now: Part
    left: str
    ends: str
    """When it ends on the clock."""

    due_at: datetime
    late: str
    """That it runs late, in words; empty when it does not."""

    shorter: Sequence[Shorter]
    longer: int
    """The minutes that one touch more gives the step now in all."""


def screen_of(here: Here, now: datetime) -> Screen:
    """Return what the screen shows; before the beginning as if it began now."""
    steps = here.steps
    run = here.run or Run(
        started_at=now, changed_at=now, step=steps[0].id, begun={steps[0].id: now}
    )
    due = due_at(steps, run, here.agreed)
    late = minutes_late(steps, run, now, due) if here.run else 0
    parts = parts_of(here, run, now)
    place = place_of(run, steps)
    return Screen(
        parts=parts,
        now=parts[place],
        left=say_left(minutes_left(steps, run, now)),
        ends=clock(ends_at(steps, run, now)),
        due_at=due,
        late=say_late(late),
        shorter=[shorter(each) for each in fitting(steps, run, late)],
        longer=minutes_of(run, steps[place]) - steps[place].minutes + LONGER,
    )


def parts_of(here: Here, run: Run, now: datetime) -> list[Part]:
    """Return every step for the screen."""
    steps, place = here.steps, place_of(run, here.steps)
    return [
        Part(
            step=slot.step,
            number=number + 1,
            is_now=number == place,
            short=say_short(slot.step),
            half=slot.step.minutes // 2 if slot.step.words.short else 0,
            coming=_coming(steps, run, number),
            walkthrough=walkthrough(slot.step, here.language),
            slot=slot,
            begins=clock(slot.begins_at) if slot.begins_at else "",
        )
        for number, slot in enumerate(slots(steps, run, now))
    ]


def _coming(steps: Sequence[Step], run: Run, number: int) -> str:
    later = (each.words.title for each in steps[number + 1 :] if each.id not in run.skipped)
    return next(later, "")


def say_left(minutes: int) -> str:
    """Return what is left of a step, without hurry."""
    if minutes == 0:
        return _("tijd om rustig af te ronden")
    said = ngettext("nog ongeveer %(count)d minuut", "nog ongeveer %(count)d minuten", minutes)
    return said % {"count": minutes}


def say_late(minutes: int) -> str:
    """Return that it will end later than agreed; empty when it will not."""
    if minutes == 0:
        return ""
    said = ngettext(
        "Zo wordt het ongeveer %(count)d minuut later dan afgesproken.",
        "Zo wordt het ongeveer %(count)d minuten later dan afgesproken.",
        minutes,
    )
    return said % {"count": minutes}


def shorter(way: Way) -> Shorter:
    """Return one way to make the rest fit, in words."""
    words = {"title": way.step.words.title, "count": way.minutes}
    if way.kind == "skip":
        said = ngettext(
            "Laat “%(title)s” weg (scheelt %(count)d minuut)",
            "Laat “%(title)s” weg (scheelt %(count)d minuten)",
            way.minutes,
        )
        return Shorter(text=said % words, act=f"weg {way.step.id}")
    said = ngettext(
        "Doe “%(title)s” korter (scheelt %(count)d minuut)",
        "Doe “%(title)s” korter (scheelt %(count)d minuten)",
        way.minutes,
    )
    return Shorter(text=said % words, act=f"minuten {way.step.id} {-(way.step.minutes // 2)}")


def troubles(language: str) -> list[Trouble]:
    """Return what may happen in a group, the most urgent first, with whom to call."""
    known = helplines(language)
    return [
        Trouble(
            situation=each, calls=tuple(known[name] for name in each.helplines if name in known)
        )
        for each in situations(language).values()
    ]
