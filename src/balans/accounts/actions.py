"""What happens to owners: begin, stay longer, be erased; and the turning of the master key."""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from balans.accounts.models import Owner
from balans.core import vault
from balans.core.vault import Vault

BATCH = 500


def guest_lifetime() -> timedelta:
    """Return how long a guest is kept after the last visit."""
    return timedelta(days=settings.GUEST_DAYS)


def create_guest(*, secret: bytes) -> tuple[Owner, Vault]:
    """Make a new private owner for a browser that holds the secret."""
    owner_id, now = uuid.uuid4(), timezone.now()
    opened, key = vault.new_vault(str(owner_id), secret)
    owner = Owner.objects.create(
        id=owner_id,
        lookup=vault.lookup(secret),
        wrapped_key=key.wrapped,
        key_version=key.version,
        created_at=now,
        seen_at=now,
        expires_at=now + guest_lifetime(),
    )
    return owner, opened


def extend_guest(*, owner: Owner, now: datetime) -> None:
    """Begin the seven days anew. A guest who was erased meanwhile stays erased."""
    owner.seen_at, owner.expires_at = now, now + guest_lifetime()
    Owner.objects.filter(pk=owner.pk).update(seen_at=owner.seen_at, expires_at=owner.expires_at)


@transaction.atomic
def erase_owner(*, owner: Owner) -> None:
    """Destroy the key and every sealed word of an owner. Twice changes nothing."""
    Owner.objects.filter(pk=owner.pk).delete()


def destroy_expired_guests(*, now: datetime | None = None) -> int:
    """Erase every guest whose days are over, a batch at a time; return how many."""
    moment, destroyed = now or timezone.now(), 0
    while ids := list(Owner.objects.expired(moment).values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            # Asked again inside the transaction: a guest may have come back in between.
            Owner.objects.expired(moment).filter(pk__in=ids).delete()
        destroyed += len(ids)
    return destroyed


def rotate_keys() -> int:
    """Make a new master key and move every owner to it, while people go on working.

    Returns the new version. Interrupted or called twice at once, it leaves every owner readable:
    each row moves in one conditional update, and old keys stay until `retire_keys`.
    """
    version = vault.make_master_key(vault.current_version() + 1)
    for owner in Owner.objects.exclude(key_version=version).iterator(chunk_size=BATCH):
        moved = vault.rewrap(str(owner.pk), owner.key, version)
        Owner.objects.filter(pk=owner.pk, key_version=owner.key_version).update(
            wrapped_key=moved.wrapped, key_version=moved.version
        )
    return version


def retire_keys() -> list[int]:
    """Destroy the old master keys that no owner needs any more; return their versions."""
    needed = {vault.current_version(), *Owner.objects.values_list("key_version", flat=True)}
    retired = [version for version in vault.key_versions() if version not in needed]
    for version in retired:
        vault.destroy_master_key(version)
    return retired


def count_owners_by_key() -> dict[int, int]:
    """Return how many owners each master key serves, for every key that is there."""
    rows = Owner.objects.values_list("key_version").annotate(owners=Count("pk"))
    return {**dict.fromkeys(vault.key_versions(), 0), **dict(rows)}
