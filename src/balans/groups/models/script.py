"""Scripts that a facilitator made, with their history."""

import uuid

from django.db import models
from django.db.models.functions import Length

from balans.accounts.models import Owner
from balans.accounts.person import Person
from balans.core.vault import Vault
from balans.groups.content import Script


class ScriptQuerySet(models.QuerySet["OwnScript"]):
    def visible_to(self, person: Person | None) -> "ScriptQuerySet":
        """Return the scripts that a person made."""
        return self.none() if person is None else self.filter(owner=person.owner)


class OwnScript(models.Model):
    """A script that a facilitator made from one of ours; its versions are its history."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, related_name="scripts")
    made_from = models.CharField(max_length=40)
    """An item of content/meetings."""

    language = models.CharField(max_length=5)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = ScriptQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.id)


class ScriptVersion(models.Model):
    """An own script as it was at some time, in its maker's own vault."""

    script = models.ForeignKey(OwnScript, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    sealed = models.BinaryField()
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ("-number",)
        constraints = [
            models.UniqueConstraint(fields=["script", "number"], name="a_script_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.script_id} {self.number}"

    @property
    def _record(self) -> str:
        return f"{self.script_id} {self.number}"

    def read(self, vault: Vault) -> Script:
        """Return the script as it was. Raise CannotOpen."""
        words = vault.open(bytes(self.sealed), record=self._record, field="script")
        return Script.model_validate_json(words)

    def seal(self, vault: Vault, script: Script) -> None:
        """Put a script in place; saving is the caller's."""
        words = script.model_dump_json().encode()
        self.sealed = vault.seal(words, record=self._record, field="script")


def bytes_of_owner() -> models.Subquery:
    """Return a subquery with the bytes of an owner's scripts, every version counted."""
    mine = ScriptVersion.objects.filter(script__owner=models.OuterRef("pk")).order_by()
    totals = mine.values("script__owner").annotate(total=models.Sum(Length("sealed")))
    return models.Subquery(totals.values("total"))
