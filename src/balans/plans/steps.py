"""The steps of a plan: for this week, next week or this month, and what one does to them.

A step for a week remembers which week. When that week is over and the step was not done, it lies
there without reproach until somebody takes it up, moves it or drops it. Rules only: no database.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from balans.plans.plan import MONTH, WEEK, Plan, State
from balans.questionnaires.kinds.base import own_item

Span = Literal["week", "next-week", "month", "left"]
"""When a step is meant: this week, next week, some time this month, or a week that is over."""

NewSpan = Literal["week", "month"]
Act = Literal["done", "open", "drop", "week", "next-week", "month"]
ACTS: tuple[Act, ...] = ("done", "open", "drop", "week", "next-week", "month")
A_WEEK = timedelta(days=7)


def as_act(text: str) -> Act | None:
    """Return what a button asks for; None for anything else."""
    return next((act for act in ACTS if act == text), None)


def monday_of(day: date) -> date:
    """Return the day on which the week of a day begins."""
    return day - timedelta(days=day.weekday())


@dataclass(frozen=True)
class Step:
    """One thing to do."""

    key: str
    text: str
    span: Span
    state: State

    @property
    def line(self) -> str:
        """Return the question whose answer holds this step."""
        return MONTH if self.span == "month" else WEEK


def steps(plan: Plan, today: date) -> tuple[Step, ...]:
    """Return every step, in the order they were written: those of a week first."""
    return tuple(
        Step(key=key, text=text, span=span, state=plan.states.get(key, "open"))
        for line in (WEEK, MONTH)
        for text in _lines(plan.answers, line)
        for key in [own_item(text).key]
        for span in [_span(plan, line, key, today)]
    )


def _span(plan: Plan, line: str, key: str, today: date) -> Span:
    if line == MONTH:
        return "month"
    now, meant = monday_of(today), plan.meant.get(key)
    if meant is None or meant == now:
        return "week"
    return "next-week" if meant > now else "left"


def open_steps(plan: Plan, today: date) -> tuple[Step, ...]:
    """Return the steps that are still to be done."""
    return tuple(step for step in steps(plan, today) if step.state == "open")


def _lines(answers: Mapping[str, Any], line: str) -> list[str]:
    lines = answers.get(line)
    return [str(each) for each in lines] if isinstance(lines, list) else []


def planned(plan: Plan, today: date) -> Plan:
    """Return the plan in which every step for a week knows which week: new ones this week."""
    now, keys = monday_of(today), [own_item(text).key for text in _lines(plan.answers, WEEK)]
    return plan.model_copy(update={"meant": {key: plan.meant.get(key, now) for key in keys}})


def act_on(plan: Plan, key: str, act: Act, today: date) -> Plan:
    """Return the plan after something was done to a step; unchanged when the step is not there."""
    found = next((step for step in steps(plan, today) if step.key == key), None)
    if found is None:
        return plan
    if act in ("week", "next-week", "month"):
        return _moved(plan, found, act, today)
    states: dict[str, State] = {name: each for name, each in plan.states.items() if name != key}
    if act == "done":
        states[key] = "done"
    elif act == "drop":
        states[key] = "dropped"
    changed = plan.model_copy(update={"states": states})
    # Done or taken up again after its week: it is done, or to do, in the week that is now.
    return _moved(changed, found, "week", today) if _comes_back(found, act) else changed


def _comes_back(step: Step, act: Act) -> bool:
    return step.span == "left" and act in ("done", "open")


def _moved(
    plan: Plan, step: Step, span: Literal["week", "next-week", "month"], today: date
) -> Plan:
    line = MONTH if span == "month" else WEEK
    answers = dict(plan.answers)
    if line != step.line:
        left = [text for text in _lines(answers, step.line) if own_item(text).key != step.key]
        there = [text for text in _lines(answers, line) if own_item(text).key != step.key]
        answers[step.line] = list(left) or None
        answers[line] = [*there, step.text]
    week = monday_of(today) + (A_WEEK if span == "next-week" else timedelta())
    meant = {**plan.meant, step.key: week}
    return planned(plan.model_copy(update={"answers": answers, "meant": meant}), today)


def with_step(plan: Plan, text: str, span: NewSpan, today: date) -> Plan:
    """Return the plan with one more step; words that are there already are taken up again."""
    key = own_item(text).key
    if any(step.key == key for step in steps(plan, today)):
        return act_on(act_on(plan, key, span, today), key, "open", today)
    line = MONTH if span == "month" else WEEK
    answers = {**plan.answers, line: [*_lines(plan.answers, line), text]}
    return planned(plan.model_copy(update={"answers": answers}), today)


def made_smaller(plan: Plan, words: Mapping[str, str], today: date) -> Plan:
    """Return the plan with other words for its open steps, each in its place.

    `words` is step key to words. No words: that step need not be done; it stays to be read.
    """
    for step in open_steps(plan, today):
        if step.key in words:
            plan = _reworded(plan, step, words[step.key], today)
    return plan


def _reworded(plan: Plan, step: Step, text: str, today: date) -> Plan:
    if not text:
        return act_on(plan, step.key, "drop", today)
    key = own_item(text).key
    others = {each.key for each in steps(plan, today)} - {step.key}
    lines = [
        text if own_item(each).key == step.key else each
        for each in _lines(plan.answers, step.line)
        if own_item(each).key != step.key or key not in others
    ]
    meant = {**plan.meant, key: plan.meant.get(step.key, monday_of(today))}
    answers = {**plan.answers, step.line: lines or None}
    return planned(plan.model_copy(update={"answers": answers, "meant": meant}), today)


def rewritten(plan: Plan, answers: Mapping[str, Any], today: date) -> Plan:
    """Return the plan with other words; steps that are still there keep their state and week."""
    changed = planned(plan.model_copy(update={"answers": dict(answers)}), today)
    known = {step.key for step in steps(changed, today)}
    states = {key: state for key, state in plan.states.items() if key in known}
    return changed.model_copy(update={"states": states, "let_go": False})


def grouped(plan: Plan, today: date) -> dict[str, tuple[Step, ...]]:
    """Return the steps as the page shows them, by group; what is empty is not there.

    week, next_week, month: what is meant for then, with what was done of it. left: what a week
    that is over left open. past: what was done, or need not be done, in weeks that are over.
    """
    found: dict[str, list[Step]] = {}
    for step in steps(plan, today):
        over = step.span == "left" and step.state != "open"
        found.setdefault("past" if over else step.span.replace("-", "_"), []).append(step)
    return {name: tuple(each) for name, each in found.items()}
