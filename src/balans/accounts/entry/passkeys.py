"""Passkeys: the device itself opens the account, with a finger, a face or its own code.

The user handle of a passkey is 64 random bytes that only the authenticator keeps. It is the secret
of the slot: the host has its digest alone. The library is loaded when it is needed, for memory.
"""

import secrets
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from balans.accounts.entry import challenges
from balans.accounts.entry.slots import About, Way, about, add_slot, sealed_about
from balans.accounts.models import Challenge, KeySlot, Owner
from balans.accounts.person import Person
from balans.core import vault
from balans.core.vault import CannotOpen, Vault

HANDLE_BYTES = 64
MAKE, USE = "new passkey", "passkey"


class PasskeyRefused(Exception):
    """The passkey's answer does not fit what was asked."""


def _host() -> str:
    return urlsplit(settings.SITE).hostname or "localhost"


def to_make(*, name: str, person: Person | None) -> tuple[bytes, str]:
    """Return the secret for the challenge's cookie, and the options for the browser as JSON."""
    import webauthn
    from webauthn.helpers import bytes_to_base64url
    from webauthn.helpers.structs import (
        AuthenticatorSelectionCriteria,
        PublicKeyCredentialDescriptor,
        ResidentKeyRequirement,
        UserVerificationRequirement,
    )

    handle = secrets.token_bytes(HANDLE_BYTES)
    known = passkeys_of(person) if person is not None else []
    options = webauthn.generate_registration_options(
        rp_id=_host(),
        rp_name="MantelzorgBalans",
        user_id=handle,
        user_name=name,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[
            PublicKeyCredentialDescriptor(id=bytes.fromhex(str(each["credential"])))
            for _slot, each in known
        ],
    )
    kept = {"challenge": bytes_to_base64url(options.challenge), "handle": handle.hex()}
    asked = challenges.ask(purpose=MAKE, about=kept)
    return asked.secret, webauthn.options_to_json(options)


def made(challenge: Challenge | None, response: str) -> tuple[bytes, About]:
    """Return the handle and what to keep of a new passkey. Raise PasskeyRefused."""
    import webauthn
    from webauthn.helpers import base64url_to_bytes
    from webauthn.helpers.exceptions import WebAuthnException

    kept = _answered(challenge)
    try:
        verified = webauthn.verify_registration_response(
            credential=response,
            expected_challenge=base64url_to_bytes(kept["challenge"]),
            expected_rp_id=_host(),
            expected_origin=settings.SITE,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError) as error:
        raise PasskeyRefused from error
    return bytes.fromhex(kept["handle"]), {
        "credential": verified.credential_id.hex(),
        "public_key": verified.credential_public_key.hex(),
        "count": verified.sign_count,
    }


def _answered(challenge: Challenge | None) -> dict[str, Any]:
    try:
        return challenges.answer(challenge, "")
    except challenges.CodeRefused as error:
        raise PasskeyRefused from error


@transaction.atomic
def add_passkey(*, owner: Owner, opened: Vault, handle: bytes, kept: About, device: str) -> KeySlot:
    """Let a passkey open the account. Raise PasskeyRefused when it is there already."""
    way = Way(
        kind=KeySlot.Kind.PASSKEY,
        secret=handle,
        lookup=vault.lookup(handle),
        about={**kept, "device": device},
    )
    try:
        return add_slot(owner=owner, opened=opened, way=way)
    except IntegrityError as error:
        raise PasskeyRefused from error


def passkeys_of(person: Person) -> list[tuple[KeySlot, About]]:
    """Return the passkeys of an account with what belongs to each, oldest first."""
    slots = KeySlot.objects.filter(owner=person.owner, kind=KeySlot.Kind.PASSKEY)
    return [(slot, about(slot, person.vault)) for slot in slots.order_by("created_at")]


def to_use() -> tuple[bytes, str]:
    """Return the secret for the challenge's cookie, and the options for the browser as JSON."""
    import webauthn
    from webauthn.helpers import bytes_to_base64url
    from webauthn.helpers.structs import UserVerificationRequirement

    options = webauthn.generate_authentication_options(
        rp_id=_host(), user_verification=UserVerificationRequirement.REQUIRED
    )
    kept = {"challenge": bytes_to_base64url(options.challenge)}
    asked = challenges.ask(purpose=USE, about=kept)
    return asked.secret, webauthn.options_to_json(options)


def open_with_passkey(challenge: Challenge | None, response: str) -> tuple[Owner, Vault]:
    """Return the owner whose passkey answered, opened. Raise PasskeyRefused."""
    import webauthn
    from webauthn.helpers import base64url_to_bytes, parse_authentication_credential_json
    from webauthn.helpers.exceptions import WebAuthnException

    kept = _answered(challenge)
    try:
        credential = parse_authentication_credential_json(response)
        handle = credential.response.user_handle or b""
        slots = KeySlot.objects.alive(timezone.now()).filter(
            kind=KeySlot.Kind.PASSKEY, lookup=vault.lookup(handle)
        )
        slot = slots.select_related("owner").get()
        opened = vault.open_vault(str(slot.owner_id), handle, slot.key)
        known = about(slot, opened)
        verified = webauthn.verify_authentication_response(
            credential=credential,
            expected_challenge=base64url_to_bytes(kept["challenge"]),
            expected_rp_id=_host(),
            expected_origin=settings.SITE,
            credential_public_key=bytes.fromhex(str(known["public_key"])),
            credential_current_sign_count=int(known["count"]),
            require_user_verification=True,
        )
    except (KeySlot.DoesNotExist, CannotOpen, WebAuthnException, ValueError, TypeError) as error:
        raise PasskeyRefused from error
    _note_use(slot, opened, {**known, "count": verified.new_sign_count})
    return slot.owner, opened


def _note_use(slot: KeySlot, opened: Vault, kept: About) -> None:
    sealed = sealed_about(slot.pk, opened, kept)
    KeySlot.objects.filter(pk=slot.pk).update(about=sealed, seen_at=timezone.now())
