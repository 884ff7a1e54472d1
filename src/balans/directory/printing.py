"""An offer, and what somebody kept, on paper."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from balans.directory.keeping import Kept
from balans.directory.kept import did_words
from balans.directory.offer import Offer, Place
from balans.directory.screen import areas, brief, for_whom, hours, href_of, languages
from balans.documents.document import (
    Block,
    Document,
    Heading,
    KeepTogether,
    Pairs,
    Paragraph,
    WriteLines,
)

LINES = 2


def checked_words(offer: Offer) -> str:
    """Return since when it is known to be so, and by whom; of a file: how old its source is."""
    if offer.checked is None:
        return _("We weten niet wanneer dit voor het laatst is nagekeken.")
    day = date_format(offer.checked, "j F Y")
    if not offer.local:
        return _("Deze gegevens komen uit een bron van %(day)s.") % {"day": day}
    if offer.record.assurer:
        words = _("Nagekeken op %(day)s door %(who)s.")
        return words % {"day": day, "who": offer.record.assurer}
    return _("Nagekeken op %(day)s.") % {"day": day}


def address_of(place: Place) -> str:
    """Return where one goes to, on one line."""
    parts = (place.name, place.street, " ".join((place.postcode, place.city)).strip())
    return ", ".join(each for each in parts if each)


def offer_document(offer: Offer, language: str, origin: str) -> Document:
    """Return an offer as a document. `origin` is scheme and host, for the address below."""
    words = offer.words
    blocks: list[Block] = []
    for heading, text in (
        (_("De eerste stap"), words.how),
        (_("Wat je kunt verwachten"), words.expect),
    ):
        if text:
            blocks.append(KeepTogether(blocks=(Heading(text=heading), Paragraph(text=text))))
    rows = tuple(_rows(offer))
    blocks.append(Pairs(rows=rows))
    blocks.append(Paragraph(text=checked_words(offer), tone="soft"))
    room = (Heading(text=_("Wat ik wil vragen")), WriteLines(count=3))
    blocks.append(KeepTogether(blocks=room))
    return Document(
        title=offer.title,
        language=language,
        subtitle=words.text,
        date_line=offer.record.organisation if offer.record.organisation != offer.title else "",
        blocks=tuple(blocks),
        footer=origin + href_of(offer, language),
    )


def _rows(offer: Offer) -> Iterator[tuple[str, str]]:
    record, words = offer.record, offer.words
    for label, text in (
        (_("Zo bereik je ze"), "\n".join(_contacts(offer))),
        (_("Waar"), "\n".join(address_of(each) for each in record.places)),
        (_("Wanneer"), _when(offer)),
        (_("Voor wie"), "\n".join(for_whom(offer))),
        (_("Kosten"), words.cost or (_("Gratis") if record.free == "yes" else "")),
        (_("Talen"), languages(offer)),
        (_("Gebied"), areas(offer) if offer.local else ""),
    ):
        if text:
            yield label, text


def _contacts(offer: Offer) -> Iterator[str]:
    record = offer.record
    for text in (
        record.phone,
        record.whatsapp and f"WhatsApp {record.whatsapp}",
        record.mail,
        record.chat and f"Chat {record.chat}",
        record.url,
    ):
        if text:
            yield text


def _when(offer: Offer) -> str:
    if offer.words.hours:
        return offer.words.hours
    if offer.record.always:
        return _("Dag en nacht")
    return "\n".join(f"{days}: {times}" for days, times in hours(offer.record.openings))


def kept_document(
    kept: Sequence[Kept], language: str, day: date, *, with_notes: bool, origin: str
) -> Document:
    """Return all that somebody kept, with room to write; own words only when asked."""
    blocks: list[Block] = []
    for each in kept:
        rows = list(_rows(each.offer))[:4] if each.offer else []
        body: list[Block] = [
            Heading(text=each.title),
            Paragraph(
                text=brief(each.offer.words.text)
                if each.offer
                else _("Dit aanbod staat niet meer in ons overzicht.")
            ),
        ]
        if rows:
            body.append(Pairs(rows=tuple(rows)))
        if with_notes:
            body.append(Paragraph(text=did_words()[each.words.did], tone="soft"))
            if each.words.note:
                body.append(Paragraph(text=each.words.note))
        body.append(WriteLines(count=LINES))
        blocks.append(KeepTogether(blocks=tuple(body)))
    return Document(
        title=_("Hulp die ik bewaarde"),
        language=language,
        date_line=date_format(day, "j F Y"),
        blocks=tuple(blocks),
        footer=origin,
    )
