"""The words of one memory as pure data. What changes is a new value; nothing here is stored."""

from functools import cached_property
from typing import Annotated, Literal

from pydantic import AfterValidator, StringConstraints, model_validator

from balans.core.content import Content
from balans.diary.when import When, read_when

TEXT_LIMIT = 20_000
TITLE_LIMIT = 200
LINE_LIMIT = 2_000
THINGS = 3
LOOSE = " \n,;:.–-"
NAME_LENGTH, TEASER_LENGTH = 80, 220
MOST_THINGS = 12

Kind = Literal["memory", "good"]
"""`memory` is a text; `good` holds the good things of a day, a line for each."""

Mood = Literal["", "warm", "calm", "laugh", "sad", "longing", "mixed"]
MOODS: tuple[Mood, ...] = ("warm", "calm", "laugh", "sad", "longing", "mixed")

Undated = Literal["", "long-ago", "unknown"]
"""Why there is no date: it was long ago, it is not known any more, or nothing was said."""


def _a_date(text: str) -> str:
    read_when(text)
    return text


class MemoryWords(Content):
    """Everything that was written for one memory."""

    kind: Kind = "memory"
    title: Annotated[str, StringConstraints(max_length=TITLE_LIMIT)] = ""
    text: Annotated[str, StringConstraints(max_length=TEXT_LIMIT)] = ""
    things: tuple[Annotated[str, StringConstraints(max_length=LINE_LIMIT)], ...] = ()
    when: Annotated[str, AfterValidator(_a_date)] = ""
    """A date as far as it is known: 2024-05-03, 2024-05, 2024, or empty."""

    undated: Undated = ""
    mood: Mood = ""
    prompt: Annotated[str, StringConstraints(max_length=80)] = ""
    """The id of the question that invited to write."""

    question: Annotated[str, StringConstraints(max_length=400)] = ""
    """That question as it was asked, so that it stays with the memory."""

    @model_validator(mode="after")
    def _not_too_many(self) -> "MemoryWords":
        if len(self.things) > MOST_THINGS:
            raise ValueError("more good things than a day can hold")
        return self

    @cached_property
    def day(self) -> When | None:
        """Return the date, None without one."""
        return read_when(self.when)

    @property
    def is_empty(self) -> bool:
        """Return whether nothing was written; a date or a mood alone is nothing yet."""
        return not (self.title or self.text or any(self.things))

    @property
    def name(self) -> str:
        """Return the title, else how the words begin; at most 80 signs."""
        first = self.title.strip() or next((line for line in self.lines if line), "")
        return _shortened(first, NAME_LENGTH)

    @property
    def teaser(self) -> str:
        """Return how the text goes on after the name; empty when the name says it all."""
        if self.kind == "good":
            return ""
        if self.title.strip():
            return _shortened(self.text, TEASER_LENGTH)
        seen = self.name.removesuffix("…")
        rest = self.text[len(seen) :].lstrip(LOOSE)
        return _shortened(f"… {rest}" if rest and seen != self.name else rest, TEASER_LENGTH)

    @property
    def lines(self) -> list[str]:
        """Return the written lines: those of the text, or the good things."""
        return list(self.things) if self.kind == "good" else self.text.split("\n")

    @property
    def paragraphs(self) -> list[str]:
        """Return the text in paragraphs; a single new line stays inside its paragraph."""
        return [part.strip("\n") for part in self.text.split("\n\n") if part.strip()]


def _shortened(text: str, length: int) -> str:
    """Return the beginning of a text on one line, cut at a word."""
    line = " ".join(text[: length * 2].split())
    if len(line) <= length and len(text) <= length * 2:
        return line
    cut = line[: length - 1]
    whole = cut[: cut.rfind(" ")] if " " in cut[length // 2 :] else cut
    return f"{whole.rstrip(LOOSE)}…"


def together(one: MemoryWords, other: MemoryWords) -> MemoryWords:
    """Return the good things of both, each once, in their order."""
    things = dict.fromkeys((*one.things, *other.things))
    return one.model_copy(update={"things": tuple(things)[:MOST_THINGS]})


def clashes(*, known: tuple[int, str], given: tuple[int, str]) -> bool:
    """Return whether somebody else wrote meanwhile: another revision, and by another form.

    A form that wrote last itself may go on: its answer may have got lost on the way.
    """
    return known[0] != given[0] and known[1] != given[1]
