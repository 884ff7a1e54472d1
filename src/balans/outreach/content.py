"""Materials to bring people in, as content: to print, to send, to place (seed 000)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

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


class PrintWords(Content):
    """The words of a flyer or a poster."""

    title: Words
    use: Words
    """To the organisation: when to use it, and how."""

    heading: Words
    lead: Words
    lines: tuple[Words, Words, Words]
    """What it brings a carer."""

    begin: Words
    promise: Words
    ask: Words
    """What stands above the organisation's own name."""


class TextWords(Content):
    """A text to copy. It may hold {site}, {contact} and {organisation}."""

    title: Words
    use: Words
    text: Words
    subject: str = ""


@dataclass(frozen=True)
class Letter:
    """One material in one language."""

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
def letters(language: str) -> Mapping[str, Letter]:
    """Return every material by name, in order. Raise ContentError."""
    found = [_letter(name, language) for name in library().items(LETTERS)]
    return {each.name: each for each in sorted(found, key=lambda each: each.entry.order)}


@cache
def letter_called(slug: str, language: str) -> Letter:
    """Return the material with an address. Raise KeyError."""
    return {each.slug: each for each in letters(language).values()}[slug]


def _letter(name: str, language: str) -> Letter:
    entry = library().decode(LetterEntry, LETTERS, name, "letter.toml")
    kind: type[PrintWords | TextWords] = PrintWords if entry.kind == "print" else TextWords
    words = library().decode(kind, LETTERS, name, f"{language}.toml")
    if (entry.kind == "print") != bool(entry.sizes):
        raise ContentError([f"{LETTERS}/{name}/letter.toml: sizes: only a print has sheets"])
    if isinstance(words, TextWords) and (entry.kind == "mail") != bool(words.subject):
        raise ContentError([f"{LETTERS}/{name}/{language}.toml: subject: only a mail has one"])
    slug = name if language == "nl" else entry.slug_en
    return Letter(name=name, slug=slug, language=language, entry=entry, words=words)


def load() -> None:
    """Read every material in every language, so that an error shows at start-up."""
    for language in LANGUAGES:
        letters(language)
