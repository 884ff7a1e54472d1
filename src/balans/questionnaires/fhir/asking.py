"""One item of a file as one question of ours."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from balans.questionnaires.fhir.file import (
    MOST_OPTIONS,
    FileCoding,
    FileItem,
    FileOption,
    Json,
    shown,
    text_problem,
)
from balans.questionnaires.fhir.looking_back import Asked, NotSupported, option_key
from balans.questionnaires.fhir.naming import ITEM_CONTROL, MAX_VALUE, MIN_VALUE, ORDINAL, UNIT
from balans.questionnaires.fhir.spoken import named, translated
from balans.questionnaires.kinds.number import MOST

MOST_STEPS = 20
MOST_BOUND = 10**9
OWN_LINES = 5
STATEMENT_OPTIONS = range(2, 8)
REPEAT = {"choice", "open-choice", "string"}
"""Types that may be answered more than once."""

INSTEAD = {
    "time": "a time of day; use string or choice",
    "url": "an address; use string",
    "attachment": "a file; leave it out",
    "reference": "a reference to another resource; use string",
    "question": "an abstract type; use a type of its own",
}
OTHER = {"nl": "Anders, in eigen woorden", "en": "Something else, in your own words"}


@dataclass(frozen=True)
class Question:
    """A question as it stands in flow.toml, with its words and what its answers are in the file."""

    table: dict[str, Any]
    words: dict[str, Any]
    asked: Asked
    options: dict[str, Any] = field(default_factory=dict)
    points: dict[str, int] = field(default_factory=dict)
    unit: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Option:
    """An option as it was read."""

    text: str
    key: tuple[str, str]
    raw: Any
    points: int | None


def question(
    name: str, item: FileItem, label: str, contained: Mapping[str, Json], language: str
) -> Question:
    """Return an item as a question; its words may still get hints. Raise NotSupported."""
    if not label:
        raise NotSupported(
            f"text: has no words to ask with; give it a text, or '{name}' a label beside the file"
        )
    if item.read_only:
        raise NotSupported("readOnly: an answer that nobody gives is not supported; leave it out")
    if item.repeats and item.type not in REPEAT:
        raise NotSupported(f"repeats: a {item.type} that repeats is not supported")
    match item.type:
        case "boolean":
            return _plain(name, item, label, {"kind": "yes-no"})
        case "string":
            return _plain(name, item, label, {"kind": "list" if item.repeats else "short-text"})
        case "text":
            return _plain(name, item, label, {"kind": "long-text"})
        case "date" | "dateTime":
            return _plain(name, item, label, {"kind": "date"})
        case "integer" | "decimal" | "quantity":
            return _numeric(name, item, label)
        case "choice" | "open-choice":
            return _choice(name, item, label, contained, language)
    instead = INSTEAD.get(item.type, "no type of FHIR R4")
    raise NotSupported(f"type {shown(item.type)} is not supported: {instead}")


def _plain(name: str, item: FileItem, label: str, table: Mapping[str, Any]) -> Question:
    return Question(
        table={"id": name, **table}, words={"label": label}, asked=Asked(id=name, type=item.type)
    )


def _numeric(name: str, item: FileItem, label: str) -> Question:
    """Return a number as a scale when its steps fit in a row, else as a number that is written."""
    low, high = (_bound(item, url) for url in (MIN_VALUE, MAX_VALUE))
    if low is not None and high is not None:
        if not low < high:
            raise NotSupported("minValue and maxValue: the first must be under the second")
        if item.type == "integer" and high <= low + MOST_STEPS:
            return _scale(name, label, int(low), int(high))
    if (low is not None and low < 0) or (high is not None and high > MOST):
        raise NotSupported(f"minValue and maxValue: numbers go from 0 to {MOST:,} here")
    bounds = {"low": low, "high": high}
    found = _plain(
        name,
        item,
        label,
        {
            "kind": "number",
            "whole": item.type == "integer",
            **{end: bound for end, bound in bounds.items() if bound is not None},
        },
    )
    return found if item.type != "quantity" else _with_unit(found, item)


def _with_unit(found: Question, item: FileItem) -> Question:
    """Return a quantity with its unit: without one we would not know what the number says."""
    for extension in item.extension:
        unit = extension.get("valueCoding")
        if extension.get("url") == UNIT and isinstance(unit, Mapping):
            parts = {key: str(unit[key]) for key in ("system", "code", "display") if unit.get(key)}
            if called := parts.get("display") or parts.get("code"):
                if problem := text_problem(called):
                    raise NotSupported(f"questionnaire-unit: {problem}")
                return replace(found, words={**found.words, "hint": f"({called})"}, unit=parts)
    raise NotSupported(
        "type quantity goes with the extension questionnaire-unit, so that we know in what it is"
    )


def _scale(name: str, label: str, low: int, high: int) -> Question:
    return Question(
        table={"id": name, "kind": "scale", "low": low, "high": high},
        words={"label": label, "low": str(low), "high": str(high)},
        asked=Asked(id=name, type="integer", steps=range(low, high + 1)),
    )


def _bound(item: FileItem, url: str) -> float | None:
    """Return an end of the numbers that are right, None when there is none. Raise NotSupported."""
    here = [each for each in item.extension if each.get("url") == url]
    if not here:
        return None
    found: Any = here[0].get("valueInteger", here[0].get("valueDecimal"))
    kinds = (int,) if item.type == "integer" else (int, float)
    if type(found) not in kinds or not abs(found) < MOST_BOUND:
        raise NotSupported(f"{url.rpartition('/')[2]}: is no number under {MOST_BOUND:,}")
    return float(found) if item.type != "integer" else int(found)


def _choice(
    name: str, item: FileItem, label: str, contained: Mapping[str, Json], language: str
) -> Question:
    options = list(_options(item, contained, language))
    if not options:
        raise NotSupported("answerOption: there is nothing to choose; give the options")
    if len(options) > MOST_OPTIONS:
        raise NotSupported(f"{len(options)} options; we read at most {MOST_OPTIONS}")
    if len({option.key for option in options}) < len(options):
        raise NotSupported("answerOption: the same option stands there twice")
    taken: set[str] = set()
    by_name = {named(_code_of(option), taken): option for option in options}
    open_ended = item.type == "open-choice"
    table: dict[str, Any] = {"id": name, "options": list(by_name)}
    words: dict[str, Any] = {
        "label": label,
        "options": {key: option.text for key, option in by_name.items()},
    }
    if item.repeats:
        table["kind"] = "several"
    elif not open_ended and len(options) in STATEMENT_OPTIONS:
        table["kind"] = "statement"
    else:
        table["kind"] = "one"
    if open_ended:
        table["own"] = OWN_LINES if item.repeats else 1
        words["own_label"] = OTHER[language]
    return Question(
        table=table,
        words=words,
        asked=Asked(
            id=name,
            type=item.type,
            options={option.key: key for key, option in by_name.items()},
        ),
        options={key: option.raw for key, option in by_name.items()},
        points={k: each.points for k, each in by_name.items() if each.points is not None},
    )


def _code_of(option: Option) -> str:
    return option.key[1] if option.key[0] != "integer" else f"n {option.key[1]}"


def _options(item: FileItem, contained: Mapping[str, Json], language: str) -> Iterator[Option]:
    if item.answer_option and item.answer_value_set:
        raise NotSupported("answerValueSet: stands beside answerOption; R4 allows one of them")
    if item.answer_value_set:
        yield from _from_value_set(item.answer_value_set, contained, language)
    for option in item.answer_option:
        yield _option(option, language)


def _option(option: FileOption, language: str) -> Option:
    values = (option.value_coding, option.value_string, option.value_integer)
    if sum(value is not None for value in values) != 1:
        raise NotSupported("answerOption: an option has one value: valueCoding, String or Integer")
    key = option_key(*values)
    if option.value_coding is not None:
        coding = option.value_coding
        text = translated(coding.display or coding.code, coding.display_more, language)
        raw: Any = _plain_coding(coding)
        extensions = (*coding.extension, *option.extension)
    else:
        raw = option.value_string if option.value_string is not None else option.value_integer
        text = translated(str(raw), option.value_string_more, language)
        extensions = option.extension
    return _told(Option(text=text, key=key, raw=raw, points=_points(extensions)))


def _told(option: Option) -> Option:
    """Return an option that a person can read. Raise NotSupported."""
    if not option.text:
        raise NotSupported("answerOption: an option has no words; give its Coding a display")
    if problem := text_problem(option.text):
        raise NotSupported(f"answerOption: {problem}")
    return option


def _plain_coding(coding: FileCoding) -> dict[str, str]:
    named_parts = {
        "system": coding.system,
        "version": coding.version,
        "code": coding.code,
        "display": coding.display,
    }
    return {name: value for name, value in named_parts.items() if value}


def _points(extensions: Sequence[Json]) -> int | None:
    """Return the points of an option (ordinalValue). Raise NotSupported for half points."""
    found = [each.get("valueDecimal") for each in extensions if each.get("url") == ORDINAL]
    if not found:
        return None
    if not isinstance(found[0], int | float) or abs(found[0]) > 10**6 or found[0] % 1:
        raise NotSupported("ordinalValue: points are whole numbers here")
    return int(found[0])


def _from_value_set(url: str, contained: Mapping[str, Json], language: str) -> Iterator[Option]:
    """Yield the options of a ValueSet that lies in the file and lists its codes."""
    value_set = contained.get(url.removeprefix("#")) if url.startswith("#") else None
    if value_set is None:
        raise NotSupported(
            f"answerValueSet {shown(url)} is not in the file, and we look nothing up elsewhere; "
            "put the options in answerOption, or the ValueSet in `contained`"
        )
    compose = value_set.get("compose")
    includes = compose.get("include") if isinstance(compose, Mapping) else None
    for include in includes if isinstance(includes, list) else ():
        concepts = include.get("concept") if isinstance(include, Mapping) else None
        if not isinstance(concepts, list) or set(include) - {"system", "version", "concept"}:
            raise NotSupported(f"answerValueSet {shown(url)} does not list its codes one by one")
        for concept in concepts:
            yield _concept(include, concept, language)


def _concept(include: Json, concept: Any, language: str) -> Option:
    try:
        coding = FileCoding(
            system=include.get("system", ""),
            version=include.get("version", ""),
            code=concept["code"],
            display=concept.get("display", ""),
            extension=tuple(concept.get("extension", ())),
        )
    except (TypeError, KeyError, AttributeError, ValueError):
        raise NotSupported("answerValueSet: a concept has no code that we can read") from None
    return _option(FileOption.model_validate({"valueCoding": coding}), language)


def how_shown(extensions: Sequence[Json]) -> str:
    """Return the item control of an item, such as `help` or `lower`; empty when it has none."""
    for extension in extensions:
        concept = extension.get("valueCodeableConcept")
        codings = concept.get("coding") if isinstance(concept, Mapping) else None
        if extension.get("url") == ITEM_CONTROL and isinstance(codings, list) and codings:
            first = codings[0]
            return str(first.get("code", "")) if isinstance(first, Mapping) else ""
    return ""
