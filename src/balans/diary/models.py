"""Memories as the database keeps them: whose, which revision, and everything else sealed."""

import uuid

from django.db import models
from django.db.models.functions import Length

from balans.accounts.models import Owner
from balans.accounts.person import Person
from balans.core.vault import CannotOpen, Vault
from balans.diary import timeline
from balans.diary.attachment import Attachment as Attachment
from balans.diary.keeping_books import Book, BookJob
from balans.diary.timeline import Timeline
from balans.diary.words import MemoryWords

__all__ = ["Book", "BookJob", "Memory", "MemoryIndex"]
WORDS, UNFINISHED, INDEX = "words", "unfinished", "index"


def part_of(memory_id: uuid.UUID) -> str:
    """Return the name of the part whose key opens this memory alone."""
    return f"memory {memory_id}"


def open_words(vault: Vault, memory_id: uuid.UUID, sealed: bytes) -> bytes:
    """Return the words of a memory as JSON, with the key of that memory. Raise CannotOpen."""
    return vault.open(sealed, record=str(memory_id), field=WORDS)


class MemoryQuerySet(models.QuerySet["Memory"]):
    def visible_to(self, person: Person | None) -> "MemoryQuerySet":
        """Return the memories that a person may see: the own ones, and nothing else."""
        return self.none() if person is None else self.filter(owner=person.owner)

    def kept(self) -> "MemoryQuerySet":
        """Return the memories that were finished once; they stand on the timeline."""
        return self.filter(is_draft=False)

    def left(self) -> "MemoryQuerySet":
        """Return what was begun and left: new memories and changes, the newest first."""
        return self.filter(is_left=True).order_by("-changed_at")

    def of_page(self, person: Person, ids: list[uuid.UUID]) -> "list[Memory]":
        """Return these few memories of a person, in no order.

        By their ids alone: asked for by owner as well, SQLite walks through all of the owner's.
        """
        return [each for each in self.filter(pk__in=ids) if each.owner_id == person.owner.pk]


class Memory(models.Model):
    """One memory of an owner, sealed with a key of its own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, related_name="memories")
    sealed = models.BinaryField()
    unfinished = models.BinaryField(null=True)
    """A change that was begun and left; sealed for the owner alone, never for who it is shared."""

    revision = models.PositiveIntegerField(default=1)
    form = models.CharField(max_length=36, default="")
    """The opened form that wrote last: a random id, so that a form never clashes with itself."""

    is_draft = models.BooleanField(default=False)
    """Begun and never finished: not on the timeline."""

    is_left = models.BooleanField(default=False)
    """There is a draft: a new memory or a change that was begun and left."""

    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = MemoryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "memories"
        indexes = [
            models.Index(fields=["owner", "is_draft"]),
            models.Index(
                fields=["owner", "-changed_at"],
                condition=models.Q(is_left=True),
                name="diary_memory_left",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

    def vault_of(self, person: Person) -> Vault:
        """Return the vault of this memory alone: for its words, photos and recordings."""
        return person.vault.within(part_of(self.pk))

    def read(self, person: Person) -> MemoryWords:
        """Return the words as they were kept. Raise CannotOpen when they are somebody else's."""
        return self.read_with(self.vault_of(person))

    def read_with(self, vault: Vault) -> MemoryWords:
        """Return the words with the key of this memory alone, as it is when it is shared."""
        return MemoryWords.model_validate_json(open_words(vault, self.pk, bytes(self.sealed)))

    def read_latest(self, person: Person) -> MemoryWords:
        """Return the words that were written last: the unfinished ones when there are."""
        if self.unfinished is None:
            return self.read(person)
        words = person.vault.open(bytes(self.unfinished), record=str(self.pk), field=UNFINISHED)
        return MemoryWords.model_validate_json(words)

    def seal(self, person: Person, words: MemoryWords) -> None:
        """Put words in place of those that were kept; saving is the caller's."""
        text = words.model_dump_json().encode()
        self.sealed = self.vault_of(person).seal(text, record=str(self.pk), field=WORDS)
        self.unfinished = None

    def seal_unfinished(self, person: Person, words: MemoryWords) -> None:
        """Put a begun change beside the words that were kept; saving is the caller's."""
        text = words.model_dump_json().encode()
        self.unfinished = person.vault.seal(text, record=str(self.pk), field=UNFINISHED)


def bytes_of_owner() -> models.Subquery:
    """Return a subquery with the bytes of an owner's memories: SQLite need not read them."""
    mine = Memory.objects.filter(owner=models.OuterRef("pk")).order_by().values("owner")
    return models.Subquery(mine.annotate(total=models.Sum(Length("sealed"))).values("total"))


class MemoryIndex(models.Model):
    """The timeline of an owner in one sealed value; made anew from the memories when it is gone."""

    owner = models.OneToOneField(
        Owner, primary_key=True, on_delete=models.CASCADE, related_name="memory_index"
    )
    sealed = models.BinaryField(default=b"")

    def __str__(self) -> str:
        return str(self.pk)

    def read(self, person: Person) -> Timeline | None:
        """Return the timeline, None when it is empty of bytes or damaged."""
        try:
            content = person.vault.open(bytes(self.sealed), record=str(self.pk), field=INDEX)
            return timeline.read(content)
        except (CannotOpen, ValueError, TypeError):
            return None

    def seal(self, person: Person, known: Timeline) -> None:
        """Put a timeline in place; saving is the caller's."""
        content = timeline.write(known)
        self.sealed = person.vault.seal(content, record=str(self.pk), field=INDEX)
