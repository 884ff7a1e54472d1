"""A plan as pure data: what was written, which steps are done, and how it went.

What was written are answers to the questionnaire "plan" (content/flows/plan). A step is a line of
the answer for this week or this month; the same words are the same step.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from pydantic import JsonValue

from balans.core.content import Content
from balans.questionnaires.kinds.base import own_item

FLOW = "plan"
Span = Literal["week", "maand"]
State = Literal["open", "done", "dropped"]
Act = Literal["done", "open", "drop", "week", "maand"]
How = Literal["well", "partly", "not"]
Then = Literal["keep", "change", "smaller", "let-go"]

GOAL, CHECK = "doel", "check"
WEEK: Span = "week"
MONTH: Span = "maand"
ACTS: tuple[Act, ...] = ("done", "open", "drop", "week", "maand")


def as_act(text: str) -> Act | None:
    """Return what a button asks for; None for anything else."""
    return next((act for act in ACTS if act == text), None)


class Look(Content):
    """One time that somebody looked how it was going, and what they chose."""

    day: date
    how: How | None = None
    then: Then


class Plan(Content):
    """Everything of one plan. Frozen: what changes is a new plan."""

    answers: dict[str, JsonValue]
    states: dict[str, State] = {}
    """Step key to done or dropped; a step that is not named is open."""

    looks: tuple[Look, ...] = ()
    let_go: bool = False

    @property
    def goal(self) -> str:
        return str(self.answers.get(GOAL) or "")

    @property
    def check(self) -> date | None:
        """Return the day to look how it is going."""
        day = self.answers.get(CHECK)
        return date.fromisoformat(day) if isinstance(day, str) else None


@dataclass(frozen=True)
class Step:
    """One thing to do, this week or this month."""

    key: str
    text: str
    span: Span
    state: State


def steps(plan: Plan, span: Span) -> tuple[Step, ...]:
    """Return the steps for this week or this month, in the order they were written."""
    return tuple(
        Step(key=key, text=text, span=span, state=plan.states.get(key, "open"))
        for text in _lines(plan.answers, span)
        for key in [own_item(text).key]
    )


def _lines(answers: Mapping[str, Any], span: str) -> list[str]:
    lines = answers.get(span)
    return [str(line) for line in lines] if isinstance(lines, list) else []


def act_on(plan: Plan, key: str, act: Act) -> Plan:
    """Return the plan after something was done to a step; unchanged when the step is not there."""
    found = [step for span in (WEEK, MONTH) for step in steps(plan, span) if step.key == key]
    if not found:
        return plan
    if act in ("week", "maand"):
        return _moved(plan, found[0], act)
    states: dict[str, State] = {name: each for name, each in plan.states.items() if name != key}
    if act == "done":
        states[key] = "done"
    elif act == "drop":
        states[key] = "dropped"
    return plan.model_copy(update={"states": states})


def _moved(plan: Plan, step: Step, span: Span) -> Plan:
    if step.span == span:
        return plan
    left = [line for line in _lines(plan.answers, step.span) if line != step.text]
    there = [*_lines(plan.answers, span), step.text]
    answers = {**plan.answers, step.span: left or None, span: there}
    return plan.model_copy(update={"answers": answers})


def rewritten(plan: Plan, answers: Mapping[str, Any]) -> Plan:
    """Return the plan with other words; steps that are still there keep their state."""
    changed = plan.model_copy(update={"answers": dict(answers)})
    known = {step.key for span in (WEEK, MONTH) for step in steps(changed, span)}
    states = {key: state for key, state in plan.states.items() if key in known}
    return changed.model_copy(update={"states": states, "let_go": False})


def looked(plan: Plan, look: Look, next_check: date | None) -> Plan:
    """Return the plan after looking how it went: what was chosen, and the next day to look.

    Letting go keeps every word; taking it up again is rewriting it.
    """
    answers = {**plan.answers, CHECK: next_check.isoformat() if next_check else None}
    update = {"answers": answers, "looks": (*plan.looks, look), "let_go": look.then == "let-go"}
    return plan.model_copy(update=update)


def is_due(plan: Plan, today: date) -> bool:
    """Return whether the day to look has come."""
    return not plan.let_go and plan.check is not None and plan.check <= today


def in_order(plans: Sequence[tuple[Any, Plan]], today: date) -> list[tuple[Any, Plan]]:
    """Return plans as a list shows them: to look at now, then the others, let go last."""
    return sorted(plans, key=lambda each: (each[1].let_go, not is_due(each[1], today)))
