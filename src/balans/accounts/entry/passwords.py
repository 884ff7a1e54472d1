"""A password, for who wants one. It is kept nowhere: it opens the vault or it does not."""

import uuid

from argon2.low_level import Type, hash_secret_raw
from django.db import transaction
from django.utils import timezone

from balans.accounts.entry.guessing import is_easy
from balans.accounts.entry.slots import Way, add_slot
from balans.accounts.models import KeySlot, Owner
from balans.accounts.person import Person
from balans.core import vault
from balans.core.vault import CannotOpen, Vault, host_digest

LEAST_LETTERS = 10
MOST_LETTERS = 200
NOBODY = uuid.UUID(int=0)


class PasswordRefused(ValueError):
    """The password is too easy to guess; `why` is "short", "long" or "common"."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def checked(password: str, address: str = "") -> str:
    """Return the password as it is kept in mind. Raise PasswordRefused.

    Length is what counts; no rules about signs (NIST SP 800-63B).
    """
    if len(password) < LEAST_LETTERS:
        raise PasswordRefused("short")
    if len(password) > MOST_LETTERS:
        raise PasswordRefused("long")
    if is_easy(password, address):
        raise PasswordRefused("common")
    return password


def _lookup(address: str) -> str:
    return host_digest("password lookup", address)


def _secret(slot_id: uuid.UUID, password: str) -> bytes:
    """Return what a password opens with. 46 MiB and one round: some 60 ms, measured (stack)."""
    return hash_secret_raw(
        password.encode()[: 4 * MOST_LETTERS],
        bytes.fromhex(host_digest("password salt", str(slot_id))),
        time_cost=1,
        memory_cost=46 * 1024,
        parallelism=1,
        hash_len=32,
        type=Type.ID,
    )


@transaction.atomic
def set_password(*, person: Person, address: str, password: str) -> None:
    """Let a password open the account, in place of the one it had. Raise PasswordRefused."""
    slot_id = uuid.uuid4()
    secret = _secret(slot_id, checked(password, address))
    remove_password(person=person)
    way = Way(
        kind=KeySlot.Kind.PASSWORD, secret=secret, lookup=_lookup(address), about={}, id=slot_id
    )
    add_slot(owner=person.owner, opened=person.vault, way=way)


@transaction.atomic
def remove_password(*, person: Person) -> None:
    """Let no password open the account. Twice changes nothing."""
    KeySlot.objects.filter(owner=person.owner, kind=KeySlot.Kind.PASSWORD).delete()


def move_password(*, owner: Owner, address: str) -> None:
    """Let the password be found under another address."""
    slots = KeySlot.objects.filter(owner=owner, kind=KeySlot.Kind.PASSWORD)
    slots.update(lookup=_lookup(address))


def open_with_password(address: str, password: str) -> tuple[Owner, Vault] | None:
    """Return the owner behind address and password, opened; None when they do not fit.

    An address that nobody has costs the same time.
    """
    slots = KeySlot.objects.alive(timezone.now()).filter(lookup=_lookup(address))
    slot = slots.select_related("owner").first()
    secret = _secret(slot.pk if slot else NOBODY, password)
    if slot is None:
        return None
    try:
        return slot.owner, vault.open_vault(str(slot.owner_id), secret, slot.key)
    except CannotOpen:
        return None
