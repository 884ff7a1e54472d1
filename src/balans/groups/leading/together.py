"""Leading together: a link that hands on the key once, and leading no more."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from balans.accounts.entry.address import address_of
from balans.accounts.person import Person, read_cookie
from balans.core.boxes import vault_key
from balans.core.vault import CannotOpen, Vault, host_digest, lookup
from balans.groups.leading.appointing import new_key, without_leader
from balans.groups.models import Facilitation, Group, Handover
from balans.groups.opened import Led

GOOD_FOR = timedelta(days=7)
MOST_OPEN = 10


@dataclass(frozen=True)
class Offered:
    """A handover that a link opens, and what it brings."""

    handover: Handover
    group: Group
    private: bytes | None
    """The private half of the group's key; None for who is appointed, and brings a new one."""


def _vault(group: Group, secret: bytes) -> Vault:
    return Vault(owner=str(group.pk), data_key=vault_key(secret, "handover"))


@transaction.atomic
def offer(*, here: Led, secret: bytes) -> Handover | None:
    """Make a link with this secret by which somebody may lead along; the same secret is one link.

    None when ten are open already, or when this facilitator has an older key only.
    """
    group = Group.objects.select_for_update().get(pk=here.group.pk)
    known = Handover.objects.filter(lookup=lookup(secret), group=group).first()
    is_old = here.facilitation.key_number != group.key_number
    if known is not None or is_old or open_ones(group).count() >= MOST_OPEN:
        return known
    now, place = timezone.now(), lookup(secret)
    sealed = _vault(group, secret).seal(here.private, record=place, field="handover")
    return Handover.objects.create(
        group=group,
        lookup=place,
        sealed_key=sealed,
        key_number=group.key_number,
        created_at=now,
        expires_at=now + GOOD_FOR,
    )


def open_ones(group: Group) -> QuerySet[Handover]:
    """Return the links of a group that still work."""
    return Handover.objects.filter(
        group=group, expires_at__gt=timezone.now(), key_number=group.key_number
    )


def withdraw_all(*, here: Led) -> int:
    """Let no link that is open work any more; return how many there were."""
    removed, _each = Handover.objects.filter(group=here.group).delete()
    return removed


def appointed_lookup(secret: bytes, address: str) -> str:
    """Return where the link of an appointment is found: it opens for one address alone."""
    return host_digest("appointed to lead", f"{lookup(secret)} {address}")


def offered(*, person: Person, token: str) -> Offered | None:
    """Return what a link brings to this person; None for one that does not work (any more)."""
    secret = read_cookie(token)
    if secret is None:
        return None
    places = [lookup(secret), appointed_lookup(secret, address_of(person.owner))]
    rows = Handover.objects.filter(lookup__in=places, expires_at__gt=timezone.now())
    found = rows.select_related("group").first()
    if found is None or found.key_number != found.group.key_number:
        return None
    if not found.sealed_key:
        return Offered(handover=found, group=found.group, private=None)
    try:
        vault = _vault(found.group, secret)
        private = vault.open(bytes(found.sealed_key), record=found.lookup, field="handover")
    except CannotOpen:
        return None
    return Offered(handover=found, group=found.group, private=private)


@transaction.atomic
def take_up(*, person: Person, offer: Offered) -> bool:
    """Let somebody lead along. False when another click, or person, took the link up before.

    Who was appointed comes too late when somebody leads the group again.
    """
    used, _each = Handover.objects.filter(pk=offer.handover.pk).delete()
    if not used:
        return False
    if offer.private is None:
        is_free = without_leader().filter(pk=offer.group.pk).exists()
        return is_free and bool(new_key(offer.group, person))
    known = Facilitation.objects.filter(group=offer.group, owner=person.owner).first()
    leading = known or Facilitation(group=offer.group, owner=person.owner, since=timezone.now())
    leading.key_number = offer.handover.key_number
    leading.seal_key(person.vault, offer.private)
    leading.save()
    return True


@transaction.atomic
def stop_leading(*, here: Led) -> None:
    """Lead a group no more: the key is gone from this facilitator's vault. Links they made stay."""
    Facilitation.objects.filter(pk=here.facilitation.pk).delete()


def sweep_handovers(*, now: datetime | None = None) -> int:
    """Remove links whose days are over; return how many."""
    removed, _each = Handover.objects.filter(expires_at__lte=now or timezone.now()).delete()
    return removed
