"""enableWhen as conditions of ours: earlier answers alone, and one way to join them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from balans.questionnaires.fhir.file import FileCoding, FileWhen, Json, every_item, shown

Condition = dict[str, Any]
"""A condition as it stands in flow.toml."""

COMPARES = {
    ">": lambda step, than: step > than,
    "<": lambda step, than: step < than,
    ">=": lambda step, than: step >= than,
    "<=": lambda step, than: step <= than,
}


@dataclass(frozen=True)
class Asked:
    """A question that was read, as later ones can look at it. `options`: Coding to mark."""

    id: str
    type: str
    options: Mapping[tuple[str, str], str] = field(default_factory=dict)
    steps: range = range(0)


class NotSupported(Exception):
    """What a file asks for and we do not do, in words."""


def conditions(
    when: Sequence[FileWhen], behaviour: str, before: Mapping[str, Asked]
) -> list[Condition]:
    """Return the conditions of an item. Raise NotSupported."""
    if len(when) > 1 and behaviour not in ("all", "any"):
        raise NotSupported("enableBehavior: with more than one enableWhen it says `all` or `any`")
    each = [_condition(clause, before[clause.question]) for clause in when]
    if behaviour == "any" and len(each) > 1:
        return [_any_of(each)]
    return each


def _condition(clause: FileWhen, asked: Asked) -> Condition:
    if clause.operator == "exists":
        if clause.answer_boolean is None:
            raise NotSupported("enableWhen: `exists` goes with answerBoolean")
        absent = {} if clause.answer_boolean else {"at_least": 0, "at_most": 0}
        return {"question": asked.id, **absent}
    if clause.operator in COMPARES:
        return {"question": asked.id, "is": _steps(clause, asked)}
    mark = _mark(clause, asked)
    if clause.operator == "=":
        return {"question": asked.id, "is": [mark]}
    if clause.operator == "!=":
        return {"question": asked.id, "is_not": [mark], "at_least": 0}
    raise NotSupported(f"enableWhen.operator: {shown(clause.operator)} is none of R4")


def _mark(clause: FileWhen, asked: Asked) -> str:
    """Return the answer that a clause names, as we mark it."""
    if clause.answer_boolean is not None and asked.type == "boolean":
        return "yes" if clause.answer_boolean else "no"
    if clause.answer_integer is not None and clause.answer_integer in asked.steps:
        return str(clause.answer_integer)
    if asked.options:
        key = option_key(clause.answer_coding, clause.answer_string, clause.answer_integer)
        if key in asked.options:
            return asked.options[key]
    raise NotSupported(
        f"enableWhen: question {shown(clause.question)} has no such answer to compare with"
    )


def option_key(coding: FileCoding | None, text: str | None, number: int | None) -> tuple[str, str]:
    """Return what tells one option from another: system and code, or a text, or a number."""
    if coding is not None:
        return coding.system, coding.code or coding.display
    return ("integer", str(number)) if number is not None else ("string", text or "")


def _steps(clause: FileWhen, asked: Asked) -> list[str]:
    than = clause.answer_integer
    if than is None or not asked.steps:
        raise NotSupported(
            f"enableWhen.operator: {clause.operator} only compares an integer with bounds"
        )
    found = [str(step) for step in asked.steps if COMPARES[clause.operator](step, than)]
    if not found:
        raise NotSupported(f"enableWhen: no answer is {clause.operator} {than}")
    return found


def _any_of(each: Sequence[Condition]) -> Condition:
    """Return one condition for several of which one is enough. Raise NotSupported."""
    questions = list(dict.fromkeys(str(one["question"]) for one in each))
    plain = all(set(one) <= {"question", "is"} for one in each)
    marks = {
        name: [m for one in each if one["question"] == name for m in one.get("is", ())]
        for name in questions
    }
    same = len({tuple(sorted(found)) for found in marks.values()}) == 1
    bare = {"is" in one for one in each}
    if not plain or not same or len(bare) > 1:
        raise NotSupported(
            "enableBehavior `any` goes with answers (=) to one question, or the same answers to "
            "several; make two items of it"
        )
    found = list(dict.fromkeys(marks[questions[0]]))
    asked = {"question": questions[0]} if len(questions) == 1 else {"questions": questions}
    return {**asked, "is": found} if found else asked


def circle(items: Sequence[Json], start: str) -> list[str]:
    """Return the way from an item along its conditions back to itself; empty when there is none."""
    points_at: dict[str, list[str]] = {}
    for item in every_item(items):
        clauses = item.get("enableWhen")
        points_at[str(item.get("linkId"))] = [
            str(clause.get("question"))
            for clause in (clauses if isinstance(clauses, list) else ())
            if isinstance(clause, Mapping)
        ]
    waiting, seen = [[start]], {start}
    while waiting:
        way = waiting.pop()
        for following in points_at.get(way[-1], ()):
            if following == start:
                return [*way, start]
            if following not in seen:
                seen.add(following)
                waiting.append([*way, following])
    return []
