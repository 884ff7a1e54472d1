"""The memory book as the database keeps it: what was chosen, the PDF's name, the job that waits."""

import uuid
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import models

from balans.accounts.models import Owner, Wrapped
from balans.accounts.person import Person
from balans.core import blobs
from balans.core.vault import Vault
from balans.diary.book import BookPlan

PLAN, PDF = "plan", "pdf"
KEPT_FOR = timedelta(days=14)
STALE_AFTER = timedelta(seconds=45)
MOST_TRIES = 2


class BookQuerySet(models.QuerySet["Book"]):
    def visible_to(self, person: Person | None) -> "BookQuerySet":
        """Return the person's own book, and nothing else."""
        return self.none() if person is None else self.filter(owner=person.owner)

    def over(self, now: datetime) -> "BookQuerySet":
        """Return the books whose PDF was kept long enough."""
        return self.exclude(blob="").filter(made_at__lt=now - KEPT_FOR)


class Book(models.Model):
    """The one memory book of an owner. Its plan and its PDF are sealed with a key of its own."""

    owner = models.OneToOneField(Owner, primary_key=True, on_delete=models.CASCADE)
    sealed = models.BinaryField(default=b"")
    revision = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()

    blob = models.CharField(max_length=32, default="", db_index=True)
    """The name of the sealed PDF (core/blobs.py); empty while there is none."""

    made_at = models.DateTimeField(null=True, db_index=True)
    """When the making of that PDF began: what changed later is not in it."""

    made_revision = models.PositiveIntegerField(default=0)
    pdf_bytes = models.PositiveIntegerField(default=0)

    objects = BookQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.pk)

    def vault_of(self, person: Person) -> Vault:
        """Return the vault of the book alone."""
        return person.vault.within("book")

    def read(self, person: Person) -> BookPlan:
        """Return what was chosen. Raise CannotOpen when it is somebody else's."""
        words = self.vault_of(person).open(bytes(self.sealed), record=str(self.pk), field=PLAN)
        return BookPlan.model_validate_json(words)

    def seal(self, person: Person, plan: BookPlan) -> None:
        """Put another plan in place; saving is the caller's."""
        words = plan.model_dump_json().encode()
        self.sealed = self.vault_of(person).seal(words, record=str(self.pk), field=PLAN)

    def read_pdf(self, person: Person) -> bytes:
        """Return the PDF that was made. Raise BlobGone or CannotOpen when it cannot be had."""
        sealed = blobs.get(self.blob)
        return self.vault_of(person).open(sealed, record=str(self.pk), field=PDF)

    @property
    def kept_until(self) -> datetime | None:
        """Return until when the PDF is kept."""
        return self.made_at + KEPT_FOR if self.blob and self.made_at else None


class BookJobQuerySet(models.QuerySet["BookJob"]):
    def visible_to(self, person: Person | None) -> "BookJobQuerySet":
        """Return what is being made for the person, and nothing else."""
        return self.none() if person is None else self.filter(owner=person.owner)

    def waiting(self) -> "BookJobQuerySet":
        return self.filter(claimed_at=None, failed_at=None).order_by("asked_at")

    def stale(self, now: datetime) -> "BookJobQuerySet":
        """Return the jobs whose maker has not been heard of for too long."""
        return self.filter(failed_at=None, heard_at__lt=now - STALE_AFTER).exclude(claimed_at=None)


class BookJob(Wrapped):
    """A book that is asked for. Holds the wrapped key of its pass (core/passes.py)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.OneToOneField(Owner, on_delete=models.CASCADE, related_name="book_job")
    pass_id = models.UUIDField()
    revision = models.PositiveIntegerField()
    language = models.CharField(max_length=5)
    asked_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    heard_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    steps = models.PositiveIntegerField(default=0)

    objects = BookJobQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.id)

    @property
    def is_going(self) -> bool:
        return self.failed_at is None


def needed(names: Collection[str]) -> set[str]:
    """Return which of these blobs are the PDF of a book; `core.blobs.sweep` leaves them be."""
    return set(Book.objects.filter(blob__in=names).values_list("blob", flat=True))
