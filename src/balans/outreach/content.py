"""Materials to bring people in, as content: to print, to send, to place (seed 000).

`content/letters` is for this site; another room has materials of its own in another folder.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pydantic import Field

from balans.core.content import LANGUAGES, Content, ContentError, Id, Provenance, Words, library
from balans.documents.leaflet import Size

LETTERS = "letters"
ReaderKind = Literal["carer", "professional"]
LetterKind = Literal["print", "text", "mail"]


class LetterEntry(Provenance):
    """Structure of a material: what it is, and who reads it in the end."""

    kind: LetterKind
    reader: ReaderKind
    order: int
    slug_en: Id
    sizes: tuple[Size, ...] = ()
    """Of a print: the sheets that it comes on, the usual one first."""

    inside: bool = False
    """Whether only who takes part reads it."""


class PrintWords(Content):
    """The words of a flyer or a poster."""

    title: Words
    use: Words
    """To the organisation: when to use it, and how."""

    heading: Words
    lead: Words
    lines: tuple[Words, ...] = Field(max_length=3)
    """What it brings a carer."""

    begin: Words
    promise: Words
    ask: Words
    """What stands above the organisation's own name."""

    over: str = ""
    """What stands in place of the lead when there is nothing left to come to."""


class TextWords(Content):
    """A text to copy. It may hold {site}, {contact}, {organisation}, or what its room fills in."""

    title: Words
    use: Words
    text: Words
    subject: str = ""


@dataclass(frozen=True)
class Letter:
    """One material in one language."""

    folder: str
    name: Id
    slug: str
    language: str
    entry: LetterEntry
    words: PrintWords | TextWords

    @property
    def title(self) -> str:
        return self.words.title

    @property
    def size(self) -> Size | Literal["brief"]:
        """Return the sheet that it comes on when none is asked for."""
        return self.entry.sizes[0] if self.entry.sizes else "brief"


@cache
def letters(language: str, folder: str = LETTERS) -> Mapping[str, Letter]:
    """Return every material of a folder by name, in order. Raise ContentError."""
    found = [_letter(folder, name, language) for name in library().items(folder)]
    return {each.name: each for each in sorted(found, key=lambda each: each.entry.order)}


@cache
def letter_called(slug: str, language: str, folder: str = LETTERS) -> Letter:
    """Return the material with an address. Raise KeyError."""
    return {each.slug: each for each in letters(language, folder).values()}[slug]


def _letter(folder: str, name: str, language: str) -> Letter:
    entry = library().decode(LetterEntry, folder, name, "letter.toml")
    kind: type[PrintWords | TextWords] = PrintWords if entry.kind == "print" else TextWords
    words = library().decode(kind, folder, name, f"{language}.toml")
    if (entry.kind == "print") != bool(entry.sizes):
        raise ContentError([f"{folder}/{name}/letter.toml: sizes: only a print has sheets"])
    if isinstance(words, TextWords) and (entry.kind == "mail") != bool(words.subject):
        raise ContentError([f"{folder}/{name}/{language}.toml: subject: only a mail has one"])
    slug = name if language == "nl" else entry.slug_en
    return Letter(folder=folder, name=name, slug=slug, language=language, entry=entry, words=words)


def load() -> None:
    """Read every material in every language, so that an error shows at start-up."""
    for language in LANGUAGES:
        letters(language)
