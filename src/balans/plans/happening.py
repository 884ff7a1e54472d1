"""What plans know of the days between two results of a check: steps done, and looks at a plan."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from balans.accounts.between import Happening
from balans.accounts.person import Person
from balans.plans.models import KeptPlan
from balans.plans.plan import Plan
from balans.plans.steps import steps

A_WEEK = timedelta(days=7)


def plans_between(person: Person, first: date, last: date) -> list[Happening]:
    """Return what was done of plans and when they were looked at, on these days. One query."""
    return [
        each
        for kept in KeptPlan.objects.visible_to(person)
        for each in _of(kept.read(person.vault), reverse("plans:plan", args=[kept.pk]))
        if first <= each.day <= last
    ]


def _of(plan: Plan, href: str) -> Iterator[Happening]:
    """Yield the looks with their day, and the steps done with their week: no day is kept of those.

    A step counts on the Sunday of its week, when it was certainly done.
    """
    for look in plan.looks:
        words = _("Gekeken naar je plan: %(goal)s") % {"goal": plan.goal}
        yield Happening(look.day, date_format(look.day, "j F"), _("plan"), words, href)
    for step in steps(plan, date.max):
        monday = plan.meant.get(step.key)
        if step.state == "done" and monday is not None:
            when = _("week van %(day)s") % {"day": date_format(monday, "j F")}
            yield Happening(monday + A_WEEK - timedelta(days=1), when, _("gedaan"), step.text, href)
