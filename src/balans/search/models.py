"""The index: one entry for each thing in each language, and the words that we know."""

from django.db import models


class Entry(models.Model):
    """Something that can be found. Only `actions.py` writes it.

    The `terms` columns hold stems with one space between them; the database keeps an index of them
    by itself (migration 0002), in the same transaction. `found_in` holds where it may be found:
    a language with a municipality, or with the whole country (`places.py`).
    """

    class Kind(models.TextChoices):
        NEED = "need"
        ARTICLE = "article"
        PATHWAY = "pathway"
        OFFER = "offer"
        LOCAL = "local"
        EXERCISE = "exercise"

    kind = models.CharField(max_length=8, choices=Kind.choices)
    name = models.CharField(max_length=120)
    """The name in content, or the id of a local offer."""

    language = models.CharField(max_length=2)
    """In which its words are."""

    title = models.CharField(max_length=200)
    text = models.TextField()
    """One or two sentences on what it brings."""

    note = models.CharField(max_length=300, blank=True, default="")
    """Who offers it and where."""

    href = models.CharField(max_length=300, blank=True, default="")
    """The page, for what comes from content; that of a local offer follows from its id."""

    about_dying = models.BooleanField(default=False)
    title_terms = models.TextField()
    key_terms = models.TextField(blank=True, default="")
    body_terms = models.TextField(blank=True, default="")
    found_in = models.TextField()
    stamp = models.CharField(max_length=64)
    """Under which content and rules it was made."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "name", "language"], name="an_entry_once")
        ]
        indexes = [models.Index(fields=["stamp", "kind"], name="entries_by_stamp")]

    def __str__(self) -> str:
        return f"{self.kind} {self.name} {self.language}"


class KnownWord(models.Model):
    """A word that stands in some local offer: what spelling mistakes are compared with."""

    word = models.CharField(max_length=40, unique=True)

    def __str__(self) -> str:
        return self.word


class IndexState(models.Model):
    """Under which content and rules the index was made, and the vocabulary of that content."""

    stamp = models.CharField(max_length=64)
    lexicons = models.JSONField()

    def __str__(self) -> str:
        return self.stamp
