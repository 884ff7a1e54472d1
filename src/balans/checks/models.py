"""What the checks keep beside their answers: in which rhythm somebody repeats one, sealed."""

import uuid
from datetime import date

from django.db import models
from django.db.models.functions import Length

from balans.accounts.models import Owner
from balans.accounts.person import Person
from balans.core.content import Content, Id
from balans.core.padding import with_room
from balans.core.vault import Vault
from balans.questionnaires.instrument import Every

FIELD = "rhythm"
BLOCK_BYTES = 128
"""Every choice is as long as any other: the length does not say which check it is."""


class Chosen(Content):
    """Which check somebody repeats, how often, and since when. The next day follows from it."""

    flow: Id
    every: Every
    since: date


class RhythmQuerySet(models.QuerySet["Rhythm"]):
    def visible_to(self, person: Person | None) -> "RhythmQuerySet":
        """Return the rhythms that a person may see: the own ones, and nothing else."""
        return self.none() if person is None else self.filter(owner=person.owner)


class Rhythm(models.Model):
    """One check that an owner repeats, sealed: which check somebody does is personal."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, related_name="rhythms")
    sealed = models.BinaryField()
    changed_at = models.DateTimeField()

    objects = RhythmQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.id)

    def read(self, vault: Vault) -> Chosen:
        """Return what was chosen. Raise CannotOpen when it was sealed for another place."""
        words = vault.open(bytes(self.sealed), record=str(self.pk), field=FIELD)
        return Chosen.model_validate_json(words)

    def seal(self, vault: Vault, chosen: Chosen) -> None:
        """Put a choice in place of the one that was kept; saving is the caller's."""
        words = with_room(chosen.model_dump_json().encode(), BLOCK_BYTES)
        self.sealed = vault.seal(words, record=str(self.pk), field=FIELD)


def bytes_of_owner() -> models.Subquery:
    """Return a subquery with the bytes of an owner's rhythms."""
    mine = Rhythm.objects.filter(owner=models.OuterRef("pk")).order_by().values("owner")
    return models.Subquery(mine.annotate(total=models.Sum(Length("sealed"))).values("total"))
