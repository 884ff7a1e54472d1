"""The recovery sheet: a code on paper that opens the account when all else is lost."""

import hashlib
import secrets

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from balans.accounts.entry.slots import Way, add_slot
from balans.accounts.models import KeySlot, Owner
from balans.accounts.person import Person
from balans.core import vault
from balans.core.language import page_language
from balans.core.vault import CannotOpen, Vault
from balans.documents.document import Document, Heading, Items, Note, Paragraph, Signs

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No I, L, O or U: they are misread (Crockford's base 32)."""

GROUPS, GROUP = 5, 5
ALIKE = str.maketrans("OIL", "011")


def new_recovery_code() -> str:
    """Return 25 letters and digits in groups of five: 125 random bits."""
    return _in_groups("".join(secrets.choice(LETTERS) for _sign in range(GROUPS * GROUP)))


def _in_groups(signs: str) -> str:
    return "-".join(signs[at : at + GROUP] for at in range(0, len(signs), GROUP))


def read_code(typed: str) -> str | None:
    """Return the code as it was made, whatever spaces and small letters; None for anything else."""
    plain = "".join(sign for sign in typed.upper() if sign.isalnum()).translate(ALIKE)
    if len(plain) != GROUPS * GROUP or set(plain) - set(LETTERS):
        return None
    return _in_groups(plain)


def _secret(code: str) -> bytes:
    # Nothing slow is needed: nobody guesses 125 bits.
    return hashlib.sha256(f"balans recovery {code}".encode()).digest()


@transaction.atomic
def make_recovery_code(*, person: Person) -> str:
    """Return a new code that opens the account; the one before no longer does."""
    code = new_recovery_code()
    secret = _secret(code)
    KeySlot.objects.filter(owner=person.owner, kind=KeySlot.Kind.RECOVERY).delete()
    way = Way(kind=KeySlot.Kind.RECOVERY, secret=secret, lookup=vault.lookup(secret), about={})
    add_slot(owner=person.owner, opened=person.vault, way=way)
    return code


def open_with_recovery(code: str) -> tuple[Owner, Vault] | None:
    """Return the owner behind a code, opened; None when it opens nothing."""
    secret = _secret(code)
    slots = KeySlot.objects.alive(timezone.now()).filter(
        kind=KeySlot.Kind.RECOVERY, lookup=vault.lookup(secret)
    )
    slot = slots.select_related("owner").first()
    if slot is None:
        return None
    try:
        return slot.owner, vault.open_vault(str(slot.owner_id), secret, slot.key)
    except CannotOpen:
        return None


def sheet(code: str) -> Document:
    """Return the sheet to print: the code, what it is for, and where to type it."""
    day = date_format(timezone.localdate(), "j F Y")
    return Document(
        title=_("Mijn herstelblad"),
        language=page_language(),
        date_line=_("Gemaakt op %(day)s") % {"day": day},
        blocks=(
            Paragraph(text=_("Met deze code open je jouw plek bij MantelzorgBalans."), tone="lead"),
            Signs(text=code),
            Heading(text=_("Wanneer heb je dit nodig?")),
            Paragraph(
                text=_("Als je niet meer bij je mail kunt, of als je telefoon of computer weg is.")
            ),
            Heading(text=_("Zo gebruik je de code")),
            Items(
                items=(
                    _("Ga naar %(address)s.") % {"address": settings.SITE},
                    _("Kies Mijn plek, dan Inloggen, en dan Met je herstelblad."),
                    _("Typ de code over. Streepjes en hoofdletters maken niet uit."),
                ),
                ordered=True,
            ),
            Note(
                text=_(
                    "Wie dit blad heeft, kan alles lezen wat je schreef. "
                    "Leg het waar je ook je paspoort bewaart."
                )
            ),
        ),
    )
