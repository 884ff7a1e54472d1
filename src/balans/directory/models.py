"""Local offers of help with all that was before, what people report, and what a carer kept."""

import uuid
from datetime import datetime

from django.db import models
from django.db.models.functions import Cast, Length
from django.utils.translation import gettext_lazy as _

from balans.accounts.models import Owner
from balans.accounts.person import Person
from balans.core.vault import Vault, host_open, host_seal
from balans.directory.kept import KeptWords
from balans.directory.offer import Offer, OfferRecord, offer_of


class LocalOfferQuerySet(models.QuerySet["LocalOffer"]):
    def published(self) -> "LocalOfferQuerySet":
        """Return what everybody may see."""
        return self.filter(state=LocalOffer.State.PUBLISHED)

    def within(self, municipality: str) -> "LocalOfferQuerySet":
        """Return what one can use in a municipality: there, or everywhere."""
        there = OfferArea.objects.filter(municipality=municipality).values("offer")
        return self.filter(models.Q(everywhere=True) | models.Q(pk__in=there))

    def quiet(self) -> "LocalOfferQuerySet":
        """Return what may be shown to somebody who did not ask for help around dying."""
        unsaid = models.Q(record__about_dying__isnull=True)
        return self.filter(unsaid | models.Q(record__about_dying=False))

    def as_offers(self, language: str) -> list[Offer]:
        """Return these as offers, in their order. Decodes the text at once: thousands in a list."""
        rows = self.values_list("pk", Cast("record", models.TextField()))
        return [
            offer_of(OfferRecord.model_validate_json(text), language, key=str(pk), local=True)
            for pk, text in rows
        ]


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
    url = models.CharField(max_length=500, blank=True, default="", db_default="", db_index=True)
    """Its site; so that what is broken is found without reading every record."""

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


class ReportQuerySet(models.QuerySet["Report"]):
    def waiting(self) -> "ReportQuerySet":
        """Return what no editor has dealt with yet, the oldest first."""
        return self.filter(handled_at=None).order_by("at")


class Report(models.Model):
    """That something about an offer is not right, by somebody whom we do not know.

    Either `offer` (local) or `national` (a name in content) says about which offer.
    """

    class Kind(models.TextChoices):
        CONTACT = "contact", _("Het nummer, de mail of de website klopt niet")
        ADDRESS = "address", _("Het adres klopt niet")
        HOURS = "hours", _("De tijden kloppen niet")
        STOPPED = "stopped", _("Dit bestaat niet meer")
        OTHER = "other", _("Iets anders")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    offer = models.ForeignKey(
        LocalOffer, on_delete=models.CASCADE, null=True, related_name="reports"
    )
    national = models.CharField(max_length=80, blank=True, default="")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    sealed = models.BinaryField()
    """What was written, sealed by the host: only editors read it. No name is asked or kept."""

    at = models.DateTimeField()
    handled_at = models.DateTimeField(null=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["handled_at", "at"], name="reports_waiting"),
            models.Index(
                fields=["offer"],
                condition=models.Q(handled_at__isnull=True),
                name="reports_of_an_offer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def words(self) -> str:
        """Return what was written. Raise CannotOpen when it was sealed for another place."""
        return host_open(bytes(self.sealed), place=f"report {self.pk}").decode()

    def seal(self, text: str) -> None:
        """Put in place what was written; saving is the caller's."""
        self.sealed = host_seal(text.encode(), place=f"report {self.pk}")


class KeptOfferQuerySet(models.QuerySet["KeptOffer"]):
    def visible_to(self, person: Person | None) -> "KeptOfferQuerySet":
        """Return what a person kept: the own offers, and nothing else."""
        return self.none() if person is None else self.filter(owner=person.owner)


class KeptOffer(models.Model):
    """An offer that an owner kept: which one, and what they did with it, all sealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, related_name="kept_offers")
    digest = models.CharField(max_length=64)
    """Where the owner finds an offer back; only the owner's key makes it from the offer."""

    sealed = models.BinaryField()
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = KeptOfferQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["owner", "-changed_at"], name="kept_offers_by_change")]
        constraints = [
            models.UniqueConstraint(fields=["owner", "digest"], name="an_offer_kept_once")
        ]

    def __str__(self) -> str:
        return str(self.id)

    def read(self, vault: Vault) -> KeptWords:
        """Return what was kept. Raise CannotOpen when it was sealed for another place."""
        words = vault.open(bytes(self.sealed), record=str(self.pk), field="kept-offer")
        return KeptWords.model_validate_json(words)

    def seal(self, vault: Vault, words: KeptWords) -> None:
        """Put words in place of those that were kept; saving is the caller's."""
        self.sealed = vault.seal(words.padded(), record=str(self.pk), field="kept-offer")


def bytes_of_owner() -> models.Subquery:
    """Return a subquery with the bytes of what an owner kept."""
    mine = KeptOffer.objects.filter(owner=models.OuterRef("pk")).order_by().values("owner")
    return models.Subquery(mine.annotate(total=models.Sum(Length("sealed"))).values("total"))


def latest_change() -> datetime | None:
    """Return when any local offer last changed: what caches and ETags go by."""
    newest: datetime | None = LocalOffer.objects.aggregate(at=models.Max("changed_at"))["at"]
    return newest
