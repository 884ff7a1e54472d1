"""Owners of personal words, the key slots through which their vault opens, and what they share."""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models

from balans.accounts.shares.sharing import About, Greeting, State, Who, earliest
from balans.core.vault import Vault, WrappedKey

if TYPE_CHECKING:
    from balans.accounts.person import Person


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
        """Return who has an account, put so that the index of accounts serves."""
        return self.filter(account_since__isnull=False)


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
    """How to be called and for whom one cares, sealed by the owner (accounts/place/profile.py)."""

    opened_profile: Any = None
    """The profile, opened for this request only; not a column."""

    told = models.PositiveSmallIntegerField(default=0)
    """How often we wrote that an unused account will be erased."""

    leaves_at = models.DateTimeField(null=True, db_index=True)
    """When everything is erased because the owner asked so, after a fortnight's thought."""

    objects = OwnerQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["expires_at"],
                condition=models.Q(account_since__isnull=False),
                name="accounts_by_end",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def has_account(self) -> bool:
        return self.account_since is not None


class Erasing(models.Model):
    """The note that an owner was erased and the anchor must follow; gone once it is destroyed.

    So an anchor dies only because its owner did, never because another database was put in place.
    """

    owner_id = models.UUIDField(primary_key=True)

    def __str__(self) -> str:
        return str(self.owner_id)


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

    def is_alive(self, now: datetime) -> bool:
        """Return whether it still opens: neither its time nor its owner's is over."""
        ends = min(filter(None, (self.expires_at, self.owner.expires_at)))
        return ends > now


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


class ShareQuerySet(models.QuerySet["Share"]):
    def visible_to(self, person: "Person | None") -> "ShareQuerySet":
        """Return what a person shares; whoever holds a link comes by its secret alone."""
        return self.none() if person is None else self.filter(owner=person.owner)

    def open(self, now: datetime) -> "ShareQuerySet":
        """Return the shares whose link works now."""
        return self.filter(models.Q(ends_at=None) | models.Q(ends_at__gt=now)).filter(
            withdrawn_at=None, owner__expires_at__gt=now
        )

    def to_close(self, now: datetime) -> "ShareQuerySet":
        """Return the shares whose time is over and whose key is still there."""
        return self.filter(is_closed=False, ends_at__lte=now)


class Share(Wrapped):
    """One thing that its owner shares: the key of that part, wrapped with the secret of a link."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, related_name="shares")
    room = models.CharField(max_length=20)
    record = models.CharField(max_length=64)
    lookup = models.CharField(max_length=64, unique=True)
    about = models.BinaryField()
    """What it is and for whom, sealed by the owner."""

    greeting = models.BinaryField()
    """Who shares it, sealed with the key of the part."""

    created_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, db_index=True)
    withdrawn_at = models.DateTimeField(null=True)
    is_closed = models.BooleanField(default=False)
    """Whether its key was written over: nothing can open the link again."""

    objects = ShareQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["owner", "room", "record"]),
            models.Index(
                fields=["ends_at"],
                condition=models.Q(is_closed=False),
                name="shares_to_close",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def until(self) -> datetime | None:
        """When it ends at the latest: when its owner chose, or when the owner's days are over.

        The two years of an account are no end that one counts on: they begin anew at every visit.
        """
        guest_ends = None if self.owner.has_account else self.owner.expires_at
        return earliest(self.ends_at, guest_ends, self.owner.leaves_at)

    def state(self, now: datetime) -> State:
        """Return whether the link works, its time is over, or its owner stopped it."""
        if self.withdrawn_at is not None:
            return "withdrawn"
        return "ended" if self.ends_at is not None and self.ends_at <= now else "open"

    def describe(self, vault: Vault, about: About, greeting: Greeting) -> None:
        """Put in place what it is and who shares it; saving is the caller's."""
        words, place = about.model_dump_json().encode(), str(self.pk)
        self.about = vault.seal(words, record=place, field="about")
        words = greeting.model_dump_json().encode()
        self.greeting = vault.within(about.part).seal(words, record=place, field="greeting")

    def read_about(self, vault: Vault) -> About:
        """Return what it is and for whom, with the owner's vault."""
        words = vault.open(bytes(self.about), record=str(self.pk), field="about")
        return About.model_validate_json(words)

    def read_greeting(self, part: Vault) -> Greeting:
        """Return who shares it, with the key of the part."""
        words = part.open(bytes(self.greeting), record=str(self.pk), field="greeting")
        return Greeting.model_validate_json(words)


class Look(models.Model):
    """One time that somebody looked at what was shared."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    share = models.ForeignKey(Share, on_delete=models.CASCADE, related_name="looks")
    at = models.DateTimeField()
    sealed = models.BinaryField()
    """Who it was, as they say, and the kind of device; sealed with the key of the part."""

    class Meta:
        ordering = ("-at",)
        indexes = [models.Index(fields=["share", "-at"])]

    def __str__(self) -> str:
        return str(self.id)

    def read(self, part: Vault) -> Who:
        """Return who looked, with the key of the part."""
        words = part.open(bytes(self.sealed), record=str(self.pk), field="who")
        return Who.model_validate_json(words)

    def seal(self, part: Vault, who: Who) -> None:
        """Put in place who looked; saving is the caller's."""
        words = who.model_dump_json().encode()
        self.sealed = part.seal(words, record=str(self.pk), field="who")
