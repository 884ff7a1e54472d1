"""A plan open for its owner."""

import uuid
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from balans.accounts.person import Person, person_of
from balans.plans.models import KeptPlan
from balans.plans.plan import Plan

GET_OR_POST = ["GET", "HEAD", "POST"]


@dataclass(frozen=True)
class Opened:
    """A plan open for its owner."""

    person: Person
    kept: KeptPlan
    plan: Plan

    def url(self, name: str) -> str:
        return reverse(f"plans:{name}", args=[self.kept.pk])


def opened(request: HttpRequest, plan_id: uuid.UUID) -> Opened | None:
    """Return the person's plan; None when it does not exist for this person."""
    person = person_of(request)
    kept = KeptPlan.objects.visible_to(person).filter(pk=plan_id).first()
    if kept is None or person is None:
        return None
    return Opened(person=person, kept=kept, plan=kept.read(person.vault))
