"""What a participant lets know about a meeting: coming or not, a few words, prepared or not."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from balans.accounts.person import Person
from balans.core.padding import with_room
from balans.groups.models import Group, Meeting, Participation, Reply
from balans.groups.models.taking_part import BLOCK_BYTES
from balans.groups.opened import Joined, Led
from balans.groups.words import Note

FIELD = "note"


@dataclass(frozen=True)
class Told:
    """A reply, as whoever wrote it reads it again."""

    coming: bool | None = None
    prepared: bool = False
    words: str = ""


NOTHING = Told()


def box_name(meeting_id: UUID) -> str:
    """Return where the words with a reply stand, within a participation."""
    return f"note {meeting_id}"


def words_of(here: Led, reply: Reply) -> str:
    """Return the words with a reply for a facilitator; empty for none, or when it does not open."""
    if reply.box is None:
        return ""
    taking = reply.participation
    note = taking.look(here.private, bytes(reply.box), box_name(reply.meeting_id), Note)
    return note.words if note else ""


@transaction.atomic
def reply(*, here: Joined, meeting: Meeting, told: Told) -> None:
    """Keep what somebody lets know, in place of what they said before.

    Raise Participation.DoesNotExist when they were taken out meanwhile.
    """
    taking = Participation.objects.select_for_update().get(pk=here.participation.pk)
    row = Reply.objects.filter(participation=taking, meeting=meeting).first()
    row = row or Reply(participation=taking, meeting=meeting)
    row.coming, row.prepared = told.coming, told.prepared
    _put_words(row, here.person, here.group, told.words)
    row.save()


def _put_words(row: Reply, person: Person, group: Group | None, words: str) -> None:
    """Put words in place; without a group for their owner alone."""
    row.box = row.sealed = None
    if words:
        taking, note = row.participation, Note(words=words)
        row.box = taking.fill(group, box_name(row.meeting_id), note) if group else None
        ready = with_room(note.model_dump_json().encode(), BLOCK_BYTES)
        row.sealed = person.vault.seal(ready, record=_record(row), field=FIELD)


def _record(row: Reply) -> str:
    return f"{row.participation_id} {row.meeting_id}"


def _words(row: Reply, person: Person) -> str:
    if row.sealed is None:
        return ""
    words = person.vault.open(bytes(row.sealed), record=_record(row), field=FIELD)
    return Note.model_validate_json(words).words


def told_by(person: Person, taking: Participation) -> Mapping[UUID, Told]:
    """Return what somebody let know, by meeting. One query."""
    rows = Reply.objects.filter(participation=taking)
    return {each.meeting_id: _told(each, person) for each in rows}


def _told(row: Reply, person: Person) -> Told:
    return Told(coming=row.coming, prepared=row.prepared, words=_words(row, person))


def tell_anew(*, person: Person, group: Group, taking: Participation) -> None:
    """Tell the words with every reply again, for the key that the group has now.

    In the caller's transaction.
    """
    move(origin=person, into=person, taking=taking, group=group)


def move(*, origin: Person, into: Person, taking: Participation, group: Group | None) -> None:
    """Seal the words with every reply anew for who somebody is now, their owner already.

    Without a group the facilitators are not told. In the caller's transaction.
    """
    for row in Reply.objects.filter(participation=taking).exclude(sealed=None):
        words = _words(row, origin)
        row.participation = taking
        _put_words(row, into, group, words)
        row.save(update_fields=["box", "sealed"])
