"""Leaving: erased at once, after a fortnight's thought, or after two unused years."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from balans.accounts.actions import erase_owner
from balans.accounts.entry import letters
from balans.accounts.models import KeySlot, Owner, Share
from balans.accounts.person import Person

FORTNIGHT = timedelta(days=14)
TELL_BEFORE = (timedelta(days=60), timedelta(days=14))
"""How long before an unused account ends we write: twice."""


@transaction.atomic
def leave_later(*, owner: Owner) -> None:
    """Have everything erased in a fortnight, and say so by mail. Twice changes nothing."""
    moment = timezone.now() + FORTNIGHT
    if not Owner.objects.filter(pk=owner.pk, leaves_at=None).update(leaves_at=moment):
        return
    owner.leaves_at = moment
    with letters.in_language_of(owner):
        letters.tell_owner(owner, "leaving", letters.leaving(moment))


@transaction.atomic
def stay(*, owner: Owner) -> None:
    """Keep everything after all."""
    Owner.objects.filter(pk=owner.pk).update(leaves_at=None)
    owner.leaves_at = None


@transaction.atomic
def leave_device(*, person: Person) -> bool:
    """End this browser's way in; return whether everything was erased with it.

    An account stays. A guest has no other way in, so all of it is erased at once; unless a link
    still shows something, which then lasts as long as the link and opens nothing else.
    """
    shares = Share.objects.open(timezone.now()).filter(owner=person.owner)
    if person.has_account or shares.exists():
        KeySlot.objects.filter(pk=person.slot.pk).delete()
        return False
    erase_owner(owner=person.owner)
    return True


def erase_who_left(*, now: datetime | None = None) -> int:
    """Erase everybody whose fortnight is over; return how many."""
    moment, erased = now or timezone.now(), 0
    for owner in Owner.objects.filter(leaves_at__lte=moment):
        with transaction.atomic():
            # Asked again inside the transaction: somebody may have stayed in between.
            if Owner.objects.filter(pk=owner.pk, leaves_at__lte=moment).exists():
                erase_owner(owner=owner)
                erased += 1
    return erased


def tell_unused(*, now: datetime | None = None) -> int:
    """Write to everybody whose account ends soon, twice each; return how many letters."""
    moment, written = now or timezone.now(), 0
    for turn, before in enumerate(TELL_BEFORE):
        ending = Owner.objects.accounts().filter(expires_at__lte=moment + before, told__lte=turn)
        for owner in ending.filter(expires_at__gt=moment):
            written += _tell_unused(owner, turn)
    return written


@transaction.atomic
def _tell_unused(owner: Owner, turn: int) -> int:
    if not Owner.objects.filter(pk=owner.pk, told__lte=turn).update(told=turn + 1):
        return 0
    once = f"unused {owner.pk} {owner.expires_at:%Y-%m-%d} {turn}"
    with letters.in_language_of(owner):
        words = letters.unused(owner.expires_at)
        return int(letters.tell_owner(owner, "unused", words, once=once))
