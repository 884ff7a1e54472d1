"""A questionnaire that a host brings as a FHIR file, beside what FHIR does not hold.

`flows/<name>/v<n>/questionnaire.json` stands in place of the pages of flow.toml. What stands in
flow.toml and in the files of words goes before what the file says, and what is given nowhere has
a plain default. The subset of FHIR: docs/fhir-subset.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from balans.core.content import LANGUAGES, ContentError, library
from balans.core.facts import filled
from balans.questionnaires.origin import Origin

FILE = "questionnaire.json"
ITEMS_A_MINUTE = 4
ENDING = {"nl": "Dit heb je ingevuld", "en": "This is what you filled in"}
RIGHTS = {
    "nl": "In het bestand staat niet wie deze vragenlijst maakte en wat ermee mag.",
    "en": "The file does not say who made this questionnaire and how it may be used.",
}


@dataclass(frozen=True)
class Brought:
    """Tables as they stand in flow.toml and in a file of words, and where they come from."""

    structure: dict[str, Any]
    words: dict[str, Any]
    origin: Origin
    words_in: str


def is_brought(*folder: str) -> bool:
    """Return whether a version is a FHIR file."""
    return FILE in library().files(*folder, suffix=".json")


def brought(name: str, *folder: str, language: str) -> Brought:
    """Return a version that is a FHIR file, in a language. Raise ContentError."""
    from balans.questionnaires.fhir.reading import read

    path = library().find(*folder, FILE)
    words_file = f"{language}.toml"
    own_words = filled(_table(*folder, words_file), where="/".join((*folder, words_file)))
    found = read(
        path.read_bytes(),
        where=library().name(path),
        language=language,
        labels=_labels(own_words),
    )
    beside = _table(*folder, "flow.toml")
    if "pages" in beside:
        raise ContentError([f"{'/'.join((*folder, 'flow.toml'))}: pages: they stand in {FILE}"])
    structure = _over(_defaults(found.structure, found.origin), beside)
    structure["scores"] = [_with_points(each, found.points) for each in structure["scores"]]
    return Brought(
        structure=structure,
        words=_over(_words(name, found.words, found.head, language), own_words),
        origin=found.origin,
        words_in="" if own_words.get("questions") else found.words_in,
    )


def _labels(words: Mapping[str, Any]) -> dict[str, str]:
    """Return the labels in a file of words, by question; what is wrong there is told later."""
    questions = words.get("questions")
    tables = questions.items() if isinstance(questions, Mapping) else ()
    return {
        name: str(table["label"])
        for name, table in tables
        if isinstance(table, Mapping) and "label" in table
    }


def _table(*parts: str) -> dict[str, Any]:
    """Return a file that may be left out."""
    there = parts[-1] in library().files(*parts[:-1], suffix=".toml")
    return library().read(*parts) if there else {}


def _defaults(read: Mapping[str, Any], origin: Origin) -> dict[str, Any]:
    questions = list(origin.links)
    told = (origin.resource.get(each) for each in ("url", "publisher"))
    source = [str(each) for each in told if each]
    return {
        "kind": "check",
        "minutes": max(1, round(len(questions) / ITEMS_A_MINUTE)),
        "illustration": "steen",
        "instrument": {"standing": "brought", "quoted": list(LANGUAGES)},
        "sources": source or ["HL7 FHIR Questionnaire"],
        "scores": [],
        "outcome": [{"id": "antwoorden", "kind": "answers", "questions": questions}],
        **read,
    }


def _words(
    name: str, read: Mapping[str, Any], head: Mapping[str, str], language: str
) -> dict[str, Any]:
    rights = head["copyright"] or head["publisher"] or RIGHTS[language]
    return {
        "slug": name,
        "outcome": {"title": ENDING[language]},
        "instrument": {"rights": rights},
        **read,
    }


def _with_points(
    score: Mapping[str, Any], points: Mapping[str, Mapping[str, int]]
) -> dict[str, Any]:
    """Return a score with the points that the file gives, where flow.toml gives none."""
    own = {item: dict(points[item]) for item in score.get("items", ()) if item in points}
    if "points" in score:
        return dict(score)
    return {**score, "own_points": {**own, **score.get("own_points", {})}}


def _over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Return one table with another over it, table by table."""
    found = dict(below)
    for name, value in above.items():
        known = found.get(name)
        if isinstance(known, Mapping) and isinstance(value, Mapping):
            value = _over(known, value)
        found[name] = value
    return found
