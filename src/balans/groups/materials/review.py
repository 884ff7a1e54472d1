"""What the content check looks at in the materials of a group and in its slides."""

from collections.abc import Iterator

from balans.core.content import LANGUAGES
from balans.groups.materials.content import FOLDER, INSIDE_PLACES, OPEN_PLACES, materials
from balans.outreach.content import Letter, PrintWords, TextWords
from balans.outreach.review import places_of, twice


def problems() -> Iterator[str]:
    """Yield what is wrong beyond the types, each with its file."""
    for language in LANGUAGES:
        found = materials(language).values()
        for slug in twice(found):
            yield f"{FOLDER}: slug '{slug}' stands twice ({language})"
        for letter in found:
            yield from _problems_of(letter)


def _problems_of(letter: Letter) -> Iterator[str]:
    where = f"{FOLDER}/{letter.name}/{letter.language}.toml"
    inside = letter.entry.inside
    yield from places_of(letter, OPEN_PLACES | INSIDE_PLACES if inside else OPEN_PLACES)
    match letter.words:
        case PrintWords(over=""):
            yield f"{where}: over: a print says what there is when the series is over"
        case TextWords(text=text) if not inside and "{join}" not in text:
            yield f"{where}: text: {{join}} is missing, so that nobody knows where to sign up"
