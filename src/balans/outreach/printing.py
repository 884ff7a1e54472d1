"""Materials on paper: a flyer and a poster in their own look, a text as a letter."""

from django.utils.translation import gettext as _

from balans.core.addresses import spoken
from balans.documents.document import Document
from balans.documents.document import Letter as PrintedLetter
from balans.documents.leaflet import Leaflet, Size, render_leaflet
from balans.documents.pdf import render
from balans.outreach.content import Letter, PrintWords
from balans.outreach.filling import filled, site
from balans.outreach.organisation import Organisation


def pdf_of(letter: Letter, size: Size | None, organisation: Organisation) -> bytes:
    """Return a material as PDF; `size` is the sheet of a print, None for a text."""
    if isinstance(letter.words, PrintWords):
        return render_leaflet(leaflet_of(letter, letter.words, size or "a5", organisation))
    return render(text_document(letter, organisation))


def leaflet_of(
    letter: Letter, words: PrintWords, size: Size, organisation: Organisation
) -> Leaflet:
    """Return a flyer or a poster with the organisation's own name."""
    address = site(letter.language)
    return Leaflet(
        size=size,
        language=letter.language,
        heading=words.heading,
        lead=words.lead,
        lines=words.lines,
        begin=words.begin,
        promise=words.promise,
        address=address,
        spoken=spoken(address),
        code_text=_("Code om te scannen, naar %(address)s") % {"address": spoken(address)},
        ask=words.ask,
        organisation=organisation.organisatie,
        place=organisation.adres,
        ways=organisation.ways,
        stamp=_("Ruimte voor jullie naam of stempel") if not organisation.is_known else "",
    )


def text_document(letter: Letter, organisation: Organisation) -> Document:
    """Return a text as a document to print."""
    return Document(
        title=letter.title,
        language=letter.language,
        subtitle=letter.words.use,
        date_line=getattr(letter.words, "subject", ""),
        blocks=(PrintedLetter(text=filled(letter, organisation)),),
        footer=spoken(site(letter.language)),
    )
