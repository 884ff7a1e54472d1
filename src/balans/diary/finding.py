"""Searching through all memories of a person: opened one by one, nothing kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from balans.accounts.person import Person
from balans.diary.actions import timeline_of
from balans.diary.form import Shown
from balans.diary.models import Memory, open_words, part_of
from balans.diary.search import Piece, Search, Searched, texts_of
from balans.diary.words import MemoryWords

MOST_HITS = 50
CHUNK = 200


@dataclass(frozen=True)
class Hit:
    """A memory that was found, with the words around what was looked for."""

    id: UUID
    shown: Shown
    title: tuple[Piece, ...]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Found:
    """The newest hits, and how many there are in all."""

    hits: tuple[Hit, ...]
    count: int


def find(person: Person, search: Search) -> Found:
    """Return the memories in which every term stands, newest first."""
    known = {each.hex for each in _where(person, search)}
    order = [each.uuid for each in timeline_of(person).entries if each.id in known]
    shown = {each.pk: each for each in Memory.objects.of_page(person, order[:MOST_HITS])}
    hits = tuple(_hit(each, shown[each].read(person), search) for each in order if each in shown)
    return Found(hits=hits, count=len(order))


def _where(person: Person, search: Search) -> Iterator[UUID]:
    """Yield the ids of what is found; opened one by one, and only as far as needed."""
    kept = Memory.objects.visible_to(person).kept().values_list("pk", "sealed")
    for memory_id, sealed in kept.iterator(chunk_size=CHUNK):
        vault = person.vault.within(part_of(memory_id))
        words = open_words(vault, memory_id, bytes(sealed))
        if search.finds(Searched.model_validate_json(words)):
            yield memory_id


def _hit(memory_id: UUID, words: MemoryWords, search: Search) -> Hit:
    shown = Shown(words)
    return Hit(
        id=memory_id,
        shown=shown,
        title=tuple(search.marks(shown.title)),
        pieces=tuple(search.excerpt(texts_of(words))),
    )
