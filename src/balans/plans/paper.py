"""A plan on paper: one's own, as it stands today."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from balans.documents.pdf import render
from balans.plans.form import scene_of
from balans.plans.plan import MONTH, WEEK, Plan
from balans.plans.steps import Step, steps
from balans.questionnaires.kinds.base import SHORT_LIMIT
from balans.questionnaires.outcome import outcome_document


def paper_of(plan: Plan, day: date) -> bytes:
    """Return a plan as PDF, with the day it was last changed."""
    return render(outcome_document(scene_of(to_print(plan, timezone.localdate())), day))


def to_print(plan: Plan, today: date) -> dict[str, Any]:
    """Return the answers as they are printed: what was done says so, what was dropped is out."""
    found: dict[str, list[str]] = {WEEK: [], MONTH: []}
    for step in steps(plan, today):
        if step.state != "dropped":
            found[step.line].append(_printed(step))
    return {**plan.answers, **{line: lines or None for line, lines in found.items()}}


def _printed(step: Step) -> str:
    if step.state == "done":
        return (_("Gedaan: %(step)s") % {"step": step.text})[:SHORT_LIMIT]
    if step.span == "next-week":
        return (_("Volgende week: %(step)s") % {"step": step.text})[:SHORT_LIMIT]
    return step.text
