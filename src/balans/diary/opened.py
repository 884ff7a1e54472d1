"""A memory open for its owner, and the person's own order of prompts."""

import uuid
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from balans.accounts.person import Person, person_of
from balans.accounts.place.profile import is_bereaved
from balans.core.language import page_language
from balans.diary.content import Prompt, another, of_the_day, offered, prompts
from balans.diary.form import Shown
from balans.diary.models import Memory
from balans.diary.words import MemoryWords

VISITOR = "a visitor without a place of their own"


@dataclass(frozen=True)
class Opened:
    """A memory open for its owner: the words that were written last."""

    person: Person
    memory: Memory
    words: MemoryWords

    @property
    def shown(self) -> Shown:
        return Shown(self.words)

    def url(self, name: str) -> str:
        return reverse(f"diary:{name}", args=[self.memory.pk])


def opened(request: HttpRequest, memory_id: uuid.UUID) -> Opened | None:
    """Return the person's memory; None when it does not exist for this person."""
    person = person_of(request)
    memory = Memory.objects.visible_to(person).filter(pk=memory_id).first()
    if memory is None or person is None:
        return None
    return Opened(person=person, memory=memory, words=memory.read_latest(person))


def prompt_by(prompt_id: str) -> Prompt | None:
    """Return a prompt in the language of the page; None for an id that nobody knows."""
    return prompts(page_language()).get(prompt_id)


def prompt_for(person: Person | None, after: str = "") -> Prompt:
    """Return the prompt of the day for a person, or another one than the one just shown."""
    known, today = prompts(page_language()), timezone.localdate()
    seed = person.vault.within("prompts").data_key.hex() if person else VISITOR
    ids = offered(known, bereaved=is_bereaved(person))
    return known[another(ids, seed, today, after) if after else of_the_day(ids, seed, today)]
