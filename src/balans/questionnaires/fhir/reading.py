"""A Questionnaire file as a questionnaire of ours: a documented subset, clear errors for the rest.

What comes out has the shape of flow.toml and of a file of words. See docs/fhir-subset.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from balans.questionnaires.fhir.file import MOST_PROBLEMS, CannotLoad, parsed
from balans.questionnaires.fhir.heading import dated, heading, language_of, speaks
from balans.questionnaires.fhir.reader import Reader
from balans.questionnaires.origin import Origin


@dataclass(frozen=True)
class Read:
    """What a file says: tables as in flow.toml and in a file of words, and where it came from."""

    structure: dict[str, Any]
    words: dict[str, Any]
    head: Mapping[str, str]
    origin: Origin
    points: Mapping[str, Mapping[str, int]]
    words_in: str
    """The language of the words, when it is another one than was asked for."""

    notes: tuple[str, ...]
    """What is in the file and does nothing here."""


def read(raw: bytes, *, where: str, language: str, labels: Mapping[str, str] | None = None) -> Read:
    """Return the questionnaire in a file, in a language. Raise CannotLoad with every problem.

    `labels` are words for items without a text, by question.
    """
    reader = read_through(raw, where=where, language=language, labels=labels)
    if reader.problems:
        problems = [f"{where}: {each}" for each in reader.problems[:MOST_PROBLEMS]]
        if (more := len(reader.problems) - MOST_PROBLEMS) > 0:
            problems.append(f"{where}: and {more} more")
        raise CannotLoad(problems)
    return _result(reader)


def read_through(
    raw: bytes, *, where: str, language: str, labels: Mapping[str, str] | None = None
) -> Reader:
    """Return a file read from begin to end, with its problems. Raise CannotLoad if it is none."""
    reader = Reader(parsed(raw, where), language, dict(labels or {}))
    reader.read_items()
    reader.head = heading(reader.resource, language, reader.problems)
    return reader


def _result(reader: Reader) -> Read:
    """Return the questionnaire."""
    head = reader.head
    title = head["title"] or head["name"] or reader.resource.get("id") or "Questionnaire"
    summary = head["description"] or title
    return Read(
        structure={"pages": reader.pages, **dated(reader.resource)},
        words={
            "title": str(title),
            "summary": summary,
            "lead": head["purpose"] or summary,
            "pages": _headed(reader, str(title)),
            "questions": {each.asked.id: each.words for each in reader.questions},
        },
        head=head,
        origin=Origin(
            resource=reader.resource,
            links=reader.links,
            types={each.asked.id: each.asked.type for each in reader.questions},
            units={each.asked.id: each.unit for each in reader.questions if each.unit},
            options={each.asked.id: each.options for each in reader.questions if each.options},
        ),
        points={each.asked.id: each.points for each in reader.questions if each.points},
        words_in="" if speaks(reader.resource, reader.language) else language_of(reader.resource),
        notes=tuple(reader.notes),
    )


def _headed(reader: Reader, title: str) -> dict[str, dict[str, str]]:
    """Return the words of pages; several questions together have a heading."""
    several = {page["id"] for page in reader.pages if len(page["questions"]) > 1}
    return {
        name: {"title": title, **words} if name in several else words
        for name, words in reader.page_words.items()
    }
