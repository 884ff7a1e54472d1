"""Who is here: an owner, known by a secret that only their browser holds."""

import base64
import binascii
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError
from django.http import HttpRequest
from django.utils import timezone

from balans.accounts.actions import create_guest, stay_longer
from balans.accounts.entry import limits
from balans.accounts.models import KeySlot, Owner
from balans.core.vault import CannotOpen, Vault, host_digest, lookup, new_secret, open_vault

SECRET_BYTES = 32
TOUCH_EVERY = timedelta(hours=1)
GUESTS = 300
"""How many may begin in an hour from one network address: a library or a home shares one."""
ONE_DAY = timedelta(days=1)
SAME_CLICK = timedelta(seconds=30)
_UNREAD = object()


class TooManyGuests(Exception):
    """More people began from one network address than there can be."""


@dataclass(frozen=True)
class Person:
    """An owner who is here now, with the vault open; `slot` is how they came in."""

    owner: Owner
    vault: Vault
    slot: KeySlot
    read: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    """What rooms read for this request, by name; who writes takes what is no longer so out."""

    @property
    def has_account(self) -> bool:
        return self.owner.has_account

    @property
    def is_on_shared_device(self) -> bool:
        """Return whether this browser is somebody else's too, and keeps its way in for hours."""
        end = self.slot.expires_at
        return end is not None and end - self.slot.seen_at <= ONE_DAY


def write_cookie(secret: bytes) -> str:
    """Return a secret as it stands in the cookie."""
    return base64.urlsafe_b64encode(secret).rstrip(b"=").decode()


def read_cookie(text: str) -> bytes | None:
    """Return the secret in a cookie, None for anything else."""
    try:
        secret = base64.urlsafe_b64decode(text.encode("ascii") + b"=")
    except (ValueError, binascii.Error):
        return None
    return secret if len(secret) == SECRET_BYTES else None


def person_of(request: HttpRequest) -> Person | None:
    """Return the person behind a request; None when new, unknown, expired or the key is gone.

    Moves the end of their days along, at most once an hour.
    """
    known = getattr(request, "balans_person", _UNREAD)
    if known is _UNREAD:
        known = _find(request)
        request.balans_person = known  # type: ignore[attr-defined]
    return known  # type: ignore[return-value]


def _find(request: HttpRequest) -> Person | None:
    secret = read_cookie(request.COOKIES.get(settings.KEY_COOKIE, ""))
    if secret is None:
        return None
    now = timezone.now()
    slot = _slot_of(secret, now)
    if slot is None:
        return None
    try:
        vault = open_vault(str(slot.owner_id), secret, slot.key)
    except CannotOpen:
        return None
    if now - slot.seen_at > TOUCH_EVERY:
        stay_longer(slot=slot, now=now)
        request.balans_secret = secret  # type: ignore[attr-defined]
    return Person(owner=slot.owner, vault=vault, slot=slot)


def _slot_of(secret: bytes, now: datetime) -> KeySlot | None:
    """Return the living way in of a browser. Every personal page asks this: in few steps."""
    slots = KeySlot.objects.select_related("owner")
    try:
        slot = slots.get(kind=KeySlot.Kind.BROWSER, lookup=lookup(secret))
    except KeySlot.DoesNotExist:
        return None
    return slot if slot.is_alive(now) else None


def new_form() -> str:
    """Return what marks one form of a page, so that sending it twice makes one guest."""
    return write_cookie(new_secret())


def person_for(request: HttpRequest, *, form: str = "") -> Person:
    """Return the person behind a request; make one when there is none.

    `form` is the mark of the form that was sent (`new_form`): a double click is one guest. The
    middleware then sends the secret to the browser. Raise TooManyGuests when so many began from
    one network address that it looks like a machine.
    """
    if (person := person_of(request)) is not None:
        return person
    secret = _secret_for(form)
    if (person := _begun_with(request, secret)) is not None:
        return person
    place = limits.from_where(request)
    if limits.is_of_one_network(place) and not limits.allow("guests from", place, most=GUESTS):
        raise TooManyGuests
    try:
        slot, vault = create_guest(secret=secret)
    except IntegrityError:
        # The other click was a moment before.
        if (person := _begun_with(request, secret)) is None:
            raise
        return person
    return _enter(request, Person(owner=slot.owner, vault=vault, slot=slot), secret)


def _secret_for(form: str) -> bytes:
    """Return the secret of the guest that a form makes: only with our own key does it follow from
    the mark. A form that made one a while ago makes somebody else: whoever sits there now."""
    if read_cookie(form) is None:
        return new_secret()
    secret = bytes.fromhex(host_digest("a guest of one form", form))
    slot = KeySlot.objects.filter(lookup=lookup(secret)).first()
    is_old = slot is not None and timezone.now() - slot.created_at > SAME_CLICK
    return new_secret() if is_old else secret


def begun_by(request: HttpRequest, form: str) -> Person | None:
    """Return the guest whom the other click on this form made a moment ago; None for none."""
    return _begun_with(request, _secret_for(form))


def _begun_with(request: HttpRequest, secret: bytes) -> Person | None:
    slot = _slot_of(secret, timezone.now())
    if slot is None:
        return None
    vault = open_vault(str(slot.owner_id), secret, slot.key)
    return _enter(request, Person(owner=slot.owner, vault=vault, slot=slot), secret)


def _enter(request: HttpRequest, person: Person, secret: bytes) -> Person:
    request.balans_person = person  # type: ignore[attr-defined]
    request.balans_secret = secret  # type: ignore[attr-defined]
    return person
