"""What Mijn plek lists of the diary: all memories as one thing, and the book."""

from collections.abc import Iterator

from django.db.models import Count, OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from balans.accounts.belongings import Belonging
from balans.accounts.models import Owner
from balans.accounts.person import Person
from balans.diary.book_form import count_words, state_of
from balans.diary.keeping_books import Book
from balans.diary.models import Memory


def diary_of(person: Person) -> list[Belonging]:
    """Return the memories and the book, as far as there are any. One query."""
    mine = Memory.objects.filter(owner=OuterRef("pk")).order_by()
    kept = mine.filter(is_draft=False).values("owner").annotate(count=Count("pk"))
    rows = Owner.objects.select_related("book", "book_job").annotate(
        newest_memory=Subquery(mine.order_by("-changed_at").values("changed_at")[:1]),
        kept_memories=Subquery(kept.values("count")),
    )
    return list(_listed(rows.get(pk=person.owner.pk)))


def _listed(owner: Owner) -> Iterator[Belonging]:
    newest = owner.newest_memory  # type: ignore[attr-defined]
    if newest is not None:
        yield Belonging(
            title=_("Mijn herinneringen"),
            when=newest,
            state=count_words(owner.kept_memories or 0),  # type: ignore[attr-defined]
            href=reverse("diary:index"),
            action=_("Bekijk je herinneringen"),
        )
    if hasattr(owner, "book"):
        yield _book(owner.book, state_of(owner.book, getattr(owner, "book_job", None)))


def _book(book: Book, state: str) -> Belonging:
    return Belonging(
        title=_("Mijn herinneringenboek"),
        when=book.made_at or book.changed_at,
        state=state,
        href=reverse("diary:book"),
        action=_("Bekijk je boek"),
        pdf_href=reverse("diary:book_pdf") if book.blob else "",
        erase_href=reverse("diary:book_erase"),
    )
