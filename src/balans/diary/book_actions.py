"""What happens to a memory book: begun, changed, asked for, kept, forgotten."""

import uuid
from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from balans.accounts.person import Person
from balans.core import blobs, passes
from balans.diary.actions import timeline_of
from balans.diary.book import MOST_MEMORIES, BookPlan, choose
from balans.diary.keeping_books import MOST_TRIES, Book, BookJob


@transaction.atomic
def begin_book(*, person: Person) -> Book:
    """Make a book with every memory in it, the newest first to fall out when there are too many.

    Twice changes nothing.
    """
    known = timeline_of(person).entries
    oldest = sorted(known, key=lambda each: (not each.when, each.when, each.written))
    plan = choose(BookPlan(), [each.id for each in oldest[:MOST_MEMORIES]], known)
    return _begin(person, plan, timezone.now())[0]


def _begin(person: Person, plan: BookPlan, changed_at: datetime) -> tuple[Book, bool]:
    """Return the person's book, begun with this plan if there was none, and whether it is new."""
    book = Book(owner=person.owner)
    book.seal(person, plan)
    return Book.objects.get_or_create(
        owner=person.owner,
        defaults={"sealed": book.sealed, "revision": 1, "changed_at": changed_at},
    )


@transaction.atomic
def return_book(*, person: Person, plan: BookPlan, changed_at: datetime) -> bool:
    """Put a book from a parcel back; False when there is one here. No moment is in the future."""
    return _begin(person, plan, min(changed_at, timezone.now()))[1]


@transaction.atomic
def change_book(*, person: Person, change: Callable[[BookPlan], BookPlan]) -> BookPlan:
    """Change what was chosen, and return it. Two tabs do not undo one another's change.

    Raise Book.DoesNotExist when there is none (any more).
    """
    book = Book.objects.select_for_update().get(owner=person.owner)
    before = book.read(person)
    after = change(before)
    if after != before:
        book.seal(person, after)
        book.revision += 1
        book.changed_at = timezone.now()
        book.save(update_fields=["sealed", "revision", "changed_at"])
    return after


def ask_for_book(*, person: Person, language: str) -> None:
    """Have the book made in the background. While one is being made, asking again does nothing.

    What was made before stays until the new one is there. Raise Book.DoesNotExist without a book.
    """
    with transaction.atomic():
        book = Book.objects.select_for_update().get(owner=person.owner)
        known = BookJob.objects.filter(owner=person.owner).first()
        if known and known.is_going:
            return
        if known:
            _drop(known)
        pass_id, key = passes.give(person.vault)
        try:
            BookJob.objects.create(
                owner=person.owner,
                pass_id=pass_id,
                wrapped_key=key.wrapped,
                key_version=key.version,
                revision=book.revision,
                language=language,
                asked_at=timezone.now(),
            )
        except BaseException:
            passes.end(pass_id)
            raise


def _drop(job: BookJob) -> None:
    job.delete()
    transaction.on_commit(lambda: passes.end(job.pass_id))


@transaction.atomic
def erase_book(*, person: Person) -> None:
    """Erase the book, its PDF and what is being made. The memories stay. Twice changes nothing."""
    for job in BookJob.objects.filter(owner=person.owner):
        _drop(job)
    for book in Book.objects.select_for_update().filter(owner=person.owner):
        name = book.blob
        book.delete()
        if name:
            transaction.on_commit(lambda name=name: blobs.delete(name))  # type: ignore[misc]


# The job, as who makes the book sees it.


def claim(job_id: uuid.UUID, *, now: datetime | None = None) -> BookJob | None:
    """Take a job that waits; None when somebody else has it or it is gone."""
    moment = now or timezone.now()
    job = BookJob.objects.waiting().filter(pk=job_id).first()
    if job is None:
        return None
    mine = BookJob.objects.waiting().filter(pk=job_id, tries=job.tries)
    taken = mine.update(claimed_at=moment, heard_at=moment, tries=job.tries + 1, done=0, steps=0)
    return BookJob.objects.filter(pk=job_id).first() if taken else None


def hear(job: BookJob, done: int, steps: int) -> bool:
    """Note how far the making is; return False when nobody waits for this book any more."""
    mine = BookJob.objects.filter(pk=job.pk, tries=job.tries, failed_at=None)
    return bool(mine.update(done=done, steps=steps, heard_at=timezone.now()))


def keep_pdf(*, person: Person, job: BookJob, pdf: bytes) -> bool:
    """Keep a made book in place of the one before; False when nobody waits for it any more.

    Raise blobs.NoRoom when there is no room; what was there then stays.
    """
    sealed = person.vault.within("book").seal(pdf, record=str(person.owner.pk), field="pdf")
    name = blobs.new_name()
    blobs.put(name, sealed)
    with transaction.atomic():
        book = Book.objects.select_for_update().filter(owner=person.owner).first()
        mine = BookJob.objects.filter(pk=job.pk, tries=job.tries, failed_at=None)
        if book is None or not mine.delete()[0]:
            old = name
        else:
            old = book.blob
            book.blob, book.pdf_bytes = name, len(pdf)
            book.made_at, book.made_revision = job.claimed_at, job.revision
            book.save(update_fields=["blob", "pdf_bytes", "made_at", "made_revision"])
    if old:
        blobs.delete(old)
    passes.end(job.pass_id)
    return old != name


def give_back(job: BookJob, *, for_good: bool = False) -> None:
    """Let a job that failed wait for another try; after the last try it is reported as failed."""
    mine = BookJob.objects.filter(pk=job.pk, tries=job.tries, failed_at=None)
    if for_good or job.tries >= MOST_TRIES:
        if mine.update(failed_at=timezone.now()):
            passes.end(job.pass_id)
    else:
        mine.update(claimed_at=None, heard_at=None)


def take_up_stale(*, now: datetime | None = None) -> int:
    """Give back the jobs whose maker was cut off; return how many."""
    stale = list(BookJob.objects.stale(now or timezone.now()))
    for job in stale:
        give_back(job)
    return len(stale)


def forget_old_pdfs(*, now: datetime | None = None) -> int:
    """Delete the PDFs that were kept for a fortnight; return how many. What was chosen stays."""
    old = list(Book.objects.over(now or timezone.now()).values_list("pk", "blob"))
    for pk, name in old:
        if Book.objects.filter(pk=pk, blob=name).update(blob="", pdf_bytes=0):
            blobs.delete(name)
    return len(old)
