"""An attempt at a questionnaire: which one, which version, and the sealed answers."""

import json
import uuid
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models.functions import Coalesce, Length

from balans.accounts.models import Owner
from balans.accounts.person import Person
from balans.core.padding import with_room
from balans.core.vault import Vault
from balans.questionnaires.reading import Reading, write

READING = "_reading"
"""An id has no underscore, so that no question has this name."""

BLOCK_BYTES = 64
"""An answer that one can choose is as long as any other, and a number as long as any other."""


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def visible_to(self, person: Person | None) -> "AttemptQuerySet":
        """Return the attempts that a person may see: the own ones, and nothing else."""
        return self.none() if person is None else self.filter(owner=person.owner)

    def newest_first(self) -> "AttemptQuerySet":
        """Return them by the moment at which they count: see Attempt.moment."""
        return self.order_by(Coalesce("finished_at", "changed_at").desc())


class Attempt(models.Model):
    """One time through a questionnaire. Where the person is follows from the answers."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, related_name="attempts")
    flow = models.CharField(max_length=80)
    version = models.PositiveIntegerField()
    started_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    sealed_reading = models.BinaryField(null=True)
    """The numbers that follow from the answers, sealed; none: they must be read again."""

    objects = AttemptQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["owner", "flow", "-changed_at"]),
            models.Index(fields=["flow"], name="attempts_by_flow"),
        ]

    def __str__(self) -> str:
        return f"{self.flow} {self.id}"

    @property
    def moment(self) -> datetime:
        """Return when it counts: when it was finished, else when it was touched last."""
        return self.finished_at or self.changed_at

    def read_answers(self, vault: Vault) -> dict[str, Any]:
        """Return question id to value, opened. None: skipped."""
        return {answer.question: answer.read(vault) for answer in self.answers.all()}


class Answer(models.Model):
    """One answer, sealed for its owner, attempt and question."""

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(max_length=80)
    sealed = models.BinaryField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["attempt", "question"], name="one_answer_a_question")
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id} {self.question}"

    def read(self, vault: Vault) -> Any:
        """Return the value. Raise CannotOpen when it was sealed for another place."""
        words = vault.open(bytes(self.sealed), record=str(self.attempt_id), field=self.question)
        return json.loads(words)


class SharedResult(models.Model):
    """What somebody with a link may see of an attempt, sealed with the key of this part alone.

    The answers themselves are sealed with the whole vault, which no link opens.
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="shared_results")
    record = models.CharField(max_length=64, unique=True)
    """The record of its shares: which attempt, and how much of it (see copies.py)."""

    sealed = models.BinaryField()

    def __str__(self) -> str:
        return self.record


def bytes_of_shared() -> models.Subquery:
    """Return a subquery with the bytes of what an owner shares of their attempts."""
    mine = SharedResult.objects.filter(attempt__owner=models.OuterRef("pk")).order_by()
    total = mine.values("attempt__owner").annotate(total=models.Sum(Length("sealed")))
    return models.Subquery(total.values("total"))


def bytes_of_owner() -> models.Subquery:
    """Return a subquery with the bytes of an owner's answers."""
    mine = Answer.objects.filter(attempt__owner=models.OuterRef("pk")).order_by()
    total = mine.values("attempt__owner").annotate(total=models.Sum(Length("sealed")))
    return models.Subquery(total.values("total"))


def bytes_of_readings() -> models.Subquery:
    """Return a subquery with the bytes of an owner's readings."""
    mine = Attempt.objects.filter(owner=models.OuterRef("pk")).order_by().values("owner")
    total = mine.annotate(total=models.Sum(Length("sealed_reading")))
    return models.Subquery(total.values("total"))


def seal_reading(vault: Vault, attempt_id: uuid.UUID, reading: Reading) -> bytes:
    """Return a reading sealed for one attempt."""
    words = with_room(write(reading), BLOCK_BYTES)
    return vault.seal(words, record=str(attempt_id), field=READING)


def seal_value(vault: Vault, attempt_id: uuid.UUID, question: str, value: Any) -> bytes:
    """Return a value sealed for one question of one attempt."""
    words = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    words = with_room(words, BLOCK_BYTES)
    return vault.seal(words, record=str(attempt_id), field=question)
