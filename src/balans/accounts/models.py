"""Owners of personal words, and the key slots through which their vault opens."""

import uuid
from datetime import datetime
from typing import Any

from django.db import models

from balans.core.vault import WrappedKey


class Wrapped(models.Model):
    """A row that holds a wrapped key; the turning of the master key finds every such table."""

    owner_id: uuid.UUID
    wrapped_key = models.BinaryField()
    key_version = models.PositiveIntegerField(db_index=True)

    class Meta:
        abstract = True

    @property
    def key(self) -> WrappedKey:
        return WrappedKey(version=self.key_version, wrapped=bytes(self.wrapped_key))


class OwnerQuerySet(models.QuerySet["Owner"]):
    def alive(self, now: datetime) -> "OwnerQuerySet":
        """Return the owners whose time is not over."""
        return self.filter(expires_at__gt=now)

    def expired(self, now: datetime) -> "OwnerQuerySet":
        return self.filter(expires_at__lte=now)

    def guests(self) -> "OwnerQuerySet":
        return self.filter(account_since=None)

    def accounts(self) -> "OwnerQuerySet":
        return self.exclude(account_since=None)


class Owner(models.Model):
    """A guest or somebody with an account: whose words are sealed with one data key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    account_since = models.DateTimeField(null=True)
    language = models.CharField(max_length=5, default="nl")
    """The language to write in."""

    address = models.BinaryField(null=True)
    """Where mail goes, sealed by the host; none for a guest and for who gave none."""

    profile = models.BinaryField(null=True)
    """How to be called and for whom one cares, sealed by the owner (accounts/profile.py)."""

    opened_profile: Any = None
    """The profile, opened for this request only; not a column."""

    told = models.PositiveSmallIntegerField(default=0)
    """How often we wrote that an unused account will be erased."""

    leaves_at = models.DateTimeField(null=True, db_index=True)
    """When everything is erased because the owner asked so, after a fortnight's thought."""

    objects = OwnerQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.id)

    @property
    def has_account(self) -> bool:
        return self.account_since is not None


class SlotQuerySet(models.QuerySet["KeySlot"]):
    def alive(self, now: datetime) -> "SlotQuerySet":
        """Return the slots that still open: neither they nor their owner's time is over."""
        return self.filter(models.Q(expires_at=None) | models.Q(expires_at__gt=now)).filter(
            owner__expires_at__gt=now
        )


class KeySlot(Wrapped):
    """One way to open an owner's vault: the data key, wrapped with the secret of that way."""

    class Kind(models.TextChoices):
        BROWSER = "browser"
        """The cookie of one browser: a guest's, or that of somebody who is signed in."""
        MAIL = "mail"
        PASSKEY = "passkey"
        PASSWORD = "password"
        RECOVERY = "recovery"
        ORGANISATION = "organisation"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, related_name="slots")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    lookup = models.CharField(max_length=64, unique=True)
    """Where the slot is found; follows from its secret, never the other way round."""

    about = models.BinaryField(null=True)
    """What belongs to this way in (which device, a passkey's public key), sealed by the owner."""

    created_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, db_index=True)
    second_step_at = models.DateTimeField(null=True)
    """When the person in this browser last gave a second factor."""

    objects = SlotQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["owner", "kind"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class Challenge(models.Model):
    """Something that was asked of one browser and must come back soon: a code, a passkey's answer.

    Found by a secret in that browser's cookie, so that nobody answers from somewhere else.
    """

    lookup = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(max_length=12)
    sealed = models.BinaryField()
    """What belongs to it (the address, where to go on), sealed by the host."""

    answer = models.CharField(max_length=64, blank=True)
    """Digest of the code that is expected."""

    letter = models.UUIDField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk}"


class Count(models.Model):
    """How often something was tried in a window of time, under a digest."""

    key = models.CharField(max_length=64, unique=True)
    number = models.PositiveIntegerField()
    ends_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.number} until {self.ends_at:%H:%M}"
