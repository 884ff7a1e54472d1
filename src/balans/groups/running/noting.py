"""What one facilitator notes about a meeting, in their own vault; nothing lost on two devices."""

import uuid
from dataclasses import dataclass

from django.db import models, transaction
from django.db.models.functions import Length
from django.utils import timezone

from balans.accounts.person import Person
from balans.groups.models import Meeting, MeetingNote

LONGEST = 20_000


@dataclass(frozen=True)
class Kept:
    """A note as it is kept, with the version that the next save names."""

    words: str = ""
    version: int = 0
    was_joined: bool = False
    """Whether another device had written meanwhile, so that both stand below each other."""


def note_of(person: Person, meeting: Meeting) -> Kept:
    """Return what somebody noted about a meeting."""
    note = MeetingNote.objects.visible_to(person).filter(meeting=meeting).first()
    return Kept(_words(person, note), note.version) if note else Kept()


def _words(person: Person, note: MeetingNote) -> str:
    return person.vault.open(bytes(note.sealed), record=str(note.pk), field="note").decode()


@transaction.atomic
def keep_note(*, person: Person, meeting: Meeting, words: str, version: int) -> Kept:
    """Keep a note. When another device wrote after this version, both are kept below each other."""
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    note = MeetingNote.objects.visible_to(person).filter(meeting=meeting).first()
    made = note or MeetingNote(id=uuid.uuid4(), owner=person.owner, meeting=meeting, version=0)
    was_joined = note is not None and note.version != version
    if note is not None and was_joined:
        words = joined(_words(person, note), words)
    made.version += 1
    made.changed_at = timezone.now()
    made.sealed = person.vault.seal(words.encode(), record=str(made.pk), field="note")
    made.save(force_insert=note is None)
    return Kept(words, made.version, was_joined)


def joined(kept: str, typed: str) -> str:
    """Return two texts as one: what is kept, and then every line that it does not have."""
    known = {line.strip() for line in kept.splitlines()}
    new = [line for line in typed.splitlines() if line.strip() and line.strip() not in known]
    return (
        "\n".join([kept, "", *new]) if new and kept.strip() else "\n".join([kept, *new]).strip("\n")
    )


def bytes_of_owner() -> models.Subquery:
    """Return a subquery with the bytes of an owner's notes."""
    mine = MeetingNote.objects.filter(owner=models.OuterRef("pk")).order_by().values("owner")
    return models.Subquery(mine.annotate(total=models.Sum(Length("sealed"))).values("total"))
