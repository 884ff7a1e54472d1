"""A script as a page shows it: each step with its minute, and what it points at."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from balans.core.references import Reference, refer_if_there
from balans.groups.content import Script, Step, StepKind
from balans.groups.paper import say_minutes, say_short, time_of
from balans.groups.sheets import Sheet, sheets_of


@dataclass(frozen=True)
class ShownStep:
    """A step with the time at which it begins, counted from the beginning of the meeting."""

    step: Step
    mark: str
    length: str
    kind: str
    short: str
    walkthrough: Reference | None


@dataclass(frozen=True)
class ShownScript:
    """All that the page of a script needs, in its own language."""

    script: Script
    length: str
    steps: tuple[ShownStep, ...]
    exercise: Reference | None
    """What participants do before they come."""

    walkthrough: Reference | None
    """How that exercise goes, in pictures."""

    next: Reference | None
    """What they do afterwards."""

    sheets: Sequence[Sheet]
    """What one prints or shows."""


def shown(script: Script) -> ShownScript:
    """Return a script, ours or an own one, as its page shows it."""
    return ShownScript(
        script=script,
        length=say_minutes(script.minutes),
        steps=tuple(_steps(script)),
        exercise=refer_if_there("exercise", script.exercise, script.language),
        walkthrough=refer_if_there("walkthrough", script.exercise, script.language),
        next=refer_if_there("exercise", script.next, script.language),
        sheets=sheets_of(script, script.language),
    )


def _steps(script: Script) -> Iterator[ShownStep]:
    kinds = step_kinds()
    for minute, step in script.starts():
        yield ShownStep(
            step=step,
            mark=time_of(minute, None),
            length=say_minutes(step.minutes),
            kind=kinds[step.kind],
            short=say_short(step),
            walkthrough=refer_if_there("walkthrough", step.walkthrough, script.language),
        )


def step_kinds() -> dict[StepKind, str]:
    """Return what each kind of step is called."""
    return {
        "talk": _("Jij vertelt"),
        "round": _("Rondje"),
        "ask": _("Gesprek"),
        "show": _("Laten zien"),
        "work": _("Zelf aan de slag"),
        "close": _("Afsluiten"),
    }


def place_of(script: Script) -> str:
    """Return where a script of ours stands in the series."""
    if script.kind == "information":
        return _("Vooraf")
    if script.kind == "look":
        return _("Weken later")
    return _("Bijeenkomst %(number)s") % {"number": script.order}
