"""What happens to owners: begin, stay longer, be erased; and the turning of the master key."""

import uuid
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from balans.accounts.entry.address import address_of
from balans.accounts.models import Erasing, KeySlot, Owner, Wrapped
from balans.core import keys, mail, vault
from balans.core.vault import Vault

BATCH = 500
ACCOUNT_LIFETIME = timedelta(days=2 * 365)


def guest_lifetime() -> timedelta:
    """Return how long a guest is kept after the last visit."""
    return timedelta(days=settings.GUEST_DAYS)


def lifetime_of(owner: Owner) -> timedelta:
    """Return how long an owner is kept after the last visit."""
    return ACCOUNT_LIFETIME if owner.has_account else guest_lifetime()


@transaction.atomic
def create_guest(*, secret: bytes) -> tuple[KeySlot, Vault]:
    """Make a new private owner for a browser that holds the secret; return the slot it opens."""
    owner_id, now = uuid.uuid4(), timezone.now()
    opened, key = vault.new_vault(str(owner_id), secret)
    owner = Owner.objects.create(
        id=owner_id, created_at=now, seen_at=now, expires_at=now + guest_lifetime()
    )
    slot = KeySlot.objects.create(
        owner=owner,
        kind=KeySlot.Kind.BROWSER,
        lookup=vault.lookup(secret),
        wrapped_key=key.wrapped,
        key_version=key.version,
        created_at=now,
        seen_at=now,
    )
    return slot, opened


@transaction.atomic
def stay_longer(*, slot: KeySlot, now: datetime) -> None:
    """Begin the days anew. Who was erased meanwhile stays erased."""
    owner = slot.owner
    owner.seen_at, owner.expires_at, owner.told = now, now + lifetime_of(owner), 0
    Owner.objects.filter(pk=owner.pk).update(
        seen_at=owner.seen_at, expires_at=owner.expires_at, told=0
    )
    if slot.expires_at is not None:
        slot.expires_at = now + (slot.expires_at - slot.seen_at)
    slot.seen_at = now
    KeySlot.objects.filter(pk=slot.pk).update(seen_at=now, expires_at=slot.expires_at)


@transaction.atomic
def erase_owner(*, owner: Owner) -> None:
    """Destroy the keys, every sealed word and every mail of an owner. Twice changes nothing."""
    forget_mail([owner])
    Owner.objects.filter(pk=owner.pk).delete()
    _then_destroy([owner.pk])


def _then_destroy(owner_ids: Iterable[uuid.UUID]) -> None:
    """Note in this transaction that these anchors must go, and destroy them once it is kept."""
    notes = [Erasing(owner_id=each) for each in owner_ids]
    Erasing.objects.bulk_create(notes, ignore_conflicts=True)
    # When the keys are away, the process beside does it as soon as they are back.
    transaction.on_commit(lambda: finish_erasing(), robust=True)


def finish_erasing() -> int:
    """Destroy the anchors of who was erased; return how many. A crash in between is made good."""
    ids = list(Erasing.objects.values_list("pk", flat=True)[:BATCH])
    for owner_id in ids:
        keys.destroy_anchor(str(owner_id))
    Erasing.objects.filter(pk__in=ids).delete()
    return len(ids)


Addresses = Callable[[Iterable[Owner]], Iterable[str]]
_also_at: list[Addresses] = []


def also_mailed_at(addresses: Addresses) -> Addresses:
    """Register to which other addresses a room writes to owners. Called once, when it is ready."""
    if addresses not in _also_at:
        _also_at.append(addresses)
    return addresses


def forget_mail(owners: Iterable[Owner]) -> None:
    """Take back the mails to owners who are being erased: nobody hears from us after that."""
    known = list(owners)
    found = {to for owner in known if (to := address_of(owner))}
    for addresses in _also_at:
        found.update(addresses(known))
    for to in found:
        mail.forget(to)


def destroy_expired(*, now: datetime | None = None) -> int:
    """Erase every owner whose time is over, a batch at a time; return how many."""
    moment, destroyed = now or timezone.now(), 0
    while ids := list(Owner.objects.expired(moment).values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            forget_mail(Owner.objects.expired(moment).filter(pk__in=ids))
            # Asked again inside the transaction: somebody may have come back in between.
            Owner.objects.expired(moment).filter(pk__in=ids).delete()
            back = set(Owner.objects.filter(pk__in=ids).values_list("pk", flat=True))
            _then_destroy(set(ids) - back)
        destroyed += len(set(ids) - back)
    KeySlot.objects.filter(expires_at__lte=moment).delete()
    return destroyed


def _wrapped_tables() -> Iterable[type[Wrapped]]:
    return (model for model in apps.get_models() if issubclass(model, Wrapped))


def rotate_keys() -> int:
    """Make a new master key and move every wrapped key to it, while people go on working.

    Returns the new version. Interrupted or called twice at once, it leaves everybody readable:
    each row moves in one conditional update, and old keys stay until `retire_keys`.
    """
    version = keys.make_master_key(keys.current_version() + 1)
    for table in _wrapped_tables():
        rows = table._default_manager.exclude(key_version=version)
        for row in rows.iterator(chunk_size=BATCH):
            moved = vault.rewrap(str(row.owner_id), row.key, version)
            table._default_manager.filter(pk=row.pk, key_version=row.key_version).update(
                wrapped_key=moved.wrapped, key_version=moved.version
            )
    return version


def retire_keys() -> list[int]:
    """Destroy the old master keys that nothing needs any more; return their versions."""
    needed = {keys.current_version(), *count_wrapped_by_key(in_use=True)}
    retired = [version for version in keys.key_versions() if version not in needed]
    for version in retired:
        keys.destroy_master_key(version)
    return retired


def key_versions_in_use() -> set[int]:
    """Return which master keys something needs, in one query over all tables."""
    first, *rest = (
        table._default_manager.order_by().values_list("key_version", flat=True).distinct()
        for table in _wrapped_tables()
    )
    return set(first.union(*rest))


def count_wrapped_by_key(*, in_use: bool = False) -> dict[int, int]:
    """Return how many wrapped keys each master key serves; unless `in_use`, zeros as well."""
    counts = {} if in_use else dict.fromkeys(keys.key_versions(), 0)
    for table in _wrapped_tables():
        rows = table._default_manager.values_list("key_version").annotate(rows=Count("pk"))
        for version, number in rows:
            counts[version] = counts.get(version, 0) + number
    return counts
