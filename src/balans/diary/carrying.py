"""The diary on Mijn plek and in a parcel."""

import uuid
from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balans.accounts.belongings import Belonging
from balans.accounts.parcel import Moment, Section
from balans.accounts.person import Person
from balans.core.content import Content
from balans.diary.actions import Returning, return_memories
from balans.diary.form import Shown
from balans.diary.models import Memory
from balans.diary.words import TEXT_LIMIT, MemoryWords
from balans.questionnaires.kinds.base import cleaned


class TakenMemory(Content):
    """A memory, as a parcel holds it. A draft is a memory that was never finished."""

    id: uuid.UUID
    created_at: Moment
    changed_at: Moment
    is_draft: bool = False
    words: MemoryWords
    unfinished: MemoryWords | None = None
    """A change that was begun and left."""


def diary_of(person: Person) -> list[Belonging]:
    """Return the diary as one thing, as Mijn plek lists it; nothing without a memory."""
    known = Memory.objects.visible_to(person).order_by("-changed_at").values_list("changed_at")
    if not (moments := list(known[:1])):
        return []
    kept = Memory.objects.visible_to(person).kept().count()
    words = ngettext("%(count)s herinnering", "%(count)s herinneringen", kept)
    return [
        Belonging(
            title=_("Mijn herinneringen"),
            when=moments[0][0],
            state=words % {"count": kept},
            href=reverse("diary:index"),
            action=_("Bekijk je herinneringen"),
        )
    ]


def _known(person: Person) -> Iterator[tuple[Memory, MemoryWords]]:
    for memory in Memory.objects.visible_to(person).order_by("created_at").iterator():
        yield memory, memory.read(person)


def take(person: Person) -> list[TakenMemory]:
    """Return every memory and draft as data."""
    return [
        TakenMemory(
            id=memory.pk,
            created_at=memory.created_at,
            changed_at=memory.changed_at,
            is_draft=memory.is_draft,
            words=words,
            unfinished=memory.read_latest(person) if memory.unfinished else None,
        )
        for memory, words in _known(person)
    ]


def sections(person: Person) -> list[Section]:
    """Return every memory as a person reads it."""
    return [
        Section(
            title=_("Herinnering: %(name)s") % {"name": Shown(words).name},
            when=memory.changed_at,
            rows=tuple(_lines(Shown(words))),
        )
        for memory, words in _known(person)
    ]


def _lines(shown: Shown) -> Iterator[tuple[str, tuple[str, ...]]]:
    if shown.when:
        yield _("Wanneer"), (shown.when,)
    if shown.words.question:
        yield _("De vraag"), (shown.words.question,)
    texts = shown.words.things if shown.words.kind == "good" else (shown.words.text,)
    yield _("Wat ik schreef"), tuple(texts)
    if shown.mood:
        yield _("Stemming"), (shown.mood,)


def papers(person: Person) -> Iterator[tuple[str, bytes]]:
    """Yield nothing: the memory book is the diary on paper."""
    yield from ()


def bring_back(person: Person, taken: Sequence[TakenMemory]) -> int:
    """Put memories back; return how many were not here. One without words is left out."""
    returning = [
        Returning(
            id=each.id,
            words=words,
            unfinished=_fitting(each.unfinished) if each.unfinished else None,
            created_at=each.created_at,
            changed_at=each.changed_at,
            is_draft=each.is_draft,
        )
        for each in {each.id: each for each in taken}.values()
        if not (words := _fitting(each.words)).is_empty
    ]
    return return_memories(person=person, returning=returning)


def _fitting(words: MemoryWords) -> MemoryWords:
    """Return the words as a form would have kept them; a file can say anything."""
    found = cleaned(words.model_dump(mode="json"))
    return MemoryWords.model_validate({**found, "text": found["text"][:TEXT_LIMIT]})
