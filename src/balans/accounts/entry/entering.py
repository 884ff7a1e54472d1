"""Coming in: a guest becomes an account, an account opens on one more browser."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from balans.accounts.actions import ACCOUNT_LIFETIME, erase_owner, lifetime_of
from balans.accounts.entry.address import lookup_of, sealed_address, secret_of
from balans.accounts.entry.passwords import move_password
from balans.accounts.entry.slots import Way, add_slot
from balans.accounts.models import KeySlot, Owner
from balans.accounts.person import Person
from balans.accounts.returning import move_over
from balans.accounts.staff.roles import take_up
from balans.core import vault
from balans.core.keys import has_anchor
from balans.core.vault import Vault

OWN_DEVICE = timedelta(days=180)
SHARED_DEVICE = timedelta(hours=2)


@dataclass(frozen=True)
class Browser:
    """The browser that somebody comes in with: in words, and whether others use it too."""

    device: str
    is_shared: bool = False
    language: str = "nl"


@dataclass(frozen=True)
class Entered:
    """Somebody came in: who, and the secret for the cookie of this browser."""

    person: Person
    secret: bytes
    is_new: bool


@transaction.atomic
def open_browser(*, owner: Owner, opened: Vault, browser: Browser, is_new: bool = False) -> Entered:
    """Let one more browser in, with a fresh secret, and begin the owner's two years anew."""
    secret, now = vault.new_secret(), timezone.now()
    slot = add_slot(
        owner=owner,
        opened=opened,
        way=Way(
            kind=KeySlot.Kind.BROWSER,
            secret=secret,
            lookup=vault.lookup(secret),
            about={"device": browser.device},
        ),
        expires_in=SHARED_DEVICE if browser.is_shared else OWN_DEVICE,
    )
    owner.seen_at, owner.expires_at, owner.told = now, now + lifetime_of(owner), 0
    owner.language = browser.language
    owner.save(update_fields=["seen_at", "expires_at", "told", "language"])
    return Entered(Person(owner=owner, vault=opened, slot=slot), secret=secret, is_new=is_new)


@transaction.atomic
def renew_browser(*, person: Person) -> bytes:
    """Return a fresh secret for the browser of a person; the one before opens nothing any more."""
    secret = vault.new_secret()
    key, slot = vault.wrap(person.vault, secret), person.slot
    slot.lookup, slot.wrapped_key, slot.key_version = vault.lookup(secret), key.wrapped, key.version
    slot.save(update_fields=["lookup", "wrapped_key", "key_version"])
    return secret


@transaction.atomic
def replace_browser(*, before: Person, entered: Entered) -> None:
    """End the way in that this browser had, when somebody came in once more.

    A second step that the same person gave in it still counts.
    """
    slot = entered.person.slot
    if before.owner.pk == entered.person.owner.pk:
        slot.second_step_at = slot.second_step_at or before.slot.second_step_at
        slot.save(update_fields=["second_step_at"])
    KeySlot.objects.filter(pk=before.slot.pk).delete()


@transaction.atomic
def end_browsers(*, owner: Owner | None = None) -> int:
    """End every browser of an account, or of all accounts; return how many.

    What they keep stays, behind their other ways in. A guest's browser is the only key: it stays.
    """
    slots = KeySlot.objects.filter(kind=KeySlot.Kind.BROWSER).exclude(owner__account_since=None)
    ended, _each = (slots.filter(owner=owner) if owner else slots).delete()
    return ended


@transaction.atomic
def lend_device(*, slot: KeySlot) -> None:
    """Let a browser's way in end a few hours after the last visit. Twice changes nothing.

    Of a guest it is the only way in: what they wrote is then closed to everybody.
    """
    now = timezone.now()
    slot.seen_at, slot.expires_at = now, now + SHARED_DEVICE
    KeySlot.objects.filter(pk=slot.pk).update(seen_at=slot.seen_at, expires_at=slot.expires_at)


@transaction.atomic
def become_account(*, guest: Person | None) -> tuple[Owner, Vault]:
    """Make the guest an account, or a new account when nobody is here; return it, opened.

    The slot of the guest's cookie goes: it was made without an anchor.
    """
    now = timezone.now()
    if guest is not None and not guest.has_account:
        owner, opened = guest.owner, guest.vault
        KeySlot.objects.filter(owner=owner, kind=KeySlot.Kind.BROWSER).delete()
    else:
        owner_id = uuid.uuid4()
        opened, _key = vault.new_vault(str(owner_id), vault.new_secret())
        owner = Owner(id=owner_id, created_at=now)
    owner.account_since, owner.seen_at, owner.expires_at = now, now, now + ACCOUNT_LIFETIME
    owner.save()
    return owner, opened


def enter_with_address(*, address: str, guest: Person | None, browser: Browser) -> Entered:
    """Come in with an address that was just proven: open its account, or make one.

    What a guest wrote in this browser goes along into the account.
    """
    entered = open_or_make(address, guest, browser)
    take_over(guest=guest, into=entered.person)
    return entered


def open_or_make(address: str, guest: Person | None, browser: Browser) -> Entered:
    """Open the account of a proven address, or make it. Two at the same moment make one."""
    try:
        return _open_or_make(address, guest, browser)
    except IntegrityError:
        # Somebody else made it between our looking and our making: now it is there.
        return _open_or_make(address, guest, browser)


@transaction.atomic
def _open_or_make(address: str, guest: Person | None, browser: Browser) -> Entered:
    if (found := open_by(lookup_of(address), secret_of(address))) is not None:
        owner, opened = found
        take_up(owner=owner, address=address)
        return open_browser(owner=owner, opened=opened, browser=browser)
    owner, opened = become_account(guest=guest)
    give_address(owner=owner, opened=opened, address=address)
    return open_browser(owner=owner, opened=opened, browser=browser, is_new=True)


def open_by(lookup: str, secret: bytes) -> tuple[Owner, Vault] | None:
    """Return the owner behind a way in, opened. Whose time is over is gone, and makes room.

    So does whoever was erased and came back with an old backup of the database.
    """
    slot = KeySlot.objects.filter(lookup=lookup).select_related("owner").first()
    if slot is None:
        return None
    owner = slot.owner
    if owner.expires_at <= timezone.now() or not has_anchor(str(owner.pk)):
        erase_owner(owner=slot.owner)
        return None
    return slot.owner, vault.open_vault(str(slot.owner_id), secret, slot.key)


@transaction.atomic
def give_address(*, owner: Owner, opened: Vault, address: str) -> None:
    """Let a proven address open the account, not the one before. Raise IntegrityError when taken.

    Roles that waited for this address are given.
    """
    KeySlot.objects.filter(owner=owner, kind=KeySlot.Kind.MAIL).delete()
    add_slot(
        owner=owner,
        opened=opened,
        way=Way(
            kind=KeySlot.Kind.MAIL,
            secret=secret_of(address),
            lookup=lookup_of(address),
            about={},
        ),
    )
    move_password(owner=owner, address=address)
    owner.address = sealed_address(owner, address)
    owner.save(update_fields=["address"])
    take_up(owner=owner, address=address)


def take_over(*, guest: Person | None, into: Person) -> int:
    """Move what a guest wrote in this browser into an account; return how many things."""
    if guest is None or guest.has_account or guest.owner.pk == into.owner.pk:
        return 0
    return move_over(origin=guest, into=into, language=into.owner.language)
