"""Scripts that a facilitator made, with their history."""

import uuid

from django.db import models

from balans.accounts.models import Owner
from balans.accounts.person import Person


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
