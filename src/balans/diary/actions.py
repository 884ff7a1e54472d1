"""What happens to memories: kept, left as a draft, changed on two devices, erased, brought back.

Every action takes the timeline's row first, so that the writers of one owner wait for one another.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db import transaction
from django.utils import timezone

from balans.accounts.person import Person
from balans.accounts.shares.actions import withdraw_all_of
from balans.accounts.space import require_space
from balans.core.measures import Use, count_when_kept
from balans.diary import timeline
from balans.diary.attaching import release
from balans.diary.models import Memory, MemoryIndex
from balans.diary.timeline import Entry, Timeline, entry_of
from balans.diary.words import MemoryWords, clashes, together

Choice = Literal["mine", "theirs", "both"]


class ChangedMeanwhile(Exception):
    """Another form wrote this memory after the page was opened. Nothing was overwritten."""

    def __init__(self, memory: Memory) -> None:
        super().__init__("show both texts and let the owner choose")
        self.memory = memory


class AlreadyKept(Exception):
    """A draft came in after its own form had been kept; the kept words stand."""


@dataclass(frozen=True)
class Sheet:
    """What a form knows: the memory it writes, the revision it began with, and its own id."""

    memory_id: uuid.UUID
    revision: int = 0
    form: str = ""


def timeline_of(person: Person) -> Timeline:
    """Return the timeline of a person; made anew when it is missing, damaged or incomplete."""
    count = Memory.objects.visible_to(person).kept().count()
    row = MemoryIndex.objects.filter(owner=person.owner).first()
    entries = row.read(person) if row else None
    if entries is not None and len(entries) == count:
        return entries
    return rebuild_index(person=person) if count or row else Timeline()


@transaction.atomic
def rebuild_index(*, person: Person) -> Timeline:
    """Make the timeline anew from the memories themselves, and keep it."""
    index = _locked(person)
    entries = _from_memories(person)
    index.seal(person, entries)
    index.save(update_fields=["sealed"])
    return entries


def _from_memories(person: Person) -> Timeline:
    kept = Memory.objects.visible_to(person).kept()
    return timeline.in_order(_entry(each, each.read(person)) for each in kept.iterator())


def _entry(memory: Memory, words: MemoryWords) -> Entry:
    return entry_of(memory.pk, words, memory.created_at)


def _locked(person: Person) -> MemoryIndex:
    """Return the row of the timeline, taken: until the transaction ends nobody else writes."""
    MemoryIndex.objects.get_or_create(owner=person.owner)
    return MemoryIndex.objects.select_for_update().get(owner=person.owner)


def _put(index: MemoryIndex, person: Person, changed: Sequence[Entry], gone: str = "") -> None:
    """Bring the timeline up to date; from the memories when it cannot be read."""
    entries = index.read(person)
    if entries is None:
        entries = _from_memories(person)
    index.seal(person, entries.with_entries(changed, gone))
    index.save(update_fields=["sealed"])


@transaction.atomic
def keep_memory(*, person: Person, sheet: Sheet, words: MemoryWords) -> tuple[Memory, bool]:
    """Keep a memory, new or changed; return it and whether it is new on the timeline.

    The same form twice makes one memory. An id that is somebody else's gives another id.
    Raise ChangedMeanwhile when another form wrote in between, NoSpace when there is no room.
    """
    index = _locked(person)
    memory, is_new = _find(person, sheet)
    if is_new:
        require_space(person)
    else:
        if memory.read_latest(person) == words and not memory.is_draft and not memory.unfinished:
            return memory, False
        _refuse_clash(memory, person, sheet, words)
    was_draft = is_new or memory.is_draft
    _store(memory, person, sheet, words, is_new=is_new)
    _put(index, person, [_entry(memory, words)])
    count_when_kept(Use.SAVES)
    return memory, was_draft


def _find(person: Person, sheet: Sheet) -> tuple[Memory, bool]:
    """Return the memory that a form writes, or a new one that is not yet stored."""
    now = timezone.now()
    known = Memory.objects.select_for_update().filter(pk=sheet.memory_id).first()
    if known is not None and known.owner_id == person.owner.pk:
        return known, False
    wanted = sheet.memory_id if known is None else uuid.uuid4()
    new = Memory(id=wanted, owner=person.owner, revision=0, created_at=now, changed_at=now)
    return new, True


def _refuse_clash(memory: Memory, person: Person, sheet: Sheet, words: MemoryWords) -> None:
    known = (memory.revision, memory.form)
    given = (sheet.revision, sheet.form)
    if clashes(known=known, given=given) and memory.read_latest(person) != words:
        raise ChangedMeanwhile(memory)


def _store(
    memory: Memory, person: Person, sheet: Sheet, words: MemoryWords, *, is_new: bool
) -> None:
    memory.seal(person, words)
    memory.is_draft = False
    _stamp(memory, sheet)
    memory.save(force_insert=is_new)


def _stamp(memory: Memory, sheet: Sheet) -> None:
    memory.is_left = memory.is_draft or memory.unfinished is not None
    memory.revision += 1
    memory.form = sheet.form
    memory.changed_at = timezone.now()


@transaction.atomic
def keep_draft(
    *, person: Person, sheet: Sheet, words: MemoryWords, enclosed: bool = False
) -> Memory | None:
    """Keep what was typed so far; return None when there is nothing to keep (any more).

    `enclosed` says that a photo or recording comes along: that is something to keep as well.

    A kept memory keeps its words; the draft stands beside them until it is finished or let go.
    Raise ChangedMeanwhile when another form wrote in between, AlreadyKept when this one was kept,
    NoSpace when there is no room.
    """
    _locked(person)
    memory, is_new = _find(person, sheet)
    if is_new:
        nothing = words.is_empty and not enclosed
        if nothing:
            return None
        require_space(person)
        return _new_draft(memory, person, sheet, words)
    if memory.read_latest(person) == words:
        return memory
    _refuse_clash(memory, person, sheet, words)
    done = not memory.is_draft and memory.unfinished is None
    if done and memory.form == sheet.form and memory.revision != sheet.revision:
        raise AlreadyKept
    if words.is_empty and not enclosed and not memory.attachments.exists():
        return _drop(memory, sheet)
    if memory.is_draft:
        memory.seal(person, words)
    elif memory.read(person) == words:
        memory.unfinished = None
    else:
        memory.seal_unfinished(person, words)
    _stamp(memory, sheet)
    memory.save()
    return memory


def _new_draft(memory: Memory, person: Person, sheet: Sheet, words: MemoryWords) -> Memory:
    memory.seal(person, words)
    memory.is_draft = True
    _stamp(memory, sheet)
    memory.save(force_insert=True)
    return memory


def _drop(memory: Memory, sheet: Sheet) -> Memory | None:
    """Let an emptied draft go; the words of a kept memory stay as they were."""
    if memory.is_draft:
        memory.delete()
        return None
    memory.unfinished = None
    _stamp(memory, sheet)
    memory.save()
    return memory


@transaction.atomic
def let_draft_go(*, person: Person, memory: Memory) -> None:
    """Erase what was begun and left. The words that were kept stay. Twice changes nothing."""
    _locked(person)
    mine = Memory.objects.filter(pk=memory.pk, owner=person.owner)
    if (draft := mine.filter(is_draft=True).first()) is not None:
        release(memory=draft)
        draft.delete()
    mine.update(unfinished=None, is_left=False)


@transaction.atomic
def settle(
    *, person: Person, sheet: Sheet, words: MemoryWords, choice: Choice
) -> tuple[Memory, ...]:
    """End a clash as the owner chose: mine, theirs, or both (good things: one, with all lines).

    Raise ChangedMeanwhile when it changed once more after both texts were shown.
    """
    index = _locked(person)
    memory = Memory.objects.select_for_update().get(pk=sheet.memory_id, owner=person.owner)
    if memory.revision != sheet.revision and memory.form != sheet.form:
        raise ChangedMeanwhile(memory)
    theirs = memory.read_latest(person)
    kept = {"mine": words, "theirs": theirs, "both": theirs}[choice]
    if choice == "both" and words.kind == "good":
        kept = together(theirs, words)
    _store(memory, person, sheet, kept, is_new=False)
    found = [memory]
    if choice == "both" and words.kind == "memory":
        found.append(_beside(memory, person, sheet, words))
    entries = [_entry(each, each.read(person)) for each in found]
    _put(index, person, entries)
    return tuple(found)


def _beside(memory: Memory, person: Person, sheet: Sheet, words: MemoryWords) -> Memory:
    """Keep words as a memory of its own; its id follows from the form, so that twice is once."""
    wanted = uuid.uuid5(memory.pk, sheet.form)
    other, is_new = _find(person, Sheet(memory_id=wanted, form=sheet.form))
    _store(other, person, sheet, words, is_new=is_new)
    return other


@transaction.atomic
def erase_memory(*, person: Person, memory: Memory) -> None:
    """Erase a memory with everything that hangs on it; its links end. Twice changes nothing."""
    index = _locked(person)
    withdraw_all_of(owner=person.owner, room="diary", record=str(memory.pk))
    release(memory=memory)
    Memory.objects.filter(pk=memory.pk, owner=person.owner).delete()
    _put(index, person, [], gone=memory.pk.hex)


@dataclass(frozen=True)
class Returning:
    """A memory from a parcel."""

    id: uuid.UUID
    words: MemoryWords
    created_at: datetime
    changed_at: datetime
    is_draft: bool
    unfinished: MemoryWords | None = None


@transaction.atomic
def return_memories(*, person: Person, returning: Sequence[Returning]) -> int:
    """Put memories back that are not here; return how many. No moment lies in the future."""
    index, now = _locked(person), timezone.now()
    known = dict(
        Memory.objects.filter(pk__in=[each.id for each in returning]).values_list("pk", "owner")
    )
    new = {}
    for each in returning:
        if known.get(each.id) != person.owner.pk:
            memory_id = uuid.uuid4() if each.id in known else each.id
            memory = Memory(
                id=memory_id,
                owner=person.owner,
                is_draft=each.is_draft,
                created_at=min(each.created_at, now),
                changed_at=min(each.changed_at, now),
            )
            memory.seal(person, each.words)
            if each.unfinished:
                memory.seal_unfinished(person, each.unfinished)
            memory.is_left = each.is_draft or each.unfinished is not None
            new[memory_id] = (memory, each.words)
    Memory.objects.bulk_create([memory for memory, _words in new.values()], batch_size=200)
    _put(index, person, [_entry(m, words) for m, words in new.values() if not m.is_draft])
    return len(new)
