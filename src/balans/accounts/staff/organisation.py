"""Coming in through an organisation: only who was invited, and from then on as one and the same."""

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balans.accounts.entry import letters
from balans.accounts.entry.address import NoAddress, address_of, normalised
from balans.accounts.entry.entering import (
    Browser,
    Entered,
    open_browser,
    open_by,
    open_or_make,
    take_over,
)
from balans.accounts.entry.slots import Way, add_slot
from balans.accounts.models import KeySlot
from balans.accounts.person import Person
from balans.accounts.staff import id_token, openid
from balans.accounts.staff.id_token import Expected
from balans.accounts.staff.openid import NotAccepted
from balans.accounts.staff.roles import is_expected, roles_of_owner, take_up
from balans.accounts.staff.second_step import note_second_step
from balans.core.vault import host_digest


class NotInvited(Exception):
    """The provider knows this person; we expect nobody with this address."""


@dataclass(frozen=True)
class Identity:
    """Who signed in at the provider; `address` is empty unless the provider proved it."""

    issuer: str
    subject: str
    address: str
    several_factors: bool

    @property
    def name(self) -> str:
        return f"{self.issuer}\x1f{self.subject}"


def identity_of(*, code: str, back: str, verifier: str, nonce: str) -> Identity:
    """Return who comes back from the provider. Raise NotAccepted or ProviderAway."""
    provider = openid.provider()
    tokens = openid.exchange(provider, code=code, back=back, verifier=verifier)
    token = str(tokens.get("id_token", ""))
    try:
        claims = id_token.claims_of(token, openid.keys_of(provider))
    except id_token.UnknownKey:
        claims = id_token.claims_of(token, openid.keys_of(provider, anew=True))
    expected = Expected(issuer=provider.issuer, client=settings.OIDC_CLIENT_ID, nonce=nonce)
    id_token.check(claims, expected, timezone.now())
    if "email" not in claims and provider.userinfo:
        told = openid.userinfo(provider, str(tokens.get("access_token", "")))
        if told.get("sub") != claims["sub"]:
            raise NotAccepted("the provider told us about somebody else")
        claims = {**told, **claims}
    return Identity(
        issuer=provider.issuer,
        subject=claims["sub"],
        address=_address(claims),
        several_factors=id_token.several_factors(claims),
    )


def _address(claims: id_token.Claims) -> str:
    try:
        return normalised(id_token.proven_address(claims))
    except NoAddress:
        return ""


def enter_from_organisation(
    *, identity: Identity, guest: Person | None, browser: Browser
) -> Entered:
    """Let in who has a role, or is invited to one. Raise NotInvited; then nothing was made.

    The first time, the account of the invited address is found or made, and linked.
    """
    entered = _enter(identity, guest, browser)
    # Photos may come along, which takes a while: no transaction waits for that.
    take_over(guest=guest, into=entered.person)
    return entered


@transaction.atomic
def _enter(identity: Identity, guest: Person | None, browser: Browser) -> Entered:
    entered = _again(identity, browser) or _first_time(identity, guest, browser)
    if identity.several_factors:
        note_second_step(person=entered.person)
    return entered


def _lookup(identity: Identity) -> str:
    return host_digest("organisation lookup", identity.name)


def _secret(identity: Identity) -> bytes:
    return bytes.fromhex(host_digest("organisation secret", identity.name))


def _again(identity: Identity, browser: Browser) -> Entered | None:
    found = open_by(_lookup(identity), _secret(identity))
    if found is None:
        return None
    owner, opened = found
    if identity.address and identity.address == address_of(owner):
        take_up(owner=owner, address=identity.address)
    if not roles_of_owner(owner.pk):
        raise NotInvited
    return open_browser(owner=owner, opened=opened, browser=browser)


def _first_time(identity: Identity, guest: Person | None, browser: Browser) -> Entered:
    if not identity.address or not is_expected(identity.address):
        raise NotInvited
    entered = open_or_make(identity.address, guest, browser)
    owner = entered.person.owner
    way = Way(
        kind=KeySlot.Kind.ORGANISATION,
        secret=_secret(identity),
        lookup=_lookup(identity),
        about={},
    )
    add_slot(owner=owner, opened=entered.person.vault, way=way)
    if not entered.is_new:
        with letters.in_language_of(owner):
            words = letters.way_added(_("Je plek gaat nu ook open met het account van je werk."))
            letters.tell_owner(owner, "account", words)
    return entered
