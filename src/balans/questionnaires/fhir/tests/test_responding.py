"""Answers as a QuestionnaireResponse and back: nothing lost, no name, valid by the standard."""

import json
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from balans.questionnaires.content import catalogue
from balans.questionnaires.fhir.incoming import AnswerDoesNotFit, answers_of
from balans.questionnaires.fhir.responding import response_of
from balans.questionnaires.fhir.tests.standard import every, wrong
from balans.questionnaires.fhir.writing import questionnaire_of
from balans.questionnaires.journey import Scene, walk
from balans.questionnaires.kinds.amounts import Amounts
from balans.questionnaires.kinds.base import clean
from balans.questionnaires.kinds.choice import Choices, Scale
from balans.questionnaires.kinds.moment import Contact, Date
from balans.questionnaires.kinds.number import Number
from balans.questionnaires.kinds.placement import Placement
from balans.questionnaires.kinds.statement import Answerable
from balans.questionnaires.kinds.words import OwnList
from balans.questionnaires.tests.builders import flow

ID = UUID("6f1c1f0e-0000-4000-8000-000000000001")
AT = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
ALL = [flow(), *catalogue("nl").flows.values()]
WORDS = st.text(max_size=60).map(clean).filter(bool)


def some_answer(data, question, scene):
    """Draw an answer that a person could have given."""
    if isinstance(question, Answerable):
        return data.draw(st.sampled_from(question.options))
    if isinstance(question, Choices):
        offered = [item.key for item in question.offered(scene)]
        known = {item.text.casefold() for item in question.offered(scene)}
        own = WORDS.filter(lambda text: text.casefold() not in known)
        most = 1 if not question.multiple else 5
        chosen = (
            data.draw(st.lists(st.sampled_from(offered), unique=True, max_size=most))
            if offered
            else []
        )
        lines = data.draw(st.lists(own, unique_by=str.casefold, max_size=question.own))
        lines = [] if chosen and not question.multiple else lines
        return {"chosen": chosen, "own": lines} if chosen or lines else None
    if isinstance(question, Placement):
        keys = [item.key for item in question.offered(scene)]
        if not keys:
            return None
        placed = data.draw(st.dictionaries(st.sampled_from(keys), st.sampled_from(question.piles)))
        return placed or None
    if isinstance(question, Amounts):
        keys = [item.key for item in question.offered(scene)]
        numbers = st.integers(0, question.most) | st.sampled_from([0.5, 2.25])
        return (
            (data.draw(st.dictionaries(st.sampled_from(keys), numbers)) or None) if keys else None
        )
    if isinstance(question, Scale):
        return data.draw(st.integers(question.low, question.high))
    if isinstance(question, Number):
        whole = st.integers(int(question.low), int(question.high))
        parts = st.decimals(0, 100, places=2).map(float)
        return data.draw(whole if question.whole else whole | parts)
    if isinstance(question, OwnList):
        return data.draw(st.lists(WORDS, unique_by=str.casefold, min_size=1, max_size=4))
    if isinstance(question, Date):
        return data.draw(
            st.dates(min_value=datetime(1900, 1, 1).date(), max_value=datetime(2200, 1, 1).date())
        ).isoformat()
    if isinstance(question, Contact):
        return {"person": data.draw(WORDS), "phone": "", "email": data.draw(st.just("") | WORDS)}
    return data.draw(WORDS)


def answered(data, some):
    """Return answers in the order of the questions, some of them skipped."""
    answers = {}
    for question in some.questions:
        scene = Scene(flow=some, answers=dict(answers))
        answers[question.id] = (
            some_answer(data, question, scene) if data.draw(st.booleans()) else None
        )
    return answers


def response(some, answers, finished=True):
    scene = Scene(flow=some, answers=answers)
    return json.loads(response_of(scene, id=ID, authored=AT, finished=finished).as_json())


@pytest.mark.parametrize("some", ALL, ids=lambda each: each.name)
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_answers_go_out_and_come_back_the_same(some, data):
    answers = answered(data, some)
    sent = response(some, answers)
    assert wrong(sent) == []
    kept = walk(some, answers)
    asked = [each for step in kept.steps for each in step.questions]
    standing = {each.id: kept.scene.value(each.id) for each in asked}
    found = answers_of(some, sent)
    assert {key: same(value) for key, value in found.items()} == {
        key: same(value) for key, value in standing.items() if value is not None
    }


def same(value):
    """Return an answer with what was chosen in any order: it is a set."""
    if isinstance(value, dict) and set(value) == {"chosen", "own"}:
        return {"chosen": sorted(value["chosen"]), "own": value["own"]}
    return value


@pytest.mark.parametrize("some", ALL, ids=lambda each: each.name)
@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_every_answered_item_stands_in_the_questionnaire_in_its_place(some, data):
    asked = json.loads(questionnaire_of(some).as_json())
    known = {each["linkId"]: each for each in every(asked["item"])}

    def fits(items, below):
        for item in items:
            assert item["linkId"] in {each["linkId"] for each in below}, item["linkId"]
            fits(item.get("item", []), known[item["linkId"]].get("item", []))

    fits(response(some, answered(data, some)).get("item", []), asked["item"])


def test_it_names_the_version_and_nobody():
    csi = catalogue("nl").newest("csi")
    sent = response(csi, {"nachtrust": "yes", "geld": None}, finished=False)
    assert sent["questionnaire"] == "https://mantelzorgbalans.nl/fhir/Questionnaire/csi|1"
    assert sent["status"] == "in-progress" and sent["authored"] == "2026-11-26T09:30:00+00:00"
    assert set(sent) == {
        "resourceType",
        "id",
        "language",
        "questionnaire",
        "status",
        "authored",
        "item",
    }
    (page,) = sent["item"]
    (only,) = page["item"]
    assert only["linkId"] == "nachtrust" and only["answer"] == [{"valueBoolean": True}]


def test_nothing_answered_is_a_response_without_items():
    sent = response(flow(), {})
    assert "item" not in sent and wrong(sent) == []


def test_an_answer_that_is_no_option_is_refused_by_name():
    csi = catalogue("nl").newest("csi")
    sent = {"item": [{"linkId": "nachtrust", "answer": [{"valueString": "misschien"}]}]}
    with pytest.raises(AnswerDoesNotFit, match="nachtrust"):
        answers_of(csi, sent)
