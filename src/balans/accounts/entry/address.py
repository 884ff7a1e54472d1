"""Mail addresses: read as people type them, kept sealed, found without being kept in plain."""

import difflib

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from balans.accounts.models import Owner
from balans.core.keys import has_anchor
from balans.core.vault import host_digest, host_open, host_seal

LONGEST = 254
PROVIDERS = (
    *("gmail.com", "hotmail.com", "hotmail.nl", "outlook.com", "outlook.nl", "live.nl", "live.com"),
    *("icloud.com", "me.com", "msn.com", "yahoo.com", "ziggo.nl", "kpnmail.nl", "planet.nl"),
    *("xs4all.nl", "hetnet.nl", "home.nl", "upcmail.nl", "casema.nl", "telfort.nl", "quicknet.nl"),
    *("chello.nl", "kpnplanet.nl", "tele2.nl", "freedom.nl", "proton.me", "protonmail.com"),
)
CLOSE = 0.8


class NoAddress(ValueError):
    """What was typed cannot be a mail address."""


def normalised(typed: str) -> str:
    """Return an address in the one form that we look it up by. Raise NoAddress.

    Spaces around and inside are typing slips; capitals make no difference to any provider we know.
    """
    address = "".join(typed.split()).casefold().removeprefix("mailto:")
    if not address or len(address) > LONGEST:
        raise NoAddress
    try:
        validate_email(address)
        local, _at, domain = address.rpartition("@")
        return f"{local}@{domain.encode('idna').decode()}"
    except (ValidationError, UnicodeError) as error:
        raise NoAddress from error


def say_no_address() -> str:
    """Return what is said of an address that cannot be one."""
    return _("Dit mailadres is niet heel. Een adres ziet eruit als naam@voorbeeld.nl.")


def likely_meant(address: str) -> str:
    """Return the address that was probably meant, empty when this one looks right."""
    local, _at, domain = address.rpartition("@")
    if domain in PROVIDERS:
        return ""
    close = difflib.get_close_matches(domain, PROVIDERS, n=1, cutoff=CLOSE)
    return f"{local}@{close[0]}" if close else ""


def secret_of(address: str) -> bytes:
    """Return the secret with which an address opens a vault; only the host can make it."""
    return bytes.fromhex(host_digest("mail secret", address))


def lookup_of(address: str) -> str:
    """Return where the slot of an address is found."""
    return host_digest("mail lookup", address)


def sealed_address(owner: Owner, address: str) -> bytes:
    """Return the address as an owner's row keeps it."""
    return host_seal(address.encode(), place=f"address {owner.pk}")


def address_of(owner: Owner) -> str:
    """Return where mail for an owner goes, empty when there is no address.

    Nobody who was erased hears from us because an old backup of the database was put back.
    """
    if owner.address is None or not has_anchor(str(owner.pk)):
        return ""
    return host_open(bytes(owner.address), place=f"address {owner.pk}").decode()
