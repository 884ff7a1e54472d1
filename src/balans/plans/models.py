"""Plans as the database keeps them: whose, when, and everything else sealed.

What the calendar feed shows has to be known without its owner. docs/adr/0011 says how little of
it is kept, and for whom.
"""

import json
import uuid
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models.functions import Length

from balans.accounts.models import Owner, Wrapped
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


def bytes_of_owner() -> models.Subquery:
    """Return a subquery with the bytes of an owner's plans."""
    mine = KeptPlan.objects.filter(owner=models.OuterRef("pk")).order_by().values("owner")
    return models.Subquery(mine.annotate(total=models.Sum(Length("sealed"))).values("total"))


class Feed(Wrapped):
    """The calendar that an owner follows elsewhere: one secret address, opening one part.

    `wrapped_key` is the key of the part, wrapped with the secret in the address. A new address is
    a new feed with a part of its own: what leaked opens nothing any more.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.OneToOneField(Owner, on_delete=models.CASCADE, related_name="feed")
    lookup = models.CharField(max_length=64, unique=True)
    token = models.BinaryField()
    """What stands in the address, sealed by the owner, who may see it again."""

    names_plans = models.BooleanField(default=False)
    """Whether the calendar says which plan it is about."""

    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.id)

    @property
    def part(self) -> str:
        """Return the name of the part of the vault that this feed opens."""
        return f"feed {self.pk}"


@dataclass(frozen=True)
class Entry:
    """What the feed knows of one plan: the day to look, and its name if the owner wants that."""

    day: date
    title: str


class AgendaEntry(models.Model):
    """One plan as the feed shows it, sealed with the key of the feed alone."""

    plan = models.OneToOneField(
        KeptPlan, on_delete=models.CASCADE, primary_key=True, related_name="entry"
    )
    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="entries")
    sealed = models.BinaryField()
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.pk)

    def read(self, part: Vault) -> Entry:
        """Return the entry. Raise CannotOpen when it was sealed for another place."""
        kept = json.loads(part.open(bytes(self.sealed), record=str(self.pk), field="entry"))
        return Entry(day=date.fromisoformat(kept["day"]), title=kept["title"])

    def seal(self, part: Vault, entry: Entry) -> None:
        """Put an entry in place of the one that was kept; saving is the caller's."""
        words = json.dumps({"day": entry.day.isoformat(), "title": entry.title}).encode()
        self.sealed = part.seal(words, record=str(self.pk), field="entry")
