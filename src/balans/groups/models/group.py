"""A group, who leads it, and how its key is handed on."""

import uuid

from django.db import models

from balans.accounts.models import Owner
from balans.accounts.person import Person
from balans.core.boxes import vault_key
from balans.core.vault import Vault, host_open, host_seal
from balans.groups.models.sealing import host_read, host_sealed
from balans.groups.words import GroupWords, PublicWords, Roster


class Facilitator(models.Model):
    """The own page of somebody who leads groups, as others read it; sealed by the host."""

    owner = models.OneToOneField(
        Owner, on_delete=models.CASCADE, primary_key=True, related_name="facilitator"
    )
    sealed = models.BinaryField()
    logo = models.BinaryField(null=True)
    """The logo of the organisation as a cleaned PNG, sealed by the host."""

    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.pk)

    def read(self) -> PublicWords:
        """Return the page as it is shown."""
        return host_read(PublicWords, bytes(self.sealed), f"facilitator {self.pk}")

    def seal(self, words: PublicWords) -> None:
        """Put words in place; saving is the caller's."""
        self.sealed = host_sealed(words, f"facilitator {self.pk}")

    def read_logo(self) -> bytes | None:
        """Return the logo as PNG, None when there is none."""
        place = f"logo {self.pk}"
        return host_open(bytes(self.logo), place=place) if self.logo is not None else None

    def seal_logo(self, png: bytes | None) -> None:
        """Put a cleaned logo in place; saving is the caller's."""
        self.logo = host_seal(png, place=f"logo {self.pk}") if png is not None else None


class GroupQuerySet(models.QuerySet["Group"]):
    def led_by(self, person: Person | None) -> "GroupQuerySet":
        """Return the groups that a person leads."""
        return self.none() if person is None else self.filter(facilitations__owner=person.owner)

    def joined_by(self, person: Person | None) -> "GroupQuerySet":
        """Return the groups that a person takes part in, or waits for."""
        return self.none() if person is None else self.filter(participations__owner=person.owner)

    def going_on(self) -> "GroupQuerySet":
        """Return the groups that were not stopped."""
        return self.filter(stopped_at=None)


class Group(models.Model):
    """A series of meetings with the same people."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    language = models.CharField(max_length=5, default="nl")
    sealed = models.BinaryField()
    """How it is described, sealed by the host: GroupWords."""

    municipality = models.CharField(max_length=60, blank=True, default="")
    """The slug of the municipality; empty for a group by video."""

    limit = models.PositiveSmallIntegerField(default=12)
    is_listed = models.BooleanField(default=False)
    """Whether anybody may find it and register."""

    code_lookup = models.CharField(max_length=64, unique=True)
    """Digest of the code that one joins by."""

    public_key = models.BinaryField()
    key_number = models.PositiveIntegerField(default=1)
    """Goes up when the group gets new facilitators who could not be handed the private half."""

    sealed_roster = models.BinaryField(null=True)
    """Who is in the group without joining here: Roster, sealed with the group's vault."""

    left = models.PositiveIntegerField(default=0)
    """How many joined and left again: a number, no names."""

    took_part = models.PositiveIntegerField(default=0)
    completed = models.PositiveIntegerField(default=0)
    """How many took part and completed, as counted when attendance was noted last: what is left
    of the sheets once the group has another key."""

    version = models.PositiveIntegerField(default=1)
    """Goes up at every change of the group or its meetings: two facilitators may edit at once."""

    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)
    """When a facilitator stopped the whole series."""

    erase_at = models.DateTimeField(db_index=True)

    objects = GroupQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["municipality"],
                condition=models.Q(is_listed=True),
                name="groups_that_are_listed",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)

    def read(self) -> GroupWords:
        """Return how the group is described."""
        return host_read(GroupWords, bytes(self.sealed), f"group {self.pk}")

    def seal(self, words: GroupWords) -> None:
        """Put a description in place; saving is the caller's."""
        self.sealed = host_sealed(words, f"group {self.pk}")

    def vault(self, private: bytes) -> Vault:
        """Return the vault that the facilitators of this group share."""
        return Vault(owner=str(self.pk), data_key=vault_key(private, "group"))

    def read_roster(self, vault: Vault) -> Roster:
        """Return who is in the group without joining here. Raise CannotOpen."""
        if self.sealed_roster is None:
            return Roster()
        words = vault.open(bytes(self.sealed_roster), record=str(self.pk), field="roster")
        return Roster.model_validate_json(words)

    def seal_roster(self, vault: Vault, roster: Roster) -> None:
        """Put a roster in place; saving is the caller's."""
        words = roster.model_dump_json().encode()
        self.sealed_roster = vault.seal(words, record=str(self.pk), field="roster")


class FacilitationQuerySet(models.QuerySet["Facilitation"]):
    def active(self) -> "FacilitationQuerySet":
        """Return who leads and has the role: who left the organisation is shown to nobody."""
        return self.filter(owner__roles__name="facilitator")


class Facilitation(models.Model):
    """That somebody leads a group, with the private half of its key in their own vault."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="facilitations")
    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, related_name="facilitations")
    sealed_key = models.BinaryField()
    key_number = models.PositiveIntegerField()
    """Which key of the group it is; an older one opens only what was told before."""

    since = models.DateTimeField()

    objects = FacilitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "owner"], name="a_facilitator_once")
        ]

    def __str__(self) -> str:
        return f"{self.group_id} {self.owner_id}"

    def private_key(self, vault: Vault) -> bytes:
        """Return the private half of the group's key. Raise CannotOpen."""
        record = str(self.group_id)
        return vault.open(bytes(self.sealed_key), record=record, field="group key")

    def seal_key(self, vault: Vault, private: bytes) -> None:
        """Keep the private half in the facilitator's own vault; saving is the caller's."""
        self.sealed_key = vault.seal(private, record=str(self.group_id), field="group key")


class Handover(models.Model):
    """A link by which one facilitator lets another lead along; works once, for a few days."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="handovers")
    lookup = models.CharField(max_length=64, unique=True)
    sealed_key = models.BinaryField()
    """The private half of the group's key, sealed with the secret in the link."""

    key_number = models.PositiveIntegerField()
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.group_id} until {self.expires_at:%Y-%m-%d}"
