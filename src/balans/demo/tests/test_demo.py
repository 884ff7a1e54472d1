"""The demo people: every exercise done, and one can step into their shoes."""

import pytest
from django.urls import reverse

from balans.accounts.models import Owner
from balans.demo.actions import load_people
from balans.demo.people import people, stored
from balans.questionnaires.content import catalogue, exercises
from balans.questionnaires.journey import walk
from balans.questionnaires.models import Attempt
from balans.questionnaires.outcome import outcome

PEOPLE = sorted(people())
DONE = [(person, flow.name) for person in PEOPLE for flow in exercises("nl")]


def test_there_are_a_partner_a_daughter_and_a_neighbour():
    relations = {
        each.answers["grenzen"]["relatie"]["chosen"][0]: each.age for each in people().values()
    }
    assert relations == {"partner": 74, "ouder": 46, "buur": 67}


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(("person", "name"), DONE)
def test_every_answer_fits_its_question_and_leads_to_an_outcome(person, name, language):
    flow = catalogue(language).newest(name)
    answers = {key: stored(value) for key, value in people()[person].answers[name].items()}
    for key, value in answers.items():
        asked = flow.question(key)
        assert asked is not None and asked.fits(value), f"{person}, {name}: {key}"
    journey = walk(flow, answers)
    asked_for = {question.id for step in journey.steps for question in step.questions}
    assert set(answers) <= asked_for
    scene = journey.scene
    for step in journey.steps:
        for question in step.questions:
            if (value := scene.value(question.id)) is not None:
                assert question.readable(value, scene), f"{person}, {name}: {question.id}"
    assert len(outcome(scene).blocks) >= 3


@pytest.mark.django_db
def test_loading_twice_changes_nothing():
    assert len(load_people()) == 3
    assert load_people() == []
    assert Owner.objects.count() == 3
    assert Attempt.objects.filter(finished_at__isnull=False).count() == 12


@pytest.mark.django_db
def test_one_steps_into_the_shoes_of_a_demo_person(client):
    assert client.post(reverse("demo:become", args=["greet"])).status_code == 302
    page = client.get("/mijn/alles/").content.decode()
    assert page.count("/uitkomst.pdf") == 4


@pytest.mark.django_db
def test_nobody_steps_into_the_shoes_of_who_is_not_there(client):
    assert client.post(reverse("demo:become", args=["kat"])).status_code == 404


@pytest.mark.django_db
def test_mail_of_the_demonstration_can_be_read(client, settings, tmp_path):
    from balans.accounts.tests.letters import last_code
    from balans.core import mail

    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    assert "Er is nog geen mail" in client.get("/demo/postvak/").content.decode()
    client.post("/mijn/inloggen/", {"adres": "anna@example.nl"})
    code = last_code()
    assert mail.send_waiting() == 1
    page = client.get("/demo/postvak/").content.decode()
    assert "anna@example.nl" in page and f"{code[:3]} {code[3:]}" in page
    shown = client.get("/demo/postvak/0/")
    assert f"{code[:3]} {code[3:]}" in shown.content.decode()
    assert "script" not in shown.headers["Content-Security-Policy"]
