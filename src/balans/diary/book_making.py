"""Making a memory book in the background: a process of its own that ends when the book is there.

The typesetter and the photos take a few hundred megabytes for half a minute. A process gives all
of it back; and when it is killed, another takes the job up again.
"""

import logging
import subprocess
import sys
import time
import uuid
from datetime import datetime

from django.db import close_old_connections
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from balans.accounts.entry.letters import in_language_of, tell_owner
from balans.accounts.models import KeySlot, Owner
from balans.accounts.person import Person
from balans.core import passes
from balans.core.addresses import whole_address
from balans.core.blobs import NoRoom
from balans.core.mail import Mail
from balans.diary import book_actions
from balans.diary.actions import timeline_of
from balans.diary.book import MOST_PHOTOS, BookPlan, ordered, parts
from balans.diary.book_photos import Photos
from balans.diary.form import Shown
from balans.diary.keeping_books import Book as KeptBook
from balans.diary.keeping_books import BookJob
from balans.diary.models import Memory
from balans.documents.book import Book, GoodThings, Part, Photo
from balans.documents.book import Memory as PrintedMemory

log = logging.getLogger("balans")
HEARD_EVERY_SECONDS = 0.5
CHUNK = 200
REST_SECONDS = 5
_maker: "subprocess.Popen[bytes] | None" = None
_rested_at = 0.0


class NobodyWaits(Exception):
    """The book was erased, or asked for anew, while it was being made."""


def start_waiting() -> int:
    """Start a process for the book that waits longest, one at a time; return how many it started.

    A chore of the process beside the web server. Other servers do the same: the job is claimed by
    who begins it, so that no book is made twice.
    """
    global _maker, _rested_at
    book_actions.take_up_stale()
    if _maker is not None and _maker.poll() is None:
        return 0
    if _maker is not None and _maker.returncode:
        # It could not even begin: not again at once, and again, and again.
        _rested_at = time.monotonic() + REST_SECONDS
    _maker = None
    if time.monotonic() < _rested_at:
        return 0
    if (job := BookJob.objects.waiting().first()) is None:
        return 0
    command = (sys.executable, "-m", "balans.cli", "django", "make_book", str(job.pk))
    _maker = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    return 1


def make(job_id: uuid.UUID) -> bool:
    """Make the book of a job; return whether it is there now.

    A job that somebody else has, or that is gone, is left alone. Failing, it waits for one more
    try, and is then reported to its owner.
    """
    if (job := book_actions.claim(job_id)) is None:
        return False
    try:
        return _make(job)
    except NobodyWaits:
        return False
    except passes.PassGone:
        book_actions.give_back(job, for_good=True)
        return False
    except Exception as error:
        # The outermost loop of this process. No words of anybody in the log.
        log.error("a book could not be made: %s", type(error).__name__)
        book_actions.give_back(job, for_good=isinstance(error, NoRoom))
        return False


def _make(job: BookJob) -> bool:
    owner = job.owner
    vault = passes.use(job.pass_id, str(owner.pk), job.key)
    # A pass is a way in that is kept nowhere.
    person = Person(owner=owner, vault=vault, slot=KeySlot(owner=owner))
    kept = KeptBook.objects.filter(owner=owner).first()
    if kept is None:
        raise NobodyWaits
    BookJob.objects.filter(pk=job.pk).update(revision=kept.revision)
    job.revision = kept.revision
    plan = kept.read(person)
    photos = Photos(person, [uuid.UUID(each) for each in plan.chosen])
    with override(job.language):
        book = book_of(person, plan, photos, language=job.language, now=timezone.localtime())
    from balans.documents.bindery import make_book

    pdf = make_book(book, photos.open, _Teller(job))
    close_old_connections()
    is_kept = book_actions.keep_pdf(person=person, job=job, pdf=pdf)
    if is_kept:
        told_when_ready(owner)
    return is_kept


class _Teller:
    """Notes how far the making is, now and then. Raises NobodyWaits when that is so."""

    def __init__(self, job: BookJob) -> None:
        self._job, self._next = job, 0.0

    def __call__(self, done: int, steps: int) -> None:
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + HEARD_EVERY_SECONDS
        if not book_actions.hear(self._job, done, steps):
            raise NobodyWaits


def book_of(
    person: Person, plan: BookPlan, photos: Photos, *, language: str, now: datetime
) -> Book:
    """Return the book as it will be printed, in the language that is active."""
    entries = ordered(plan, timeline_of(person).entries)
    kept = Memory.objects.visible_to(person).kept().filter(pk__in=[e.uuid for e in entries])
    shown = {each.pk.hex: Shown(each.read(person)) for each in kept.iterator(chunk_size=CHUNK)}
    room = MOST_PHOTOS
    made = []
    for year, some in parts(plan, entries):
        printed = []
        for entry in some:
            if entry.id in shown:
                few = photos.of.get(entry.id, ())[:room]
                room -= len(few)
                printed.append(_printed(shown[entry.id], few))
        title = _("Zonder datum") if year == "" else year or ""
        made.append(Part(tuple(printed), title))
    return Book(
        title=plan.title or _("Herinneringen"),
        author_line=plan.author_line,
        dedication=plan.dedication,
        language=language,
        parts=tuple(made),
        size=plan.size,
        drawing=plan.drawing,
        cover_photo=photos.one(plan.cover_photo),
        for_printer=plan.for_printer,
        made_line=_("Dit boek is gemaakt met MantelzorgBalans, in %(month)s.")
        % {"month": date_format(now, "F Y")},
    )


def _printed(shown: Shown, photos: tuple[Photo, ...]) -> PrintedMemory | GoodThings:
    words = shown.words
    if words.kind == "good":
        return GoodThings(words.things, shown.when)
    return PrintedMemory(words.title, shown.when, words.text, photos)


def told_when_ready(owner: Owner) -> bool:
    """Write to an owner with an address that the book is there; return whether there was one."""
    if not owner.has_account:
        return False
    with in_language_of(owner):
        mail = Mail(
            subject=_("Je herinneringenboek is klaar"),
            paragraphs=(
                _("Het boek staat twee weken voor je klaar op je plek."),
                _("Bewaar het op je computer of telefoon. Dan heb je het altijd."),
            ),
            link=whole_address("diary:book"),
            link_text=_("Naar je boek"),
        )
        return tell_owner(owner, "book", mail)
