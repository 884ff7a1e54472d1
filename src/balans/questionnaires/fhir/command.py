"""What `balans instruments check` says of a file: what loads, what does not, what is missing."""

from collections.abc import Iterator
from pathlib import Path

from balans.core.content import LANGUAGES
from balans.questionnaires.fhir.file import CannotLoad, shown
from balans.questionnaires.fhir.heading import dated, language_of
from balans.questionnaires.fhir.reader import Reader
from balans.questionnaires.fhir.reading import read_through


def report(path: Path) -> tuple[bool, list[str]]:
    """Return whether a file loads, and what to tell. Raise OSError when it cannot be opened."""
    try:
        reader = read_through(path.read_bytes(), where=path.name, language=LANGUAGES[0])
    except CannotLoad as error:
        return False, [f"does not load: {each}" for each in error.problems]
    return not reader.problems, list(_lines(reader))


def _lines(reader: Reader) -> Iterator[str]:
    """Yield what to tell of a file that was read through."""
    kinds = {question.asked.id: str(question.table["kind"]) for question in reader.questions}
    for name, link in reader.links.items():
        yield f"loads: item {shown(link)} as question '{name}' ({kinds[name]})"
    yield from (f"does not load: {each}" for each in reader.problems)
    yield from (f"does nothing here: {each}" for each in reader.notes)
    yield from (f"give it beside the file: {each}" for each in _missing(reader))
    if reader.problems:
        yield f"{called(reader)}: would not load; problems: {len(reader.problems)}"
    else:
        yield f"{called(reader)}: loads; questions: {len(reader.questions)}"


def called(reader: Reader) -> str:
    """Return what a file calls itself."""
    return reader.head.get("title") or reader.head.get("name") or "questionnaire.json"


def _missing(reader: Reader) -> Iterator[str]:
    if not dated(reader.resource):
        yield "flow.toml: reviewed = the day on which somebody last read it through"
    if not reader.head.get("copyright"):
        yield "nl.toml and en.toml: [instrument] rights = whose it is and what may be done with it"
    if not language_of(reader.resource):
        yield "questionnaire.json: language, so that pages can say in which one it is"
