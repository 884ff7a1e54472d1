"""What the content check looks at in materials: placeholders, addresses, readers."""

from collections.abc import Collection, Iterable, Iterator

from balans.core.content import LANGUAGES
from balans.outreach.content import (
    LETTERS,
    Letter,
    PrintWords,
    ReaderKind,
    TextWords,
    letters,
)
from balans.outreach.filling import PLACEHOLDER, PLACES


def problems() -> Iterator[str]:
    """Yield what is wrong beyond the types, each with its file."""
    for language in LANGUAGES:
        found = letters(language).values()
        for slug in twice(found):
            yield f"{LETTERS}: slug '{slug}' stands twice ({language})"
        for letter in found:
            yield from _problems_of(letter)


def _problems_of(letter: Letter) -> Iterator[str]:
    where = f"{LETTERS}/{letter.name}/{letter.language}.toml"
    yield from places_of(letter, PLACES)
    if isinstance(letter.words, TextWords) and "{site}" not in letter.words.text:
        yield f"{where}: text: {{site}} is missing, so that nobody knows where to go"


def places_of(letter: Letter, places: Collection[str]) -> Iterator[str]:
    """Yield that a material names no source, and what stands in its text that nobody fills in."""
    where = f"{letter.folder}/{letter.name}"
    if not letter.entry.sources:
        yield f"{where}/letter.toml: sources: name at least one source"
    if isinstance(letter.words, TextWords):
        for name in PLACEHOLDER.findall(f"{letter.words.subject} {letter.words.text}"):
            if name not in places:
                yield f"{where}/{letter.language}.toml: {{{name}}} is not something that we fill in"


def twice(found: Iterable[Letter]) -> Iterator[str]:
    """Yield each address that two materials of one language would have."""
    slugs = [each.slug for each in found]
    yield from sorted({each for each in slugs if slugs.count(each) > 1})


def texts_for(letter: Letter, reader: ReaderKind) -> list[str]:
    """Return the texts of a material that a kind of reader reads; how to use it is ours to them."""
    words, found = letter.words, list[str]()
    if reader == "professional":
        found.append(words.use)
    if reader == letter.entry.reader:
        found += _own(words)
    return found


def _own(words: PrintWords | TextWords) -> list[str]:
    if isinstance(words, TextWords):
        return [words.subject, words.text]
    said = [words.heading, words.lead, *words.lines, words.begin, words.promise, words.ask]
    return [*said, words.over]
