"""A questionnaire that a host brings, on the pages; and one's answers as a file."""

import json

import pytest
from django.urls import reverse
from django.utils.translation import override

from balans.questionnaires.content import catalogue
from balans.questionnaires.fhir.tests.files import ask, codes, file, host
from balans.questionnaires.fhir.tests.standard import example, wrong
from balans.questionnaires.models import Attempt

pytestmark = pytest.mark.django_db
GROUP = {"linkId": "g", "type": "group", "text": "Deze week"}
CHECK = file(
    {
        **GROUP,
        "item": [
            ask("1", "choice", answerOption=codes("nooit", "vaak", nooit=0, vaak=1)),
            ask("2", "integer", extension=[]),
        ],
    }
)
LOW_HIGH = [
    {"url": "http://hl7.org/fhir/StructureDefinition/minValue", "valueInteger": 0},
    {"url": "http://hl7.org/fhir/StructureDefinition/maxValue", "valueInteger": 10},
]
CHECK["item"][0]["item"][1]["extension"] = LOW_HIGH


@pytest.fixture
def fresh():
    """Read content anew, as at a start; and again when the test is over."""
    catalogue.cache_clear()
    yield
    catalogue.cache_clear()


@pytest.fixture
def brought(settings, tmp_path, fresh):
    """Have a host bring a check of two questions."""
    host(settings, tmp_path, CHECK)


def begun(client, path="/hoe-gaat-het/proef"):
    client.post(f"{path}/begin/", {"v-1": "vaak", "v-2": "7"})
    return Attempt.objects.get()


def test_what_a_host_brought_is_filled_in_like_any_check(client, brought):
    assert "Proef" in client.get("/hoe-gaat-het/").content.decode()
    page = client.get("/hoe-gaat-het/proef/").content.decode()
    assert "Van ons." in page and "gevalideerd" not in page
    attempt = begun(client)
    outcome = client.get(f"/hoe-gaat-het/proef/{attempt.pk}/uitkomst/").content.decode()
    assert "Vraag 1?" in outcome and "7 (van 0 tot 10)" in outcome
    assert "Download als gegevens (FHIR)" in outcome


def test_in_another_language_the_words_stay_and_the_page_says_so(client, brought):
    with override("en"):
        path = reverse("checks:begin", args=["proef"])
    text = client.get(path).content.decode()
    assert "only there in this language: Dutch" in text and 'lang="nl"' in text
    assert "only there" not in client.get("/hoe-gaat-het/proef/begin/").content.decode()


def test_what_stands_below_a_question_is_asked_once_that_was_answered(
    client, settings, tmp_path, fresh
):
    host(settings, tmp_path, file(ask("1", item=[ask("1.1", "decimal")])))
    first = client.post("/hoe-gaat-het/proef/begin/", {"v-1": "yes"})
    page = client.get(first.url).content.decode()
    assert 'id="id_v-1-1"' in page and 'inputmode="decimal"' in page
    assert "Schrijf een getal" in client.post(first.url, {"v-1-1": "veel"}).content.decode()
    last = client.post(first.url, {"v-1-1": "2,5"})
    assert last.url.endswith("/uitkomst/")
    assert Attempt.objects.get().finished_at is not None


def test_the_answers_are_a_file_for_their_owner_alone(client, brought):
    attempt = begun(client)
    path = f"/hoe-gaat-het/proef/{attempt.pk}/fhir.json"
    response = client.get(path)
    assert response.headers["Content-Type"] == "application/fhir+json"
    assert response.headers["Content-Disposition"].startswith('attachment; filename="proef-')
    assert "no-store" in response.headers["Cache-Control"]
    sent = response.json()
    assert wrong(sent) == [] and sent["status"] == "completed"
    assert sent["questionnaire"] == "http://example.org/Questionnaire/proef|3.1"
    (group,) = sent["item"]
    assert group["linkId"] == "g" and [each["answer"] for each in group["item"]] == [
        [{"valueCoding": {"system": "http://example.org/c", "code": "vaak", "display": "vaak"}}],
        [{"valueInteger": 7}],
    ]
    client.cookies.clear()
    assert client.get(path).status_code == 404


def test_an_exercise_gives_its_answers_too(client):
    client.post("/oefeningen/contact/begin/", {"naam": "Wim", "relatie": "buur"})
    attempt = Attempt.objects.get()
    sent = client.get(f"/oefeningen/contact/{attempt.pk}/fhir.json").json()
    assert wrong(sent) == [] and sent["status"] == "in-progress"


def test_the_interface_gives_the_file_as_the_host_brought_it(client, brought):
    response = client.get("/api/fhir/Questionnaire/proef.v1")
    assert json.loads(b"".join(response.streaming_content)) == {**CHECK, "id": "proef.v1"}


def test_an_example_of_the_standard_without_texts_loads_with_labels_beside_it(settings, tmp_path):
    labels = "\n".join(f'v-1-{n} = {{ label = "Onderdeel {n}" }}' for n in (1, 2, 3))
    flow = host(settings, tmp_path, example("Questionnaire-gcs"), nl=f"[questions]\n{labels}")()
    assert [len(each.options) for each in flow.questions] == [5, 6, 4]
    assert flow.question("v-1-3").words.label == "Onderdeel 3"
    assert "Eyes open spontaneously" in flow.question("v-1-3").names().values()


def test_an_answer_to_what_a_host_brought_is_no_answer_to_a_question_of_ours(
    client, settings, tmp_path, fresh
):
    host(settings, tmp_path, file(ask("naam", "string")))
    client.post("/hoe-gaat-het/proef/begin/", {"naam": "Zorgverlener Zwaan"})
    assert Attempt.objects.get().answers.get().question == "naam"
    for page in ("/oefeningen/grenzen/begin/", "/mijn/", "/mijn/overleden/"):
        assert "Zwaan" not in client.get(page).content.decode()
