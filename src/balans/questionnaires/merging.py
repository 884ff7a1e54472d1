"""Putting the words of a language beside the structure of a questionnaire, before it is decoded."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from balans.core.content import ContentError

Table = Mapping[str, Any]


class WordsFile(BaseModel):
    """A language file as it stands: words of the flow, then per page, question and block."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    slug: Any = None
    title: Any = None
    summary: Any = None
    lead: Any = None
    brings: Any = ()
    fallbacks: Any = Field(default_factory=dict)
    outcome: Any = None
    instrument: Any = None
    answers: dict[str, Any] = Field(default_factory=dict)
    """By set of answers: the words of each. Several statements share a set."""

    pages: dict[str, Any] = Field(default_factory=dict)
    questions: dict[str, Any] = Field(default_factory=dict)
    scores: dict[str, Any] = Field(default_factory=dict)
    blocks: dict[str, Any] = Field(default_factory=dict)


def merged(structure: Table, words: WordsFile, *, where: str) -> dict[str, Any]:
    """Return the structure with each text beside its question, page, score or block.

    Raise ContentError for words without a place, and for a set of answers that is not there.
    """
    structure = dict(structure)
    sets = structure.pop("answers", {})
    pages = [
        {
            **page,
            "words": words.pages.get(page.get("id"), {}),
            "questions": [
                _question(question, sets, words, where) for question in page.get("questions", [])
            ],
        }
        for page in structure.get("pages", [])
    ]
    blocks = _beside(structure.get("outcome", []), words.blocks)
    scores = _beside(structure.get("scores", []), words.scores)
    orphans = [
        *_orphans("pages", pages, words.pages),
        *_orphans(
            "questions", [each for page in pages for each in page["questions"]], words.questions
        ),
        *_orphans("blocks", blocks, words.blocks),
        *_orphans("scores", scores, words.scores),
        *(f"answers.{each}" for each in words.answers if each not in sets),
    ]
    if orphans:
        raise ContentError(
            [f"{where}: {each}: flow.toml has nothing by that id" for each in orphans]
        )
    own = words.model_dump(include={"slug", "title", "summary", "lead", "brings", "fallbacks"})
    found = {**structure, "pages": pages, "outcome": blocks, "scores": scores}
    if "instrument" in structure:
        found["instrument"] = {**structure["instrument"], "words": words.instrument or {}}
    return {**found, "words": {**own, "outcome": words.outcome}}


def _question(question: Table, sets: Table, words: WordsFile, where: str) -> dict[str, Any]:
    """Return a question with its words, and with the answers of the set that it names."""
    found = {**question, "words": words.questions.get(str(question.get("id")), {})}
    name = found.pop("answers", None)
    if name is None:
        return found
    if name not in sets:
        raise ContentError([f"{where}: questions.{question.get('id')}: no answers '{name}'"])
    found["options"] = sets[name]
    found["words"] = {"options": words.answers.get(name, {}), **found["words"]}
    return found


def _beside(tables: Sequence[Table], words: Table) -> list[dict[str, Any]]:
    return [{**each, "words": words.get(str(each.get("id")), {})} for each in tables]


def _orphans(field: str, tables: Sequence[Table], words: Table) -> Iterator[str]:
    known = {each.get("id") for each in tables}
    return (f"{field}.{each}" for each in words if each not in known)
