"""What core keeps: letters that wait, notes of blobs and of the keys, and when it was."""

import uuid
from datetime import datetime

from django.db import models


class LetterQuerySet(models.QuerySet["Letter"]):
    def waiting(self, now: datetime) -> "LetterQuerySet":
        """Return what may be sent now and that nobody is sending."""
        return self.filter(state=Letter.State.WAITING, claimed_at=None, due_at__lte=now)

    def ended(self) -> "LetterQuerySet":
        """Return what went or was given up."""
        return self.filter(state__in=Letter.ENDED)


class Letter(models.Model):
    """One mail to one address. Once it is sent or given up, its words and address are gone."""

    class State(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        REFUSED = "refused"
        """The mail server does not want it, or could not be reached for hours."""
        UNSURE = "unsure"
        """The connection broke while sending: it may have arrived, so it is not sent again."""

    ENDED = (State.SENT, State.REFUSED, State.UNSURE)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    once = models.CharField(max_length=100, default="", blank=True)
    """A name under which a letter is sent one time only, such as a reminder of a day."""

    kind = models.CharField(max_length=40)
    addressee = models.CharField(max_length=64, default="", db_index=True)
    """Digest of the address, which only the host can make: who is erased gets no more mail."""

    sealed = models.BinaryField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["state", "due_at"]),
            models.Index(fields=["state", "ended_at"], name="letters_by_end"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["once"], condition=~models.Q(once=""), name="one_letter_of_a_name"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"


class StoredBlob(models.Model):
    """The name of a blob, noted before it is kept."""

    name = models.CharField(max_length=32, primary_key=True)
    kept_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.name


class KeysMark(models.Model):
    """One row: the keys folder that this database goes with, by a digest that opens nothing.

    So a server with a folder of its own, or with none mounted, does not start beside the others.
    """

    mark = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return self.mark


class ClockSeen(models.Model):
    """The moment at which this database was last in use under a clock that was believed."""

    ONE = 1
    """The key of the only row."""

    moment = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.moment:%Y-%m-%d %H:%M}"
