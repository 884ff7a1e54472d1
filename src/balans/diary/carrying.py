"""The diary on Mijn plek and in a parcel."""

import uuid
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _
from pydantic import Field

from balans.accounts.parcel import FilePath, Files, FileSource, Moment, Section
from balans.accounts.person import Person
from balans.accounts.space import NoSpace
from balans.core.blobs import BlobGone, NoRoom
from balans.core.content import Content
from balans.diary.actions import Returning, return_memories
from balans.diary.attaching import (
    NotAPhoto,
    Prepared,
    delete_blobs,
    prepare_photo,
    prepare_recording,
    store,
)
from balans.diary.attachment import (
    CAPTION_LIMIT,
    MOST_PHOTOS,
    MOST_RECORDINGS,
    PHOTO,
    RECORDING,
    Attachment,
)
from balans.diary.form import Shown
from balans.diary.models import Memory
from balans.diary.recordings import NotARecording
from balans.diary.words import TEXT_LIMIT, MemoryWords
from balans.questionnaires.kinds.base import cleaned

CHUNK = 100


class TakenAttachment(Content):
    """A photo or a recording of a memory, and where it lies in the parcel."""

    id: uuid.UUID
    kind: Literal["photo", "recording"]
    path: FilePath
    caption: str = Field(default="", max_length=CAPTION_LIMIT)


class TakenMemory(Content):
    """A memory, as a parcel holds it. A draft is a memory that was never finished."""

    id: uuid.UUID
    created_at: Moment
    changed_at: Moment
    is_draft: bool = False
    words: MemoryWords
    unfinished: MemoryWords | None = None
    """A change that was begun and left."""

    attachments: tuple[TakenAttachment, ...] = Field(
        default=(), max_length=MOST_PHOTOS + MOST_RECORDINGS
    )


def _known(person: Person) -> Iterator[tuple[Memory, MemoryWords]]:
    known = Memory.objects.visible_to(person).order_by("created_at")
    for memory in known.prefetch_related("attachments").iterator(chunk_size=CHUNK):
        yield memory, memory.read(person)


def _hung(
    person: Person, memory: Memory, words: MemoryWords
) -> Iterator[tuple[Attachment, str, str]]:
    """Yield every attachment of a memory with its path in the parcel and its caption."""
    vault = memory.vault_of(person)
    for each in memory.attachments.all():
        folder = "fotos" if each.is_photo else "geluid"
        day = words.when or "zonder-datum"
        path = f"{folder}/{day}-{each.pk.hex[:12]}.{each.type}"
        yield each, path, each.read_caption(vault)


def files(person: Person) -> Files:
    """Yield every photo and recording, one at a time; one whose bytes are gone is left out."""
    for memory, words in _known(person):
        for attachment, path, _caption in _hung(person, memory, words):
            with suppress(BlobGone):
                yield path, attachment.read(memory.vault_of(person))


def take(person: Person) -> Iterator[TakenMemory]:
    """Yield every memory and draft as data."""
    for memory, words in _known(person):
        yield TakenMemory(
            id=memory.pk,
            created_at=memory.created_at,
            changed_at=memory.changed_at,
            is_draft=memory.is_draft,
            words=words,
            unfinished=memory.read_latest(person) if memory.unfinished else None,
            attachments=tuple(
                TakenAttachment(
                    id=each.pk,
                    kind=PHOTO if each.is_photo else RECORDING,
                    path=path,
                    caption=caption,
                )
                for each, path, caption in _hung(person, memory, words)
            ),
        )


def sections(person: Person) -> Iterator[Section]:
    """Yield every memory as a person reads it."""
    for memory, words in _known(person):
        hung = list(_hung(person, memory, words))
        yield Section(
            title=_("Herinnering: %(name)s") % {"name": Shown(words).name},
            when=memory.changed_at,
            rows=tuple(_lines(Shown(words))),
            pictures=tuple((path, caption) for each, path, caption in hung if each.is_photo),
            sounds=tuple(path for each, path, _caption in hung if not each.is_photo),
        )


def _lines(shown: Shown) -> Iterator[tuple[str, tuple[str, ...]]]:
    if shown.when:
        yield _("Wanneer"), (shown.when,)
    if shown.words.question:
        yield _("De vraag"), (shown.words.question,)
    texts = shown.words.things if shown.words.kind == "good" else (shown.words.text,)
    if any(texts):
        yield _("Wat ik schreef"), tuple(texts)
    if shown.mood:
        yield _("Stemming"), (shown.mood,)


def papers(person: Person) -> Iterator[tuple[str, bytes]]:
    """Yield nothing: the memory book is the diary on paper."""
    yield from ()


@dataclass(frozen=True)
class Unpacked:
    """A memory from a parcel, with its photos and recordings kept as blobs."""

    taken: TakenMemory
    made: tuple[Attachment, ...] = ()


def unpack(person: Person, taken: Sequence[TakenMemory], source: FileSource) -> list[Unpacked]:
    """Clean and keep the files of the memories that are not here yet. Raise NoRoom or NoSpace.

    Then nothing is kept: the blobs that were, would fill the disk until they are swept.
    """
    ids = [each.id for each in taken]
    owners = dict(Memory.objects.filter(pk__in=ids).values_list("pk", "owner"))
    kept: list[Attachment] = []
    try:
        return [
            Unpacked(each)
            if owners.get(each.id) == person.owner.pk
            else _unpacked(
                person,
                each.model_copy(update={"id": uuid.uuid4()}) if each.id in owners else each,
                source,
                kept,
            )
            for each in {each.id: each for each in taken}.values()
        ]
    except (NoRoom, NoSpace):
        delete_blobs(name for each in kept for name in each.blob_names)
        raise


def _unpacked(
    person: Person, taken: TakenMemory, source: FileSource, kept: list[Attachment]
) -> Unpacked:
    memory = Memory(pk=taken.id)
    vault = memory.vault_of(person)
    ids = [each.id for each in taken.attachments]
    elsewhere = set(Attachment.objects.filter(pk__in=ids).values_list("pk", flat=True))
    made: dict[str, Attachment] = {}
    for each in taken.attachments:
        wanted_id = uuid.uuid4() if each.id in elsewhere else each.id
        if (prepared := _prepared(each, wanted_id, source)) is not None:
            source.claim(prepared.size)
            attachment = store(memory=memory, vault=vault, prepared=prepared)
            kept.append(attachment)
            attachment.position = len(made) + 1
            made.setdefault(attachment.fingerprint, attachment)
    return Unpacked(taken, tuple(made.values()))


def _prepared(taken: TakenAttachment, wanted_id: uuid.UUID, source: FileSource) -> Prepared | None:
    """Return a file of the parcel, cleaned like one that is uploaded; None when it is no good."""
    content = source.read(taken.path)
    if content is None:
        return None
    try:
        if taken.kind == PHOTO:
            caption = cleaned(taken.caption) or ""
            return prepare_photo(content, caption=caption, wanted_id=wanted_id)
        return prepare_recording(content, wanted_id=wanted_id)
    except (NotAPhoto, NotARecording):
        source.leave_out()
        return None


def bring_back(person: Person, unpacked: Sequence[Unpacked]) -> int:
    """Put memories back; return how many were not here. An empty one is left out."""
    returning = [
        Returning(
            id=each.taken.id,
            words=words,
            unfinished=_fitting(each.taken.unfinished) if each.taken.unfinished else None,
            created_at=each.taken.created_at,
            changed_at=each.taken.changed_at,
            is_draft=each.taken.is_draft,
        )
        for each in unpacked
        if not (words := _fitting(each.taken.words)).is_empty or each.made
    ]
    count = return_memories(person=person, returning=returning)
    made = [attachment for each in unpacked for attachment in each.made]
    # The same file brought twice at once: the first one stands, the other's blobs are swept.
    Attachment.objects.bulk_create(made, batch_size=200, ignore_conflicts=True)
    return count


def _fitting(words: MemoryWords) -> MemoryWords:
    """Return the words as a form would have kept them; a file can say anything."""
    found = cleaned(words.model_dump(mode="json"))
    return MemoryWords.model_validate({**found, "text": found["text"][:TEXT_LIMIT]})
