"""The standard itself, for tests: its schema, its examples, and the rules that no schema says."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft6Validator

FOLDER = Path(__file__).parents[5] / "tests" / "fhir"
EXAMPLES = FOLDER / "examples"


def example(name: str) -> bytes:
    """Return an example of the standard as it stands."""
    return (EXAMPLES / f"{name}.json").read_bytes()


@cache
def _validator() -> Draft6Validator:
    schema = json.loads((FOLDER / "fhir.schema.json").read_text(encoding="utf-8"))
    return Draft6Validator({**schema, "$ref": "#/definitions/ResourceList"})


def wrong(resource: dict[str, Any]) -> list[str]:
    """Return what is wrong with a resource: by the schema, and by the rules of the standard."""
    own = Draft6Validator(
        {**_validator().schema, "$ref": f"#/definitions/{resource['resourceType']}"}
    )
    found = [f"{each.json_path}: {each.message[:200]}" for each in own.iter_errors(resource)]
    if resource["resourceType"] == "Questionnaire":
        found += _rules(resource)
    return found


def every(items: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield every item with those below it."""
    for item in items:
        yield item
        yield from every(item.get("item", []))


def _rules(resource: dict[str, Any]) -> Iterator[str]:
    """Yield the broken rules que-0 to que-12 of http://hl7.org/fhir/R4/questionnaire.html."""
    items = list(every(resource["item"]))
    links = [item["linkId"] for item in items]
    if len(links) != len(set(links)):
        yield "que-2: a linkId stands twice"
    for needed in ("url", "version", "name", "title", "status", "copyright", "language"):
        if not resource.get(needed):
            yield f"{needed} is missing"
    if not resource["name"].isalnum() or not resource["name"][0].isupper():
        yield "que-0: the name is none for a program"
    for item in items:
        place, kind = item["linkId"], item["type"]
        if kind == "group" and not item.get("item"):
            yield f"{place}: que-1: a group is empty"
        if kind == "display" and ({"item", "required", "repeats", "code"} & set(item)):
            yield f"{place}: que-1, que-3, que-6: words have what only questions have"
        if item.get("answerOption") and kind not in ("choice", "open-choice"):
            yield f"{place}: que-5: options without a choice"
        when = item.get("enableWhen", [])
        if (len(when) > 1) != ("enableBehavior" in item):
            yield f"{place}: que-12: enableBehavior goes with more than one enableWhen"
        for clause in when:
            if clause["question"] not in links:
                yield f"{place}: looks at an item that is not there"
            if clause["operator"] == "exists" and "answerBoolean" not in clause:
                yield f"{place}: que-7: exists goes with a boolean"
            if sum(name.startswith("answer") for name in clause) != 1:
                yield f"{place}: a condition has one answer"
