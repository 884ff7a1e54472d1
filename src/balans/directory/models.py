"""Local offers of help: what editors keep in the database, with all that was before."""

import uuid
from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from balans.directory.offer import Offer, OfferRecord, offer_of


class LocalOfferQuerySet(models.QuerySet["LocalOffer"]):
    def published(self) -> "LocalOfferQuerySet":
        """Return what everybody may see."""
        return self.filter(state=LocalOffer.State.PUBLISHED)

    def within(self, municipality: str) -> "LocalOfferQuerySet":
        """Return what one can use in a municipality: there, or everywhere."""
        return self.filter(
            models.Q(everywhere=True) | models.Q(areas__municipality=municipality)
        ).distinct()


class LocalOffer(models.Model):
    """An offer of help that editors keep. `record` is all of it as data (`OfferRecord`).

    The other columns repeat what lists and filters look for; only `actions.py` writes both.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("nog niet zichtbaar")
        PUBLISHED = "published", _("zichtbaar")
        RETIRED = "retired", _("weg")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    record = models.JSONField()
    number = models.PositiveIntegerField(default=1)
    """The version that `record` is."""

    source = models.CharField(max_length=80, blank=True, default="")
    source_id = models.CharField(max_length=200, blank=True, default="")
    """From which list it came, and what it is called there."""

    title = models.CharField(max_length=120)
    organisation = models.CharField(max_length=200, blank=True, default="")
    everywhere = models.BooleanField(default=False)
    assured_on = models.DateField(null=True)
    changed_at = models.DateTimeField()

    objects = LocalOfferQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["state", "assured_on"], name="offers_by_assurance"),
            models.Index(fields=["changed_at"], name="offers_by_change"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_id"],
                condition=~models.Q(source_id=""),
                name="an_offer_of_a_list_once",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def as_record(self) -> OfferRecord:
        """Return what is kept, decoded."""
        return OfferRecord.model_validate(self.record)

    def as_offer(self, language: str) -> Offer:
        """Return what is kept as an offer, in a language."""
        return offer_of(self.as_record(), language, key=str(self.pk), local=True)


class OfferArea(models.Model):
    """A municipality in which a local offer can be used."""

    offer = models.ForeignKey(LocalOffer, on_delete=models.CASCADE, related_name="areas")
    municipality = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "offer"], name="an_area_once")
        ]

    def __str__(self) -> str:
        return self.municipality


class OfferNeed(models.Model):
    """A need that a local offer meets; the first fits best."""

    offer = models.ForeignKey(LocalOffer, on_delete=models.CASCADE, related_name="met")
    need = models.CharField(max_length=60)
    place = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["need", "offer"], name="a_need_once")]

    def __str__(self) -> str:
        return self.need


class OfferVersion(models.Model):
    """How a local offer was at some time, and who made it so."""

    class Why(models.TextChoices):
        MADE = "made", _("gemaakt")
        CHANGED = "changed", _("veranderd")
        CHECKED = "checked", _("nagekeken")
        IMPORTED = "imported", _("ingelezen")
        UNDONE = "undone", _("teruggezet")
        RETIRED = "retired", _("weggehaald")

    offer = models.ForeignKey(LocalOffer, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    record = models.JSONField()
    state = models.CharField(max_length=9, choices=LocalOffer.State.choices)
    why = models.CharField(max_length=8, choices=Why.choices)
    by = models.UUIDField(null=True)
    """The owner who did it; their account may be gone since. None for the command line."""

    at = models.DateTimeField()
    batch = models.UUIDField(null=True, db_index=True)
    """The import that did it."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["offer", "number"], name="a_version_once")]

    def __str__(self) -> str:
        return f"{self.offer_id} {self.number}"


def latest_change() -> datetime | None:
    """Return when any local offer last changed: what caches and ETags go by."""
    newest: datetime | None = LocalOffer.objects.aggregate(at=models.Max("changed_at"))["at"]
    return newest
