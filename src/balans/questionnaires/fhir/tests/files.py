"""Questionnaire files for tests: a small one to begin with, and a folder of a host."""

import json
from pathlib import Path
from typing import Any

from balans.questionnaires.content import Flow, read_flow
from balans.questionnaires.fhir.file import CannotLoad
from balans.questionnaires.fhir.reading import Read, read


def file(*items: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return a Questionnaire with these items."""
    head = {
        "resourceType": "Questionnaire",
        "url": "http://example.org/Questionnaire/proef",
        "version": "3.1",
        "language": "nl",
        "title": "Proef",
        "status": "active",
        "date": "2026-11-01",
        "copyright": "Van ons.",
    }
    return {**head, "item": list(items) or [ask("1")], **more}


def ask(link_id: str, kind: str = "boolean", **more: Any) -> dict[str, Any]:
    """Return an item."""
    return {"linkId": link_id, "text": f"Vraag {link_id}?", "type": kind, **more}


def codes(*names: str, **points: int) -> list[dict[str, Any]]:
    """Return options with a code of an example system, and points where given."""
    found = []
    for name in names:
        coding: dict[str, Any] = {"system": "http://example.org/c", "code": name, "display": name}
        if name in points:
            url = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
            coding["extension"] = [{"url": url, "valueDecimal": points[name]}]
        found.append({"valueCoding": coding})
    return found


def when(question: str, operator: str = "=", **answer: Any) -> dict[str, Any]:
    return {"question": question, "operator": operator, **answer}


def reading(resource: Any, language: str = "nl") -> Read:
    """Return what we read in a file."""
    raw = resource if isinstance(resource, bytes) else json.dumps(resource).encode()
    return read(raw, where="proef.json", language=language)


def problems(resource: Any) -> list[str]:
    """Return why a file does not load, without its name; none when it loads."""
    try:
        reading(resource)
    except CannotLoad as error:
        return [each.removeprefix("proef.json: ") for each in error.problems]
    return []


def host(settings: Any, folder: Path, resource: Any, **beside: str) -> Any:
    """Put a file in the overlay of a host, with toml files beside it; return how to read it."""
    place = folder / "flows" / "proef" / "v1"
    place.mkdir(parents=True)
    raw = resource if isinstance(resource, bytes) else json.dumps(resource).encode()
    (place / "questionnaire.json").write_bytes(raw)
    for name, text in beside.items():
        (place / f"{name}.toml").write_text(text, encoding="utf-8")
    settings.CONTENT_OVERLAY = str(folder)

    def loaded(language: str = "nl") -> Flow:
        return read_flow("proef", 1, language)

    return loaded
