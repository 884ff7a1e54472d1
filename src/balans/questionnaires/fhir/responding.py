"""Answers as a FHIR QuestionnaireResponse: what was answered and still stands, and no name."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, assert_never
from uuid import UUID

from balans.questionnaires.content import Flow
from balans.questionnaires.fhir.items import own_row
from balans.questionnaires.fhir.naming import canonical, resource_id, system_of
from balans.questionnaires.fhir.resources import (
    Coding,
    Quantity,
    QuestionnaireResponse,
    ResponseAnswer,
    ResponseItem,
)
from balans.questionnaires.fhir.writing import questionnaire_of
from balans.questionnaires.journey import Scene, walk
from balans.questionnaires.kinds import AnyQuestion, Value
from balans.questionnaires.kinds.amounts import Amounts
from balans.questionnaires.kinds.choice import Choices, OneChoice, Scale, SeveralChoices
from balans.questionnaires.kinds.moment import CONTACT_PARTS, Contact, Date
from balans.questionnaires.kinds.number import Number
from balans.questionnaires.kinds.placement import Placement, Rate, Sort
from balans.questionnaires.kinds.statement import Statement, YesNo
from balans.questionnaires.kinds.words import LongText, OwnList, ShortText

Answers = tuple[ResponseAnswer, ...]


@dataclass(frozen=True)
class Given:
    """Answers by linkId; `rows` holds the groups that repeat, by the linkId of the group."""

    answers: dict[str, Answers] = field(default_factory=dict)
    rows: dict[str, tuple[ResponseItem, ...]] = field(default_factory=dict)


def resource_of(flow: Flow) -> Mapping[str, Any]:
    """Return the Questionnaire of a questionnaire: the file it was read from, or one of ours."""
    if flow.origin is not None:
        own_id = {"id": resource_id(flow.name, flow.version)}
        return {"url": canonical(flow.name), **flow.origin.resource, **own_id}
    return questionnaire_of(flow).model_dump(exclude_none=True, by_alias=True)


def response_of(
    scene: Scene, *, id: UUID, authored: datetime, finished: bool
) -> QuestionnaireResponse:
    """Return an attempt as a response to its questionnaire; what was skipped is left out."""
    flow, resource = scene.flow, resource_of(scene.flow)
    given = _given(scene)
    url, version = resource["url"], resource.get("version")
    return QuestionnaireResponse(
        id=str(id),
        language=flow.language,
        questionnaire=f"{url}|{version}" if version else url,
        status="completed" if finished else "in-progress",
        authored=authored.isoformat(timespec="seconds"),
        item=tuple(_items(resource["item"], given)) or None,
    )


def _items(items: Sequence[Mapping[str, Any]], given: Given) -> Iterator[ResponseItem]:
    """Yield what was answered, in the order and the groups of the questionnaire."""
    for item in items:
        link_id = item.get("linkId", "")
        if link_id in given.rows:
            yield from given.rows[link_id]
            continue
        answer = given.answers.get(link_id)
        below = tuple(_items(item.get("item", ()), given)) or None
        if answer and below:
            first = answer[0].model_copy(update={"item": below})
            answer, below = (first, *answer[1:]), None
        if answer or below:
            yield ResponseItem(link_id=link_id, text=item.get("text"), answer=answer, item=below)


def _given(scene: Scene) -> Given:
    """Return what was answered and is still asked: an item that is off has no answer in FHIR."""
    found = Given()
    asked = {each.id for step in walk(scene.flow, scene.answers).steps for each in step.questions}
    for page in scene.flow.pages:
        for question in page.questions:
            value = scene.value(question.id)
            if value is not None and question.id in asked:
                _add(question, value, scene, found)
    return found


def _add(question: AnyQuestion, value: Value, scene: Scene, found: Given) -> None:
    """Add the answer to one question."""
    flow = scene.flow
    link_id = link_of(flow, question.id)
    match question:
        case YesNo():
            found.answers[link_id] = (ResponseAnswer(value_boolean=value == "yes"),)
        case Statement():
            found.answers[link_id] = (_option(flow, question.id, value, question.names()[value]),)
        case OneChoice() | SeveralChoices():
            found.answers[link_id] = tuple(_choices(question, value, scene))
        case Scale():
            found.answers[link_id] = (ResponseAnswer(value_integer=value),)
        case Number():
            found.answers[link_id] = (_number(flow, question, value),)
        case ShortText() | LongText():
            found.answers[link_id] = (ResponseAnswer(value_string=value),)
        case OwnList():
            found.answers[link_id] = tuple(ResponseAnswer(value_string=each) for each in value)
        case Date():
            found.answers[link_id] = (_day(flow, question.id, value),)
        case Contact():
            for part in CONTACT_PARTS:
                if value[part]:
                    found.answers[f"{link_id}.{part}"] = (ResponseAnswer(value_string=value[part]),)
        case Sort() | Rate() | Amounts():
            _add_rows(question, value, scene, found)
        case _:
            assert_never(question)


def link_of(flow: Flow, question_id: str) -> str:
    """Return the linkId of a question."""
    return flow.origin.links[question_id] if flow.origin is not None else question_id


def _option(flow: Flow, question_id: str, key: str, text: str) -> ResponseAnswer:
    """Return a chosen option: as the file has it, or in a code system of ours."""
    known = flow.origin.options.get(question_id, {}).get(key) if flow.origin is not None else None
    match known:
        case None:
            coding = Coding(system=system_of(flow.name, question_id), code=key, display=text)
            return ResponseAnswer(value_coding=coding)
        case str():
            return ResponseAnswer(value_string=known)
        case int():
            return ResponseAnswer(value_integer=known)
    named = {
        name: known[name] for name in ("system", "version", "code", "display") if name in known
    }
    return ResponseAnswer(value_coding=Coding(**named))


def _choices(question: Choices, value: Value, scene: Scene) -> Iterator[ResponseAnswer]:
    for item in question.items(value, scene):
        if item.own:
            yield ResponseAnswer(value_string=item.text)
        else:
            yield _option(scene.flow, question.id, item.key, item.text)


def _day(flow: Flow, question_id: str, value: str) -> ResponseAnswer:
    if flow.origin is not None and flow.origin.types.get(question_id) == "dateTime":
        return ResponseAnswer(value_date_time=value)
    return ResponseAnswer(value_date=value)


def _number(flow: Flow, question: Number, value: float) -> ResponseAnswer:
    unit = flow.origin.units.get(question.id) if flow.origin is not None else None
    if unit is not None:
        system, code = unit.get("system"), unit.get("code")
        quantity = Quantity(value=value, unit=unit.get("display"), system=system, code=code)
        return ResponseAnswer(value_quantity=quantity)
    if question.whole:
        return ResponseAnswer(value_integer=int(value))
    return ResponseAnswer(value_decimal=value)


def _add_rows(question: Placement | Amounts, value: Value, scene: Scene, found: Given) -> None:
    """Add what was said of each thing; own words are rows of a group that repeats."""
    own, thing, about = own_row(question.id)
    rows = []
    for item in question.offered(scene):
        if item.key not in value:
            continue
        answer = (_about(question, value[item.key], scene.flow),)
        if not item.own:
            found.answers[f"{question.id}.{item.key}"] = answer
            continue
        words = (ResponseAnswer(value_string=item.text),)
        row = (
            ResponseItem(link_id=thing, answer=words),
            ResponseItem(link_id=about, answer=answer),
        )
        rows.append(ResponseItem(link_id=own, item=row))
    if rows:
        found.rows[own] = tuple(rows)


def _about(question: Placement | Amounts, said: Any, flow: Flow) -> ResponseAnswer:
    if isinstance(question, Amounts):
        return ResponseAnswer(value_decimal=said)
    return _option(flow, question.id, said, question.words.piles[said].text)
