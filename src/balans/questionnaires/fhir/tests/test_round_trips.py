"""Round trips: our own questionnaires, files of a host, and every example of the standard."""

import json
from datetime import UTC, datetime
from uuid import UUID

import pytest

from balans.core.content import LANGUAGES
from balans.questionnaires.content import catalogue
from balans.questionnaires.fhir.incoming import AnswerDoesNotFit, answers_of
from balans.questionnaires.fhir.responding import resource_of, response_of
from balans.questionnaires.fhir.tests.files import ask, codes, file, host, problems
from balans.questionnaires.fhir.tests.standard import example, wrong
from balans.questionnaires.fhir.writing import questionnaire_of
from balans.questionnaires.journey import Scene, walk

BOUNDS = [
    {"url": "http://hl7.org/fhir/StructureDefinition/minValue", "valueInteger": 0},
    {"url": "http://hl7.org/fhir/StructureDefinition/maxValue", "valueInteger": 10},
]


KILO = {
    "url": "http://hl7.org/fhir/StructureDefinition/questionnaire-unit",
    "valueCoding": {"system": "http://unitsofmeasure.org", "code": "kg", "display": "kilo"},
}


AT = datetime(2026, 1, 1, tzinfo=UTC)
CHOICE = ask("c", "choice", answerOption=codes("a", "b"))
SCALE = ask("s", "integer", extension=BOUNDS)


OURS = [flow for language in LANGUAGES for flow in catalogue(language).flows.values()]
ROWS = {"zorgtaken"}
"""Checks that ask about a person's own words: FHIR has groups that repeat for them."""

CHECKS = [flow for flow in OURS if flow.kind == "check" and flow.name not in ROWS]


@pytest.mark.parametrize("ours", CHECKS, ids=lambda each: f"{each.name}-{each.language}")
def test_a_check_of_ours_comes_back_with_the_same_questions(ours, settings, tmp_path):
    written = questionnaire_of(ours).as_json().encode()
    back = host(settings, tmp_path, written)(ours.language)
    scene = Scene(flow=ours, answers={})
    assert [(each.id, each.words.label) for each in back.questions] == [
        (each.id, scene.fill(each.words.label)) for each in ours.questions
    ]
    assert resource_of(back)["item"] == json.loads(written)["item"]


@pytest.mark.parametrize("ours", OURS, ids=lambda each: f"{each.name}-{each.language}")
def test_of_ours_only_tables_with_own_words_do_not_come_back(ours):
    found = problems(questionnaire_of(ours).as_json().encode())
    assert all("a group that repeats is not supported" in each for each in found)
    assert not found or ours.name in ROWS or ours.kind == "exercise"


@pytest.mark.parametrize(
    "resource",
    [
        example("Questionnaire-f201"),
        example("Questionnaire-bb"),
        json.dumps(
            file(
                CHOICE,
                SCALE,
                ask("1.1", "dateTime"),
                ask("kilo", "quantity", extension=[KILO]),
                ask("uren", "integer"),
                ask("z", "choice", answerOption=[{"valueInteger": 5}, {"valueString": "veel"}]),
            )
        ).encode(),
    ],
)
def test_answers_to_a_file_go_out_as_the_file_has_them_and_come_back(resource, settings, tmp_path):
    flow = host(settings, tmp_path, resource)()
    answers = {each.id: sample(each) for each in flow.questions}
    scene = Scene(flow=flow, answers=answers)
    assert walk(flow, answers).finished
    sent = json.loads(response_of(scene, id=UUID(int=1), authored=AT, finished=True).as_json())
    assert wrong(sent) == []
    assert answers_of(flow, sent) == answers
    asked = json.loads(resource)
    assert sent["questionnaire"] == "|".join(filter(None, (asked["url"], asked.get("version"))))


def sample(question):
    plain = {"yes-no": "yes", "short-text": "Anders", "date": "2026-11-26", "scale": 4}
    if question.kind == "number":
        return 3 if question.whole else 3.25
    return plain.get(question.kind) or question.options[-1]


def test_answers_below_an_answer_go_out_below_it(settings, tmp_path):
    flow = host(settings, tmp_path, file(ask("1", item=[ask("1.1", "string")])))()
    scene = Scene(flow=flow, answers={"v-1": "no", "v-1-1": "Omdat."})
    sent = response_of(scene, id=UUID(int=1), authored=AT, finished=True)
    (item,) = json.loads(sent.as_json())["item"]
    below = {"linkId": "1.1", "text": "Vraag 1.1?", "answer": [{"valueString": "Omdat."}]}
    assert item["answer"] == [{"valueBoolean": False, "item": [below]}]
    assert wrong(json.loads(sent.as_json())) == []


# The examples of the standard.

LOADS = {"Questionnaire-bb", "Questionnaire-f201"}
DOES_NOT = {
    "Questionnaire-3141": [
        'item "1.1": answerValueSet "http://hl7.org/fhir/ValueSet/yesnodontknow" is not in',
        'item "2.1.2": text: has no words to ask with',
    ],
    "Questionnaire-gcs": ['item "1.1": text: has no words to ask with'],
    "Questionnaire-phq-9-questionnaire": [
        'item "FeelingDown": answerValueSet "http://loinc.org/vs/LL358-3" is not in the file',
        'item "TotalScore": extension "http://hl7.org/fhir/StructureDefinition/cqf-expression"',
    ],
    "Questionnaire-qs1": [
        "an item with linkId null",
        'item "Account": repeats: a group that repeats is not supported',
    ],
    "Questionnaire-zika-virus-exposure-assessment": ['item "3": type quantity goes with'],
}


def test_every_example_of_the_standard_stands_in_the_table():
    from balans.questionnaires.fhir.tests.standard import EXAMPLES

    assert LOADS | set(DOES_NOT) == {each.stem for each in EXAMPLES.glob("Questionnaire-*.json")}


@pytest.mark.parametrize("name", sorted(LOADS))
def test_examples_in_the_subset_load(name):
    assert problems(example(name)) == []


@pytest.mark.parametrize("name", sorted(DOES_NOT))
def test_examples_outside_the_subset_say_why_not(name):
    found = problems(example(name))
    for expected in DOES_NOT[name]:
        assert any(each.startswith(expected) for each in found), (expected, found)


def test_the_response_of_the_standard_to_an_example_comes_in(settings, tmp_path):
    labels = "\n".join(f'v-1-{n} = {{ label = "Onderdeel {n}" }}' for n in (1, 2, 3))
    flow = host(settings, tmp_path, example("Questionnaire-gcs"), nl=f"[questions]\n{labels}")()
    response = json.loads(example("QuestionnaireResponse-gcs"))
    assert answers_of(flow, response) == {
        "v-1-1": "la6560-2",
        "v-1-2": "la6566-9",
        "v-1-3": "la6556-0",
    }


@pytest.mark.parametrize(("name", "link_id"), [("bb", "sex"), ("f201", "3.1")])
def test_a_response_of_the_standard_that_does_not_fit_its_example_is_refused(
    name, link_id, settings, tmp_path
):
    """Of bb the codes are others ("f" for "F"), of f201 yes and no are texts."""
    flow = host(settings, tmp_path, example(f"Questionnaire-{name}"))()
    with pytest.raises(AnswerDoesNotFit) as refused:
        answers_of(flow, json.loads(example(f"QuestionnaireResponse-{name}")))
    assert refused.value.link_id == link_id
