"""What was kept, on Mijn plek and in a parcel."""

from collections.abc import Iterator, Sequence
from functools import partial

from django.db.models import Count, Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balans.accounts.belongings import Belonging, Trace
from balans.accounts.parcel import Moment, Section
from balans.accounts.person import Person
from balans.core.content import Content
from balans.core.language import page_language
from balans.core.text import clean
from balans.directory.keeping import keep, kept_by
from balans.directory.kept import (
    NOTE_LIMIT,
    ORGANISATION_LIMIT,
    TITLE_LIMIT,
    KeptWords,
    did_words,
)
from balans.directory.models import KeptOffer
from balans.directory.printing import kept_document
from balans.documents.pdf import render as render_pdf

MARK = "kept-offers"


class TakenOffer(Content):
    """A kept offer, as a parcel holds it."""

    kept_at: Moment
    offer: KeptWords


def traces(person: Person) -> list[Trace]:
    """Return one trace for all that was kept; nothing when nothing was."""
    found = KeptOffer.objects.visible_to(person).aggregate(
        count=Count("pk"), newest=Max("changed_at")
    )
    if not found["count"]:
        return []
    show = partial(_shown, found["count"], found["newest"])
    return [Trace(when=found["newest"], show=show, mark=MARK)]


def _shown(count: int, newest: Moment) -> Belonging:
    state = ngettext("Eén bewaard", "%(count)s bewaard", count)
    return Belonging(
        title=_("Hulp die je bewaarde"),
        when=newest,
        state=state % {"count": count},
        href=reverse("directory:kept"),
        action=_("Bekijk wat je bewaarde"),
        pdf_href=reverse("directory:kept_pdf"),
    )


def take(person: Person) -> list[TakenOffer]:
    """Return every kept offer as data."""
    rows = KeptOffer.objects.visible_to(person).order_by("created_at")
    return [TakenOffer(kept_at=each.created_at, offer=each.read(person.vault)) for each in rows]


def sections(person: Person) -> list[Section]:
    """Return all that was kept as a person reads it."""
    kept = kept_by(person, page_language())
    if not kept:
        return []
    rows = tuple(
        (each.title, tuple(t for t in (did_words()[each.words.did], each.words.note) if t))
        for each in kept
    )
    when = max(each.row.changed_at for each in kept)
    return [Section(title=_("Hulp die je bewaarde"), when=when, rows=rows, paper=_paper_name())]


def papers(person: Person) -> Iterator[tuple[str, bytes]]:
    """Yield the list as PDF, with its path in the parcel."""
    language, today = page_language(), timezone.localdate()
    if kept := kept_by(person, language):
        document = kept_document(kept, language, today, with_notes=True, origin="")
        yield _paper_name(), render_pdf(document)


def _paper_name() -> str:
    return "pdf/bewaarde-hulp.pdf"


def bring_back(person: Person, taken: Sequence[TakenOffer]) -> int:
    """Put kept offers back; return how many were not here. What is here stays as it is.

    A text in a file can grow when it is cleaned: it is cut at what can be read back.
    """
    count = 0
    for each in taken:
        tidy = {
            "title": clean(each.offer.title)[:TITLE_LIMIT],
            "organisation": clean(each.offer.organisation)[:ORGANISATION_LIMIT],
            "note": clean(each.offer.note, lines=True)[:NOTE_LIMIT],
        }
        words = each.offer.model_copy(update=tidy)
        count += keep(person=person, words=words, at=each.kept_at)[1]
    return count
