"""A plan as the database keeps it: whose, when, and everything else sealed."""

import uuid

from django.db import models

from balans.accounts.models import Owner
from balans.accounts.person import Person
from balans.core.vault import Vault
from balans.plans.plan import Plan

FIELD = "plan"


class PlanQuerySet(models.QuerySet["KeptPlan"]):
    def visible_to(self, person: Person | None) -> "PlanQuerySet":
        """Return the plans that a person may see: the own ones, and nothing else."""
        return self.none() if person is None else self.filter(owner=person.owner)


class KeptPlan(models.Model):
    """One plan of an owner, sealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, related_name="plans")
    sealed = models.BinaryField()
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = PlanQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["owner", "-changed_at"])]

    def __str__(self) -> str:
        return str(self.id)

    def read(self, vault: Vault) -> Plan:
        """Return the plan. Raise CannotOpen when it was sealed for another place."""
        words = vault.open(bytes(self.sealed), record=str(self.pk), field=FIELD)
        return Plan.model_validate_json(words)

    def seal(self, vault: Vault, plan: Plan) -> None:
        """Put a plan in place of the one that was kept; saving is the caller's."""
        words = plan.model_dump_json().encode()
        self.sealed = vault.seal(words, record=str(self.pk), field=FIELD)
