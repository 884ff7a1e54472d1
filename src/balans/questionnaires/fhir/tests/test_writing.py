"""Questionnaires as FHIR: valid by the standard's own definition, in both languages, stable."""

import json

import pytest

from balans.core.content import LANGUAGES
from balans.questionnaires.content import catalogue
from balans.questionnaires.fhir.responding import resource_of
from balans.questionnaires.fhir.tests.standard import every, wrong
from balans.questionnaires.fhir.writing import questionnaire_of
from balans.questionnaires.tests.builders import flow, options, question

FLOWS = [flow for language in LANGUAGES for flow in catalogue(language).flows.values()]


def written(some):
    return json.loads(questionnaire_of(some).as_json())


def item(some, link_id):
    return next(each for each in every(written(some)["item"]) if each["linkId"] == link_id)


@pytest.mark.parametrize("some", FLOWS, ids=lambda each: f"{each.name}-{each.language}")
def test_every_questionnaire_is_valid_fhir(some):
    assert wrong(written(some)) == []


@pytest.mark.parametrize("some", FLOWS, ids=lambda each: f"{each.name}-{each.language}")
def test_no_word_in_it_waits_for_an_answer(some):
    assert not [each for each in every(written(some)["item"]) if "{" in each.get("text", "")]


def test_every_kind_of_question_is_valid_fhir():
    assert wrong(written(flow())) == []


def test_the_url_is_the_same_in_every_language_and_on_every_host(settings):
    settings.SITE = "https://zorgdorp.example"
    urls = {written(catalogue(language).newest("csi"))["url"] for language in LANGUAGES}
    assert urls == {"https://mantelzorgbalans.nl/fhir/Questionnaire/csi"}


def test_a_check_says_whose_it_is_and_what_to_cite():
    csi = written(catalogue("nl").newest("csi"))
    assert "Robinson" in csi["copyright"] and "38(3), 344-348" in csi["copyright"]
    assert csi["version"] == "1" and csi["id"] == "csi.v1" and csi["language"] == "nl"


def test_yes_or_no_is_a_boolean_and_a_scale_has_its_bounds():
    scale = item(flow(), "ruimte")
    assert item(flow(), "samen")["type"] == "boolean"
    assert [each.get("valueInteger") for each in scale["extension"]] == [None, 0, 10]
    assert [each["text"] for each in scale["item"]] == ["Geen", "Veel"]


def test_own_words_beside_options_make_an_open_choice():
    assert item(flow(), "zorg")["type"] == "open-choice" and item(flow(), "zorg")["repeats"]


STATEMENTS = (
    question("statement", "druk", options=("nee", "ja"), words=options("nee", "ja")),
    question("yes-no", "moe"),
    question("scale", "last", low=0, high=10, words={"low": "Geen", "high": "Veel"}),
    question("several", "wat", options=("a", "b"), words=options("a", "b")),
)


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ([{"question": "druk", "is": ["ja"]}], ["druk = ja"]),
        ([{"question": "moe", "is": ["no"]}], ["moe = False"]),
        ([{"question": "last", "is": ["9", "10"]}], ["any", "last = 9", "last = 10"]),
        ([{"question": "wat"}], ["wat exists True"]),
        ([{"question": "wat", "at_least": 0, "at_most": 0}], ["wat exists False"]),
        (
            [{"questions": ["druk", "moe"], "at_least": 0, "at_most": 0}],
            ["all", "druk exists False", "moe exists False"],
        ),
        ([{"question": "wat", "is_not": ["a"]}], ["all", "wat exists True", "wat != a"]),
        ([{"question": "wat", "is_not": ["a"], "at_least": 0}], ["wat != a"]),
        (
            [{"question": "druk", "is": ["ja"]}, {"question": "moe"}],
            ["all", "druk = ja", "moe exists True"],
        ),
        ([{"questions": ["druk", "moe"]}], ["any", "druk exists True", "moe exists True"]),
    ],
)
def test_conditions_that_fhir_can_say(when, expected):
    last = question("long-text", "verder", when=when)
    found = item(flow(*STATEMENTS, last), "verder")
    said = [found["enableBehavior"]] if "enableBehavior" in found else []
    for clause in found["enableWhen"]:
        (answer,) = [value for name, value in clause.items() if name.startswith("answer")]
        said.append(
            f"{clause['question']} {clause['operator']} "
            f"{answer['code'] if isinstance(answer, dict) else answer}"
        )
    assert said == expected


@pytest.mark.parametrize(
    "when",
    [
        [{"question": "wat", "at_least": 2}],
        [{"question": "wat", "at_least": 0, "at_most": 1}],
        [{"questions": ["druk", "moe"]}, {"question": "wat"}],
        [{"question": "wat", "is": ["own"]}],
    ],
)
def test_a_condition_that_fhir_cannot_say_stands_beside_the_item_in_words(when):
    found = item(flow(*STATEMENTS, question("long-text", "verder", when=when)), "verder")
    assert "enableWhen" not in found
    assert found["extension"][0]["url"].endswith("/StructureDefinition/condition")
    assert wrong(written(flow(*STATEMENTS, question("long-text", "verder", when=when)))) == []


def test_an_option_has_its_points():
    check = flow(
        *STATEMENTS,
        scores=[
            {
                "id": "som",
                "items": ["druk"],
                "points": {"nee": 0, "ja": 2},
                "words": {"name": "Som", "number": "{points}", "means": "Dit.", "does_not": "Dat."},
            }
        ],
    )
    found = item(check, "druk")["answerOption"]
    assert [each["valueCoding"]["extension"][0]["valueDecimal"] for each in found] == [0, 2]


def test_what_is_served_is_what_is_written():
    csi = catalogue("nl").newest("csi")
    assert resource_of(csi)["item"][0]["linkId"] == written(csi)["item"][0]["linkId"]


def test_the_standard_as_we_hold_it_finds_what_is_wrong():
    csi = written(catalogue("nl").newest("csi"))
    group = csi["item"][0]
    broken = [
        {**csi, "status": "klaar"},
        {**csi, "colour": "red"},
        {**csi, "name": "csi"},
        {**csi, "item": [{**group, "type": "bladzijde"}]},
        {**csi, "item": [{**group, "item": []}]},
        {**csi, "item": [group, group]},
        {**csi, "item": [{**group, "enableBehavior": "all"}]},
    ]
    assert wrong(csi) == [] and all(map(wrong, broken))
