"""Fill in a text: our address, and the organisation's own name and how to reach it."""

import re
from collections.abc import Mapping
from urllib.parse import quote

from django.utils.translation import gettext as _

from balans.core.addresses import whole_address
from balans.outreach.content import Letter, TextWords
from balans.outreach.organisation import Organisation

PLACEHOLDER = re.compile(r"\{([a-z]+)\}")
PLACES = ("site", "contact", "organisation")
MAILTO_LIMIT = 1_800
"""Longer addresses are cut by some mail programs; then only the subject goes along."""


def site(language: str) -> str:
    """Return where a carer begins, in a language."""
    return whole_address("pages:home", language=language)


def filled(letter: Letter, organisation: Organisation) -> str:
    """Return the text of a material. What is not known stands between square brackets."""
    if not isinstance(letter.words, TextWords):
        raise TypeError("a print is no running text")
    known = {
        "site": site(letter.language),
        "contact": contact(organisation),
        "organisation": organisation.organisatie or _("[naam van je organisatie]"),
    }
    return fill(letter.words.text, known)


def fill(text: str, known: Mapping[str, str]) -> str:
    """Return a text with what is known in its places.

    One pass: what somebody typed is never read as a placeholder itself.
    """
    return PLACEHOLDER.sub(lambda found: known.get(found[1], found[0]), text).strip()


def contact(organisation: Organisation) -> str:
    """Return who to turn to, in short sentences."""
    if not organisation.is_known:
        return _("[Zet hier hoe mensen jullie bereiken.]")
    said = (
        (organisation.organisatie, _("Vragen kun je stellen aan %s.")),
        (organisation.telefoon, _("Bel %s.")),
        (organisation.mail, _("Mail naar %s.")),
        (organisation.website, _("Kijk op %s.")),
        (organisation.adres, _("Kom langs: %s.")),
    )
    return " ".join(sentence % value for value, sentence in said if value)


def mailto(subject: str, text: str) -> str:
    """Return a link that opens a mail with this text; only its subject when that grows too long."""
    whole = f"mailto:?subject={quote(subject)}&body={quote(text)}"
    return whole if len(whole) <= MAILTO_LIMIT else whole.partition("&body=")[0]


def rows_for(text: str) -> int:
    """Return how high a field is in which a text can be read, in lines."""
    return min(24, 3 + text.count("\n") + len(text) // 70)
