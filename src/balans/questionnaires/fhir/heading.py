"""What a Questionnaire file says about itself."""

import re
from collections.abc import Mapping
from typing import Any

from balans.questionnaires.fhir.file import Json, text_problem
from balans.questionnaires.fhir.naming import TRANSLATION
from balans.questionnaires.fhir.spoken import translated
from balans.questionnaires.kinds.base import PLACEHOLDER

WORDS = ("title", "name", "description", "purpose", "copyright", "publisher")
PLAIN = ("id", "url", "version", "language", "date", "approvalDate", "lastReviewDate")


def heading(resource: Json, language: str, problems: list[str]) -> dict[str, str]:
    """Return the words about the whole in a language, empty for what is not there.

    What cannot be read is added to the problems.
    """
    problems += [f"{name}: is no text" for name in PLAIN if not _is_text(resource, name)]
    found = {}
    for name in WORDS:
        if not _is_text(resource, name):
            problems.append(f"{name}: is no text")
            continue
        more = resource.get(f"_{name}")
        text = translated(resource.get(name, ""), more if isinstance(more, dict) else {}, language)
        found[name] = PLACEHOLDER.sub(r"\1", text)
        if problem := text_problem(text):
            problems.append(f"{name}: {problem}")
    return found


def _is_text(resource: Json, name: str) -> bool:
    return isinstance(resource.get(name, ""), str)


def language_of(resource: Json) -> str:
    """Return the language that the words of a file stand in; empty when it does not say."""
    found = str(resource.get("language", "")).split("-")[0].lower()
    return found if re.fullmatch("[a-z]{2,3}", found) else ""


def speaks(resource: Json, language: str) -> bool:
    """Return whether a file has words in a language, as its own or as translations."""
    if language_of(resource) == language:
        return True
    waiting: list[Any] = [resource]
    while waiting:
        part = waiting.pop()
        if isinstance(part, list):
            waiting += part
        elif isinstance(part, Mapping):
            if part.get("url") == TRANSLATION and _is_in(part, language):
                return True
            waiting += part.values()
    return False


def _is_in(translation: Json, language: str) -> bool:
    parts = translation.get("extension")
    return isinstance(parts, list) and any(
        isinstance(part, Mapping)
        and part.get("url") == "lang"
        and str(part.get("valueCode", "")).split("-")[0] == language
        for part in parts
    )


def dated(resource: Json) -> dict[str, str]:
    """Return the day on which somebody last read it through, as far as the file says."""
    for name in ("lastReviewDate", "approvalDate", "date"):
        value = resource.get(name)
        if isinstance(value, str) and len(value) >= len("2026"):
            day = value[:10]
            return {"reviewed": day + {4: "-01-01", 7: "-01"}.get(len(day), "")}
    return {}
