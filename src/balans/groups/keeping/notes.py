"""What somebody noted about meetings, in a parcel and in the weight.

A note comes back where its writer still leads the group: it hangs on that meeting.
"""

import uuid
from collections.abc import Iterator, Sequence
from itertools import groupby

from django.db import models
from django.db.models.functions import Length
from django.utils import timezone
from django.utils.translation import gettext as _

from balans.accounts.parcel import Moment, Section
from balans.accounts.person import Person
from balans.core.content import Content
from balans.core.language import page_language
from balans.core.text import clean
from balans.groups.content import title_of
from balans.groups.models import Facilitation, Meeting, MeetingNote
from balans.groups.saying import say_day

FIELD = "note"
LONGEST = 20_000


class TakenNote(Content):
    """A note about a meeting, as a parcel holds it."""

    id: uuid.UUID
    meeting: uuid.UUID
    group: str = ""
    starts_at: Moment
    changed_at: Moment
    words: str


def _known(person: Person) -> Iterator[tuple[MeetingNote, str]]:
    rows = MeetingNote.objects.visible_to(person).select_related("meeting__group")
    for each in rows.order_by("meeting__group", "meeting__starts_at"):
        words = person.vault.open(bytes(each.sealed), record=str(each.pk), field=FIELD)
        yield each, words.decode()


def take(person: Person) -> list[TakenNote]:
    """Return every note as data."""
    return [
        TakenNote(
            id=note.pk,
            meeting=note.meeting_id,
            group=note.meeting.group.read().title,
            starts_at=note.meeting.starts_at,
            changed_at=note.changed_at,
            words=words,
        )
        for note, words in _known(person)
    ]


def sections(person: Person) -> list[Section]:
    """Return the notes as a person reads them: those of one group together."""
    language, found = page_language(), []
    for _group, members in groupby(_known(person), key=lambda each: each[0].meeting.group_id):
        notes = list(members)
        title = notes[0][0].meeting.group.read().title
        rows = tuple((_about(note.meeting, language), (words,)) for note, words in notes)
        when = max(note.changed_at for note, _words in notes)
        said = _("Notities bij “%(title)s”") % {"title": title}
        found.append(Section(title=said, when=when, rows=rows))
    return found


def _about(meeting: Meeting, language: str) -> str:
    return f"{title_of(meeting.script, language)}, {say_day(meeting.starts_at)}".strip(", ")


def bring_back(person: Person, taken: Sequence[TakenNote]) -> int:
    """Put notes back where somebody leads the group; return how many were not here."""
    led = Facilitation.objects.filter(owner=person.owner).values("group")
    wanted = [each.meeting for each in taken]
    there = set(Meeting.objects.filter(pk__in=wanted, group__in=led).values_list("pk", flat=True))
    noted = MeetingNote.objects.visible_to(person).values_list("meeting", flat=True)
    open_to = there - set(noted)
    count = 0
    for each in taken:
        words = clean(each.words, lines=True)[:LONGEST]
        if each.meeting in open_to and words:
            open_to.discard(each.meeting)
            _keep(person, each, words)
            count += 1
    return count


def _keep(person: Person, taken: TakenNote, words: str) -> None:
    is_free = not MeetingNote.objects.filter(pk=taken.id).exists()
    note = MeetingNote(
        id=taken.id if is_free else uuid.uuid4(),
        owner=person.owner,
        meeting_id=taken.meeting,
        changed_at=min(taken.changed_at, timezone.now()),
    )
    note.sealed = person.vault.seal(words.encode(), record=str(note.pk), field=FIELD)
    note.save(force_insert=True)


def bytes_of_owner() -> models.Subquery:
    """Return a subquery with the bytes of an owner's notes."""
    mine = MeetingNote.objects.filter(owner=models.OuterRef("pk")).order_by().values("owner")
    return models.Subquery(mine.annotate(total=models.Sum(Length("sealed"))).values("total"))
