"""What editing keeps beside the offers: four eyes, proposals, imports, how links answered."""

import uuid
from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from balans.directory.models import LocalOffer, OfferVersion
from balans.directory.offer import OfferRecord

STALE_CLAIM = timedelta(seconds=90)
"""After so long without a sign of life somebody else takes the work up."""

GONE_AFTER = 3
"""So many times in a row a site must be away before we say that it is gone."""


class FourEyes(models.Model):
    """A municipality in which what one editor publishes waits for another."""

    municipality = models.CharField(max_length=60, primary_key=True)
    by = models.UUIDField(null=True)
    """The editor who wished it so; none for the command line."""

    since = models.DateTimeField()

    def __str__(self) -> str:
        return self.municipality


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def open(self) -> "ProposalQuerySet":
        """Return what waits for somebody: another editor, or the one who got it back."""
        return self.filter(state__in=(Proposal.State.WAITING, Proposal.State.RETURNED))

    def waiting(self) -> "ProposalQuerySet":
        return self.filter(state=Proposal.State.WAITING)


class Proposal(models.Model):
    """What one editor wishes that carers see, or see no longer, until another agrees."""

    class State(models.TextChoices):
        WAITING = "waiting", _("wacht op een collega")
        RETURNED = "returned", _("teruggestuurd")
        ACCEPTED = "accepted", _("overgenomen")
        WITHDRAWN = "withdrawn", _("ingetrokken")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    offer = models.ForeignKey(LocalOffer, on_delete=models.CASCADE, related_name="proposals")
    record = models.JSONField()
    seen = models.PositiveIntegerField()
    """The version of the offer that it would follow."""

    wanted = models.CharField(
        max_length=9, choices=LocalOffer.State.choices, default=LocalOffer.State.PUBLISHED
    )
    """What the offer becomes: to be seen, a draft again, or taken away."""

    why = models.CharField(
        max_length=8, choices=OfferVersion.Why.choices, default=OfferVersion.Why.CHANGED
    )
    state = models.CharField(max_length=9, choices=State.choices, default=State.WAITING)
    by = models.UUIDField(null=True)
    at = models.DateTimeField()
    batch = models.UUIDField(null=True, db_index=True)
    """The import that proposes it."""

    answer = models.CharField(max_length=500, blank=True, default="")
    answered_by = models.UUIDField(null=True)
    answered_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(null=True)
    """The version that it became."""

    objects = ProposalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["offer"],
                condition=models.Q(state__in=("waiting", "returned")),
                name="an_open_proposal_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.offer_id}"

    def as_record(self) -> OfferRecord:
        """Return what is proposed, decoded."""
        return OfferRecord.model_validate(self.record)


class ImportQuerySet(models.QuerySet["Import"]):
    def to_work_at(self, now: datetime) -> "ImportQuerySet":
        """Return the imports that wait for the process beside, the oldest first."""
        free = models.Q(claimed_at=None) | models.Q(claimed_at__lt=now - STALE_CLAIM)
        return self.filter(free, state__in=Import.WORKING).order_by("at")


class Import(models.Model):
    """A list that an editor brought, from upload to result. Its file is kept sealed until read."""

    class State(models.TextChoices):
        COLUMNS = "columns", _("kolommen kiezen")
        READING = "reading", _("wordt gelezen")
        READY = "ready", _("klaar om te bekijken")
        APPLYING = "applying", _("wordt doorgevoerd")
        DONE = "done", _("doorgevoerd")
        UNDOING = "undoing", _("wordt teruggezet")
        UNDONE = "undone", _("teruggezet")
        FAILED = "failed", _("niet gelukt")

    WORKING = ("reading", "applying", "undoing")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    state = models.CharField(max_length=8, choices=State.choices)
    by = models.UUIDField(null=True)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    areas = models.JSONField(default=list)
    """The municipalities that the editor had, `*` for the whole country."""

    file_name = models.CharField(max_length=120)
    source = models.CharField(max_length=80)
    plan = models.JSONField(default=dict)
    """How to read it: kind, columns, and what to fill in where a row does not say (`Plan`)."""

    sealed = models.BinaryField(default=b"")
    """The file, sealed by the host; empty once it was read."""

    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    trouble = models.CharField(max_length=20, blank=True, default="")
    """Why it failed or stopped, as a code."""

    hint = models.CharField(max_length=40, blank=True, default="")
    """Where in the file, when that is known."""

    doer = models.UUIDField(null=True)
    """The editor who had it carried out or undone; they must have the right to the end."""

    claimed_at = models.DateTimeField(null=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "at"], name="imports_to_work_at")]

    def __str__(self) -> str:
        return f"{self.source} {self.state}"

    @property
    def place(self) -> str:
        """Where the file is sealed for."""
        return f"import {self.pk}"


class ImportRow(models.Model):
    """One row of a list as it was understood, until it is carried out."""

    class Kind(models.TextChoices):
        NEW = "new", _("nieuw")
        CHANGED = "changed", _("anders")
        SAME = "same", _("gelijk")
        ERROR = "error", _("fout")
        LATE = "late", _("intussen veranderd")

    part_of = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField()
    kind = models.CharField(max_length=7, choices=Kind.choices)
    title = models.CharField(max_length=120, blank=True, default="")
    source_id = models.CharField(max_length=200, blank=True, default="")
    offer = models.ForeignKey(LocalOffer, null=True, on_delete=models.SET_NULL, related_name="+")
    seen = models.PositiveIntegerField(default=0)
    """The version of the offer that the row was laid beside; 0 for a new one."""

    record = models.JSONField(default=dict)
    notes = models.JSONField(default=list)
    """Problems, each with field, value and code; of a good row what we made of it ourselves."""

    class Meta:
        indexes = [models.Index(fields=["part_of", "kind", "line"], name="rows_of_an_import")]

    def __str__(self) -> str:
        return f"{self.line} {self.kind}"


class LinkCheck(models.Model):
    """How the site of an offer answered, the last time that we looked."""

    url = models.CharField(max_length=500, primary_key=True)
    status = models.PositiveSmallIntegerField(default=0)
    """The HTTP status; 0 when nothing answered."""

    failures = models.PositiveSmallIntegerField(default=0)
    """How many times in a row it was away."""

    failing_since = models.DateTimeField(null=True)
    checked_at = models.DateTimeField(null=True, db_index=True)
    due_at = models.DateTimeField(db_index=True)

    class Meta:
        indexes = [models.Index(fields=["failures"], name="links_that_fail")]

    def __str__(self) -> str:
        return f"{self.status} {self.url}"
