"""The memory book in a parcel: what was chosen for it, and the PDF that was made."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from balans.accounts.parcel import Files, Moment, Section
from balans.accounts.person import Person
from balans.core.blobs import BlobGone
from balans.core.content import Content
from balans.core.vault import CannotOpen
from balans.diary.book import BookPlan
from balans.diary.book_actions import return_book
from balans.diary.book_form import count_words
from balans.diary.keeping_books import Book

PAPER = "pdf/herinneringenboek.pdf"


class TakenBook(Content):
    """What was chosen for the memory book: memories by id, their order, the words and the look."""

    changed_at: Moment
    plan: BookPlan


def take(person: Person) -> list[TakenBook]:
    """Return the person's book as data; nothing for who has none."""
    return [
        TakenBook(changed_at=book.changed_at, plan=book.read(person))
        for book in Book.objects.visible_to(person)
    ]


def sections(person: Person) -> Iterator[Section]:
    """Yield the book as a person reads it."""
    for book in Book.objects.visible_to(person):
        plan = book.read(person)
        rows = (
            (_("Titel"), plan.title),
            (_("Van wie het is"), plan.author_line),
            (_("De woorden voorin"), plan.dedication),
            (_("Wat erin staat"), count_words(len(plan.chosen))),
        )
        yield Section(
            title=_("Mijn herinneringenboek"),
            when=book.changed_at,
            rows=tuple((label, (text,)) for label, text in rows if text),
            paper=PAPER if book.blob else "",
        )


def papers(person: Person) -> Files:
    """Yield the PDF that was made, if it is still there."""
    for book in Book.objects.visible_to(person).exclude(blob=""):
        try:
            yield PAPER, book.read_pdf(person)
        except (BlobGone, CannotOpen):
            continue


def bring_back(person: Person, taken: Sequence[TakenBook]) -> int:
    """Put what was chosen back, for who has no book here; return how many were new."""
    return sum(
        return_book(person=person, plan=each.plan, changed_at=each.changed_at) for each in taken[:1]
    )
