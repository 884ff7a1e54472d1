"""An offer as a message: what it is, how to reach it, and where to read more."""

from collections.abc import Iterable
from urllib.parse import quote

from django.utils.translation import gettext as _

from balans.core.language import page_language
from balans.core.references import brief
from balans.directory.offer import Offer
from balans.directory.screen import href_of

MAILTO_LIMIT = 1800
"""What every mail program takes; beyond it only the subject goes along."""


def message(offer: Offer, origin: str) -> str:
    """Return an offer as a short message. `origin` is scheme and host."""
    return "\n".join([*lines(offer), origin + href_of(offer, page_language())])


def lines(offer: Offer) -> Iterable[str]:
    """Yield what an offer is and how to reach it, a line each."""
    record = offer.record
    yield offer.title
    if record.organisation and record.organisation != offer.title:
        yield record.organisation
    yield brief(offer.words.text)
    if record.phone:
        yield _("Bellen: %(phone)s") % {"phone": record.phone}
    if record.mail:
        yield _("Mailen: %(mail)s") % {"mail": record.mail}
    if record.url:
        yield record.url


def mailto(subject: str, text: str) -> str:
    """Return a link that opens a mail with a message."""
    whole = f"mailto:?subject={quote(subject)}&body={quote(text)}"
    return whole if len(whole) <= MAILTO_LIMIT else f"mailto:?subject={quote(subject)}"
