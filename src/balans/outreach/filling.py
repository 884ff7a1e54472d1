"""Fill in a text: our address, and the organisation's own name and how to reach it."""

import re
from urllib.parse import quote

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from balans.outreach.content import Letter, TextWords
from balans.outreach.organisation import Organisation

PLACEHOLDER = re.compile(r"\{([a-z]+)\}")
PLACES = ("site", "contact", "organisation")
MAILTO_LIMIT = 1_800
"""Longer addresses are cut by some mail programs; then only the subject goes along."""


def site(language: str) -> str:
    """Return where a carer begins, in a language."""
    with override(language):
        return settings.SITE + reverse("pages:home")


def spoken(address: str) -> str:
    """Return an address as it stands on paper: without https:// and the last slash."""
    return re.sub(r"^https?://", "", address).rstrip("/")


def filled(letter: Letter, organisation: Organisation) -> str:
    """Return the text of a material. What is not known stands between square brackets.

    One pass: what somebody typed is never read as a placeholder itself.
    """
    if not isinstance(letter.words, TextWords):
        raise TypeError("a print is no running text")
    known = {
        "site": site(letter.language),
        "contact": contact(organisation),
        "organisation": organisation.organisatie or _("[naam van je organisatie]"),
    }
    text = PLACEHOLDER.sub(lambda found: known.get(found[1], found[0]), letter.words.text)
    return text.strip()


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


def mailto(letter: Letter, text: str) -> str:
    """Return a link that opens a mail with this text; only its subject when that grows too long."""
    subject = letter.words.subject if isinstance(letter.words, TextWords) else ""
    whole = f"mailto:?subject={quote(subject or letter.title)}&body={quote(text)}"
    return whole if len(whole) <= MAILTO_LIMIT else whole.partition("&body=")[0]
