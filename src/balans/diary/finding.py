"""Searching through all memories of a person: opened one by one, nothing kept."""

from dataclasses import dataclass
from uuid import UUID

from balans.accounts.person import Person
from balans.diary.actions import timeline_of
from balans.diary.form import Shown
from balans.diary.models import Memory
from balans.diary.search import Piece, Search, texts_of
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
    words = {}
    kept = Memory.objects.visible_to(person).kept().only("id", "sealed")
    for memory in kept.iterator(chunk_size=CHUNK):
        read = memory.read(person)
        if search.finds(read):
            words[memory.pk.hex] = read
    order = [each for each in timeline_of(person).entries if each.id in words]
    hits = tuple(_hit(each.uuid, words[each.id], search) for each in order[:MOST_HITS])
    return Found(hits=hits, count=len(order))


def _hit(memory_id: UUID, words: MemoryWords, search: Search) -> Hit:
    shown = Shown(words)
    return Hit(
        id=memory_id,
        shown=shown,
        title=tuple(search.marks(shown.title)),
        pieces=tuple(search.excerpt(texts_of(words))),
    )
