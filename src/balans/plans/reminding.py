"""Plans for the reminders by mail: the day to look at each, and the words of the letter."""

from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from balans.accounts.models import Owner
from balans.accounts.person import Person
from balans.plans.models import KeptPlan
from balans.plans.plan import Plan
from balans.reminders import actions
from balans.reminders.rooms import Room, Words

NAME = "plans"


def follow(*, owner: Owner, kept: KeptPlan, plan: Plan, now: datetime) -> None:
    """Keep the reminder of a plan up with it, when its owner wants reminders."""
    actions.follow(owner=owner, room=NAME, thing=kept.pk, day=_day(plan), now=now)


def forget(*, kept: KeptPlan, now: datetime) -> None:
    """Take the reminder of a plan away. Twice changes nothing."""
    actions.follow(owner=kept.owner, room=NAME, thing=kept.pk, day=None, now=now)


def _day(plan: Plan) -> date | None:
    return None if plan.let_go else plan.check


def days(person: Person) -> Iterator[tuple[UUID, date]]:
    """Yield the day to look at each plan of a person that goes on."""
    for kept in KeptPlan.objects.visible_to(person).select_for_update():
        if (day := _day(kept.read(person.vault))) is not None:
            yield kept.pk, day


def words() -> Words:
    """Return what a reminder of a plan says: none of the plan's own words."""
    return Words(
        subject=_("Kijken hoe het gaat met je plan"),
        sentence=_("Je koos %(day)s om te kijken hoe het gaat met je plan."),
        closing=_("Wat er lukte, telt. Komt het nu niet uit? Dan kies je een andere dag."),
        to_page=_("Naar Mijn plan"),
        hint=_("Staat er nog geen dag bij je plan? Kies die eerst bij Verander je plan."),
        instead=_("Volg je plan in je agenda"),
    )


ROOM = Room(name=NAME, days=days, words=words, page="plans:index", instead="plans:agenda")
