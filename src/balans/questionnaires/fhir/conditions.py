"""Conditions as enableWhen, as far as FHIR can say them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from balans.questionnaires.content import Flow
from balans.questionnaires.fhir.naming import CONDITION, system_of
from balans.questionnaires.fhir.resources import Coding, EnableWhen, Extension
from balans.questionnaires.kinds import Condition, Question
from balans.questionnaires.kinds.choice import Choices, Scale
from balans.questionnaires.kinds.placement import Placement
from balans.questionnaires.kinds.statement import Statement, YesNo

Behaviour = Literal["all", "any"]


class NotSayable(Exception):
    """FHIR has no words for this condition."""


@dataclass(frozen=True)
class Enabled:
    """When an item is asked. `extension` holds what enableWhen cannot say."""

    when: tuple[EnableWhen, ...] | None = None
    behaviour: Behaviour | None = None
    extension: tuple[Extension, ...] | None = None


def enabled(conditions: Sequence[Condition], flow: Flow) -> Enabled:
    """Return conditions as FHIR says them, all or none: half a condition would be another one."""
    if not conditions:
        return Enabled()
    try:
        parts = [_clauses(condition, flow) for condition in conditions]
        behaviour = _together([(mode, len(clauses)) for mode, clauses in parts])
    except NotSayable:
        return Enabled(extension=tuple(_in_words(condition) for condition in conditions))
    when = tuple(clause for _mode, clauses in parts for clause in clauses)
    return Enabled(when=when, behaviour=behaviour if len(when) > 1 else None)


def _together(parts: Sequence[tuple[Behaviour, int]]) -> Behaviour:
    """Return how clauses join: an item has one behaviour for all of them. Raise NotSayable."""
    any_of = [count for mode, count in parts if mode == "any" and count > 1]
    if not any_of:
        return "all"
    if len(parts) > 1:
        raise NotSayable
    return "any"


def _clauses(condition: Condition, flow: Flow) -> tuple[Behaviour, list[EnableWhen]]:
    asked = [_question(each, flow) for each in condition.asked_of]
    match condition:
        case Condition(is_=(), is_not=(), at_least=1, at_most=None):
            return "any", [_exists(each, True) for each in asked]
        case Condition(is_=(), is_not=(), at_least=0, at_most=0):
            return "all", [_exists(each, False) for each in asked]
        case Condition(is_not=(), at_least=1, at_most=None):
            return "any", [
                _compare(each, "=", mark, flow) for each in asked for mark in condition.is_
            ]
        case Condition(is_=(), is_not=banned, at_most=None, at_least=0 | 1) if len(asked) == 1:
            given = [_exists(asked[0], True)] if condition.at_least else []
            return "all", given + [_compare(asked[0], "!=", mark, flow) for mark in banned]
    raise NotSayable


def _question(name: str, flow: Flow) -> Question:
    """Return a question that is one item in FHIR. Raise NotSayable for a score or a table."""
    question = flow.question(name)
    if question is None or isinstance(question, Placement) or question.sources:
        raise NotSayable
    return question


def _exists(question: Question, there: bool) -> EnableWhen:
    return EnableWhen(question=question.id, operator="exists", answer_boolean=there)


def _compare(question: Question, operator: Literal["=", "!="], mark: str, flow: Flow) -> EnableWhen:
    if isinstance(question, YesNo):
        answer: dict[str, Any] = {"answer_boolean": mark == "yes"}
    elif isinstance(question, Scale):
        answer = {"answer_integer": int(mark)}
    elif isinstance(question, Choices | Statement) and mark in question.options:
        answer = {"answer_coding": Coding(system=system_of(flow.name, question.id), code=mark)}
    else:
        raise NotSayable
    return EnableWhen(question=question.id, operator=operator, **answer)


def _in_words(condition: Condition) -> Extension:
    return Extension(url=CONDITION, value_string=" ".join(_parts(condition)))


def _parts(condition: Condition) -> Iterator[str]:
    yield " or ".join(condition.asked_of)
    if condition.is_:
        yield "is " + " or ".join(condition.is_)
    if condition.is_not:
        yield "is not " + " or ".join(condition.is_not)
    yield f"at least {condition.at_least}"
    if condition.at_most is not None:
        yield f"at most {condition.at_most}"
