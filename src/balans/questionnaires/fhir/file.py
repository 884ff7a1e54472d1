"""A Questionnaire file as it comes in: bytes to checked elements, with limits on everything.

Only shapes are judged here; what an element means is judged in `reading.py`.
"""

import json
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic.alias_generators import to_camel

from balans.core.content import ContentError

MOST_BYTES = 1_000_000
MOST_ITEMS = 500
MOST_LEVELS = 6
MOST_OPTIONS = 100
LONGEST_TEXT = 2_000
LONGEST_LINK = 255
MOST_PROBLEMS = 50
"""So many are told; the rest is counted."""

Json = Mapping[str, Any]
Extensions = tuple[dict[str, Any], ...]
OF_R5 = {"answerConstraint", "disabledDisplay", "copyrightLabel", "versionAlgorithmString"}
OF_STU3 = {"option", "options", "concept", "group", "initialString", "initialBoolean", "hasAnswer"}
TURNS = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Signs that turn the direction of writing: with them a text is not what it looks like."""


class CannotLoad(ContentError):
    """A Questionnaire file asks for what we do not support. Each problem names its item."""


class FileElement(BaseModel):
    """A part of a file. An element that R4 does not have, or that we refuse, is an error."""

    model_config = ConfigDict(
        frozen=True,
        strict=True,
        extra="forbid",
        alias_generator=to_camel,
        defer_build=True,
        hide_input_in_errors=True,
    )

    id: str = ""
    extension: Extensions = ()


class FileCoding(FileElement):
    """A code, with its words."""

    system: str = ""
    version: str = ""
    code: str = ""
    display: str = ""
    display_more: dict[str, Any] = Field(default_factory=dict, alias="_display")
    user_selected: bool = False


class FileOption(FileElement):
    """An answer to choose."""

    value_coding: FileCoding | None = None
    value_string: str | None = None
    value_string_more: dict[str, Any] = Field(default_factory=dict, alias="_valueString")
    value_integer: int | None = None


class FileWhen(FileElement):
    """A condition on an earlier answer. Values that we cannot compare come in as they are."""

    question: str
    operator: str
    answer_boolean: bool | None = None
    answer_integer: int | None = None
    answer_string: str | None = None
    answer_coding: FileCoding | None = None
    answer_decimal: Any = None
    answer_date: Any = None
    answer_date_time: Any = None
    answer_time: Any = None
    answer_quantity: Any = None
    answer_reference: Any = None


class FileItem(FileElement):
    """An item without the items below it."""

    link_id: str
    link_id_more: dict[str, Any] = Field(default_factory=dict, alias="_linkId")
    definition: str = ""
    code: tuple[FileCoding, ...] = ()
    prefix: str = ""
    text: str = ""
    text_more: dict[str, Any] = Field(default_factory=dict, alias="_text")
    type: str
    enable_when: tuple[FileWhen, ...] = ()
    enable_behavior: str = ""
    required: bool = False
    repeats: bool = False
    read_only: bool = False
    max_length: int | None = None
    answer_value_set: str = ""
    answer_option: tuple[FileOption, ...] = ()


def parsed(raw: bytes, where: str) -> dict[str, Any]:
    """Return the Questionnaire in a file as it stands. Raise CannotLoad."""
    if len(raw) > MOST_BYTES:
        raise _refused(where, f"{len(raw):,} bytes; we read at most {MOST_BYTES:,}")
    try:
        found = json.loads(
            raw.decode("utf-8-sig"),
            object_pairs_hook=_once,
            parse_constant=_no,
            parse_float=_number,
        )
    except UnicodeDecodeError:
        raise _refused(where, "this is no UTF-8 text; save the file as UTF-8") from None
    except RecursionError:
        raise _refused(where, "JSON nested too deep to read") from None
    except ValueError as error:
        raise _refused(where, f"this is no JSON: {error}") from None
    if not isinstance(found, dict):
        raise _refused(where, "a file holds one Questionnaire: a JSON object with resourceType")
    _is_questionnaire(found, where)
    _counted(found, where)
    if not _goes_out(found):
        raise _refused(where, "holds half a sign (a lone surrogate)")
    return found


def _goes_out(found: Json) -> bool:
    """Return whether the file can be served as it was brought."""
    try:
        json.dumps(found, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def _refused(where: str, problem: str) -> CannotLoad:
    return CannotLoad([f"{where}: {problem}"])


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object in which no name stands twice: which of the two would be meant?"""
    found = dict(pairs)
    if len(found) < len(pairs):
        [(twice, _count)] = Counter(name for name, _value in pairs).most_common(1)
        raise ValueError(f"the name {shown(twice)} stands twice in one object")
    return found


def _number(digits: str) -> float:
    """Return a number with decimals; one past all bounds could not be written down again."""
    if not math.isfinite(number := float(digits)):
        raise ValueError(f"{shown(digits)} is too large a number")
    return number


def _no(constant: str) -> Any:
    raise ValueError(f"{constant} is no number of JSON")


def _is_questionnaire(found: Json, where: str) -> None:
    kind = found.get("resourceType")
    if kind == "Bundle":
        raise _refused(where, "this is a Bundle; give the Questionnaire in it a file of its own")
    if kind != "Questionnaire":
        raise _refused(where, f"resourceType is {shown(kind)}; we read a Questionnaire")
    items = found.get("item")
    if "group" in found:
        raise _refused(where, f"this is FHIR DSTU2 (group). {AS_R4}")
    if not isinstance(items, list) or not items:
        raise _refused(where, "item: there is nothing to ask")
    newer = OF_R5 & set(found)
    if newer:
        raise _refused(where, f"{min(newer)}: this is FHIR R5 or later. {AS_R4}")


AS_R4 = "Save it as FHIR R4 (4.0.1)"


def _counted(found: Json, where: str) -> None:
    """Count items and levels without walking into itself. Raise CannotLoad."""
    waiting, count = [(found["item"], 1)], 0
    while waiting:
        items, level = waiting.pop()
        if level > MOST_LEVELS:
            raise _refused(where, f"items stand {level} levels deep; we read at most {MOST_LEVELS}")
        if not isinstance(items, list) or not all(isinstance(each, dict) for each in items):
            raise _refused(where, f"item: on level {level} is no list of objects")
        count += len(items)
        if count > MOST_ITEMS:
            raise _refused(
                where,
                f"more than {MOST_ITEMS} items; we read at most {MOST_ITEMS}. "
                "Nobody fills in so many in one sitting: make several questionnaires of it",
            )
        waiting += [(each["item"], level + 1) for each in items if "item" in each]


def every_item(items: Sequence[Json]) -> Iterator[Json]:
    """Yield every item with those below it, in the order of the form."""
    for item in items:
        yield item
        yield from every_item(item.get("item", ()))


def item_from(raw: Json) -> FileItem:
    """Return one item without those below it. Raise ValueError, a line for each problem."""
    shallow = {name: value for name, value in raw.items() if name != "item"}
    try:
        return FileItem.model_validate_json(json.dumps(shallow))
    except RecursionError:
        raise ValueError("nested too deep to read") from None
    except ValidationError as error:
        raise ValueError("\n".join(dict.fromkeys(map(_in_words, error.errors())))) from None


def _in_words(error: Any) -> str:
    *place, name = [str(part) for part in error["loc"]] or ["item"]
    path = ".".join((*place, name))
    if error["type"] != "extra_forbidden":
        return f"{path}: {error['msg']}"
    if name in WHY_NOT:
        return f"{path}: {WHY_NOT[name]}"
    if name in OF_R5:
        return f"{path}: this is FHIR R5 or later. {AS_R4}"
    if name in OF_STU3:
        return f"{path}: this is older FHIR (STU3 or DSTU2). {AS_R4}"
    return f"{path}: no element of the subset that we read"


WHY_NOT = {
    "initial": "answers that stand there before somebody answers are not supported; take them out",
    "initialSelected": "an option that is chosen beforehand is not supported; take it out",
    "modifierExtension": "changes what an item means in a way that we do not know; take it out",
    "valueDate": "options that are dates are not supported; use valueCoding",
    "valueTime": "options that are times are not supported; use valueCoding",
    "valueReference": "options that are references are not supported; use valueCoding",
}


def text_problem(text: str) -> str:
    """Return what is wrong with a text, empty when nothing is."""
    if len(text) > LONGEST_TEXT:
        return f"a text of {len(text):,} signs; at most {LONGEST_TEXT:,}"
    if TURNS & set(text):
        return "holds a sign that turns the direction of writing; take it out"
    if any(unicodedata.category(sign) == "Cs" for sign in text):
        return "holds half a sign (a lone surrogate)"
    return ""


def shown(value: Any) -> str:
    """Return something from a file, short and safe to print."""
    text = json.dumps(value, ensure_ascii=True, default=str)
    return text if len(text) <= 80 else f"{text[:77]}…"
