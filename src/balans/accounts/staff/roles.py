"""Roles: given and taken by the host at the command line, and waiting for who is invited."""

import uuid
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from balans.accounts.entry.address import address_of, lookup_of
from balans.accounts.models import KeySlot, Owner
from balans.accounts.person import Person
from balans.accounts.staff.models import EditorArea, Invitation, Role
from balans.core.vault import host_digest, host_open, host_seal

INVITED = timedelta(days=30)


@dataclass(frozen=True)
class Listed:
    """One role as the host sees it; `waits_until` when nobody took it up yet."""

    address: str
    role: str
    since: datetime
    waits_until: datetime | None = None
    areas: tuple[str, ...] = ()
    """Of an editor the municipalities; an empty one is the whole country."""


def roles_of(person: Person) -> frozenset[str]:
    """Return what a person may do for others; nothing for a carer."""
    return roles_of_owner(person.owner.pk)


def roles_of_owner(owner_id: uuid.UUID) -> frozenset[str]:
    """Return the roles of an owner."""
    return frozenset(Role.objects.filter(owner_id=owner_id).values_list("name", flat=True))


def owner_with(address: str) -> Owner | None:
    """Return whose account opens with an address."""
    slots = KeySlot.objects.alive(timezone.now()).filter(kind=KeySlot.Kind.MAIL)
    slot = slots.filter(lookup=lookup_of(address)).select_related("owner").first()
    return slot.owner if slot else None


def invitations_of(address: str) -> QuerySet[Invitation]:
    """Return the roles that wait for an address."""
    return Invitation.objects.filter(digest=host_digest("invited", address))


@transaction.atomic
def give_role(*, address: str, role: str) -> bool:
    """Give a role, or let it wait for who has no account yet; return whether it was given.

    Twice changes nothing; an invitation then begins its thirty days anew.
    """
    now = timezone.now()
    if (owner := owner_with(address)) is not None:
        Role.objects.get_or_create(owner=owner, name=role, defaults={"given_at": now})
        return True
    digest = host_digest("invited", address)
    Invitation.objects.update_or_create(
        digest=digest,
        role=role,
        defaults={
            "address": host_seal(address.encode(), place=f"invited {digest}"),
            "created_at": now,
            "expires_at": now + INVITED,
        },
    )
    return False


@transaction.atomic
def take_role(*, address: str, role: str = "") -> int:
    """Take a role away, or every role, also one that waits; return how many.

    Who keeps none does not come in through the organisation any more.
    """
    waiting = invitations_of(address)
    owner = owner_with(address)
    given = Role.objects.filter(owner=owner) if owner else Role.objects.none()
    if role:
        waiting, given = waiting.filter(role=role), given.filter(name=role)
    taken = waiting.delete()[0] + given.delete()[0]
    if owner is not None and Role.Name.EDITOR not in roles_of_owner(owner.pk):
        EditorArea.objects.filter(owner=owner).delete()
    if owner is not None and not roles_of_owner(owner.pk):
        KeySlot.objects.filter(owner=owner, kind=KeySlot.Kind.ORGANISATION).delete()
    return taken


@transaction.atomic
def take_up(*, owner: Owner, address: str) -> int:
    """Give an owner the roles that waited for their address, proven now; return how many."""
    now = timezone.now()
    waiting = list(invitations_of(address))
    for each in waiting:
        if each.expires_at > now:
            Role.objects.get_or_create(owner=owner, name=each.role, defaults={"given_at": now})
            for area in each.areas:
                EditorArea.objects.get_or_create(
                    owner=owner, municipality=area, defaults={"given_at": now}
                )
    if waiting:
        invitations_of(address).delete()
    return len(waiting)


def is_expected(address: str) -> bool:
    """Return whether somebody with this address has a role, or is invited to one."""
    if invitations_of(address).filter(expires_at__gt=timezone.now()).exists():
        return True
    owner = owner_with(address)
    return owner is not None and bool(roles_of_owner(owner.pk))


def listed() -> Iterator[Listed]:
    """Yield every role with its address, for the host alone; then those that wait."""
    given = defaultdict[uuid.UUID, list[str]](list)
    for owner_id, area in EditorArea.objects.values_list("owner_id", "municipality"):
        given[owner_id].append(area)
    for role in Role.objects.select_related("owner").order_by("name", "given_at"):
        areas = given[role.owner_id] if role.name == Role.Name.EDITOR else ()
        yield Listed(
            address=address_of(role.owner),
            role=role.name,
            since=role.given_at,
            areas=tuple(sorted(areas)),
        )
    for each in Invitation.objects.order_by("role", "created_at"):
        place = f"invited {each.digest}"
        yield Listed(
            address=host_open(bytes(each.address), place=place).decode(),
            role=each.role,
            since=each.created_at,
            waits_until=each.expires_at,
            areas=tuple(each.areas),
        )


def sweep_invitations(*, now: datetime | None = None) -> int:
    """Forget invitations that nobody took up."""
    removed, _each = Invitation.objects.filter(expires_at__lte=now or timezone.now()).delete()
    return removed
