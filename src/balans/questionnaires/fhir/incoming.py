"""A QuestionnaireResponse as answers of ours: the way back of `responding.py`."""

from collections.abc import Mapping, Sequence
from typing import Any, assert_never

from balans.questionnaires.content import Flow
from balans.questionnaires.fhir.items import own_row
from balans.questionnaires.fhir.responding import link_of
from balans.questionnaires.journey import Scene
from balans.questionnaires.kinds import AnyQuestion, Value
from balans.questionnaires.kinds.amounts import Amounts
from balans.questionnaires.kinds.base import own_item
from balans.questionnaires.kinds.choice import Choices, OneChoice, Scale, SeveralChoices
from balans.questionnaires.kinds.moment import CONTACT_PARTS, Contact, Date
from balans.questionnaires.kinds.number import Number
from balans.questionnaires.kinds.placement import Placement, Rate, Sort
from balans.questionnaires.kinds.statement import Statement, YesNo
from balans.questionnaires.kinds.words import LongText, OwnList, ShortText


class AnswerDoesNotFit(ValueError):
    """An answer in a response is none that its question takes. `link_id` names the item."""

    def __init__(self, link_id: str) -> None:
        super().__init__(f"item {link_id!r}: this is no answer to the question")
        self.link_id = link_id


Flat = dict[str, list[Any]]
"""By linkId: the values of its answers, of every repetition."""


def answers_of(flow: Flow, response: Mapping[str, Any]) -> dict[str, Value]:
    """Return the answers in a response, by question. Raise AnswerDoesNotFit.

    What is not in it was skipped or not reached, and is left out.
    """
    flat: Flat = {}
    _flatten(response.get("item", ()), flat)
    found: dict[str, Value] = {}
    for page in flow.pages:
        for question in page.questions:
            value = _value(question, flat, Scene(flow=flow, answers=dict(found)))
            if value is None:
                continue
            if not question.fits(value):
                raise AnswerDoesNotFit(link_of(flow, question.id))
            found[question.id] = value
    return found


def _flatten(items: Sequence[Mapping[str, Any]], flat: Flat) -> None:
    for item in items:
        for answer in item.get("answer", ()):
            flat.setdefault(item["linkId"], []).extend(
                value for name, value in answer.items() if name.startswith("value")
            )
            _flatten(answer.get("item", ()), flat)
        _flatten(item.get("item", ()), flat)


def _value(question: AnyQuestion, flat: Flat, scene: Scene) -> Value:
    link_id = link_of(scene.flow, question.id)
    values = flat.get(link_id, [])
    match question:
        case Contact():
            parts = {part: flat.get(f"{link_id}.{part}", [""])[0] for part in CONTACT_PARTS}
            return parts if any(parts.values()) else None
        case Sort() | Rate() | Amounts():
            return _placed(question, flat, scene) or None
        case _ if not values:
            return None
        case YesNo():
            return {True: "yes", False: "no"}.get(values[0], values[0])
        case Statement():
            return _key(question.id, values[0], scene)
        case OneChoice() | SeveralChoices():
            return _chosen(question, values, scene)
        case OwnList():
            return values
        case Number() if isinstance(values[0], Mapping):
            return values[0].get("value")
        case Number() | Scale() | ShortText() | LongText() | Date():
            return values[0]
        case _:
            assert_never(question)


def _key(question_id: str, value: Any, scene: Scene) -> Any:
    """Return the option that an answer means; the answer itself when it means none."""
    origin = scene.flow.origin
    if origin is None:
        return value.get("code") if isinstance(value, Mapping) else value
    for key, known in origin.options.get(question_id, {}).items():
        if _same(known, value):
            return key
    return value


def _same(known: Any, value: Any) -> bool:
    if isinstance(known, Mapping) and isinstance(value, Mapping):
        return (known.get("system"), known.get("code")) == (value.get("system"), value.get("code"))
    return type(known) is type(value) and known == value


def _chosen(question: Choices, values: Sequence[Any], scene: Scene) -> Value:
    """Return what was chosen and what was written; own words of before were chosen here."""
    before = {item.key for item in question.offered(scene)}
    chosen, own = [], []
    for value in values:
        key = _key(question.id, value, scene)
        if key in question.options or not isinstance(key, str) or isinstance(value, Mapping):
            chosen.append(key)
        elif own_item(key).key in before:
            chosen.append(own_item(key).key)
        else:
            own.append(key)
    return {"chosen": chosen, "own": own}


def _placed(question: Placement | Amounts, flat: Flat, scene: Scene) -> dict[str, Any]:
    found = {
        item.key: _key(question.id, flat[place][0], scene)
        for item in question.offered(scene)
        if (place := f"{question.id}.{item.key}") in flat
    }
    _own, thing, about = own_row(question.id)
    for text, put in zip(flat.get(thing, ()), flat.get(about, ()), strict=False):
        found[own_item(text).key] = _key(question.id, put, scene)
    return found
