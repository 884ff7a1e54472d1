"""A plan as pure data: what was written, which steps are done, and how it went.

What was written are answers to the questionnaire "plan" (content/flows/plan). A step is a line of
the answer for this week or this month; the same words are the same step. What one does to steps
stands in steps.py.
"""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, JsonValue

from balans.core.content import Content
from balans.questionnaires.kinds.base import SHORT_LIMIT

FLOW = "plan"
State = Literal["open", "done", "dropped"]
How = Literal["well", "partly", "not"]
Then = Literal["keep", "change", "smaller", "let-go"]

GOAL, CHECK = "doel", "check"
WEEK, MONTH = "week", "maand"


class Look(Content):
    """One time that somebody looked how it was going, and what they chose."""

    day: date
    how: How | None = None
    then: Then
    note: Annotated[str, Field(max_length=SHORT_LIMIT)] = ""
    """What somebody wants to keep about it."""


class Plan(Content):
    """Everything of one plan. Frozen: what changes is a new plan."""

    answers: dict[str, JsonValue]
    states: dict[str, State] = {}
    """Step key to done or dropped; a step that is not named is open."""

    meant: dict[str, date] = {}
    """Step key to the Monday of the week that it was meant for; only steps for a week."""

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


def looked(plan: Plan, look: Look, next_check: date | None) -> Plan:
    """Return the plan after looking how it went: what was chosen, and the next day to look.

    Letting go keeps every word; taking it up again is rewriting it. The same look twice (a double
    post) is one look.
    """
    answers = {**plan.answers, CHECK: next_check.isoformat() if next_check else None}
    looks = plan.looks if plan.looks[-1:] == (look,) else (*plan.looks, look)
    update = {"answers": answers, "looks": looks, "let_go": look.then == "let-go"}
    return plan.model_copy(update=update)


def is_due(plan: Plan, today: date) -> bool:
    """Return whether the day to look has come."""
    return not plan.let_go and plan.check is not None and plan.check <= today


def in_order(plans: Sequence[tuple[Any, Plan]], today: date) -> list[tuple[Any, Plan]]:
    """Return plans as a list shows them: to look at now, then the others, let go last."""
    return sorted(plans, key=lambda each: (each[1].let_go, not is_due(each[1], today)))
