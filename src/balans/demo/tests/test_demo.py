"""The demo people: every exercise done, and one can step into their shoes."""

import io
from datetime import timedelta
from itertools import pairwise

import pytest
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from balans.accounts.models import KeySlot, Look, Owner, Share
from balans.accounts.place.profile import is_bereaved, profile_of
from balans.accounts.tests.letters import person_behind, sent
from balans.core.content import ContentError
from balans.demo.actions import load_people, load_person
from balans.demo.lives import life_of
from balans.demo.painting import PAINTED
from balans.demo.people import people, stored
from balans.demo.year import DemoChecks
from balans.diary.attachment import Attachment
from balans.diary.models import Book, BookJob, Memory
from balans.diary.pictures import clean
from balans.groups.models import (
    AttendanceSheet,
    Brought,
    Facilitation,
    Facilitator,
    Group,
    Meeting,
    Participation,
    Reply,
)
from balans.plans.models import KeptPlan
from balans.questionnaires.content import catalogue, exercises
from balans.questionnaires.journey import walk
from balans.questionnaires.models import Attempt
from balans.questionnaires.outcome import outcome
from balans.reminders.letters import queue_due
from balans.reminders.models import ReminderDay
from balans.reminders.schedule import moment_of

EVERYBODY = sorted(people())
PEOPLE = [each for each in EVERYBODY if not people()[each].role]
"""The carers."""

KEPT = (
    *(Owner, KeySlot, Attempt, Memory, Attachment, KeptPlan, Share, Look, Book, BookJob),
    *(Group, Meeting, Participation, Facilitation, Facilitator, AttendanceSheet, Brought, Reply),
)
DONE = [(person, name) for person in PEOPLE for name in sorted(people()[person].answers)]


def test_there_are_two_partners_a_daughter_and_a_neighbour():
    relations = {
        people()[each].age: people()[each].answers["contact"]["relatie"]["chosen"][0]
        for each in PEOPLE
    }
    assert relations == {74: "partner", 46: "ouder", 67: "buur", 80: "partner"}


def test_whoever_still_cares_did_every_exercise():
    names = {flow.name for flow in exercises("nl")}
    assert all(set(people()[each].answers) == names for each in ("greet", "samira", "wim"))


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
    assert len(load_people()) == 5
    before = [model.objects.count() for model in KEPT]
    assert load_people() == []
    assert not any(load_person(each) for each in people().values())
    assert [model.objects.count() for model in KEPT] == before
    assert Owner.objects.count() == 5
    checks = sum(len(each.rows) for who in PEOPLE for each in life_of(who).checks)
    assert Attempt.objects.filter(finished_at__isnull=False).count() == 13 + checks


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


def become(client, person: str):
    """Step into the shoes of a demo person; return who that is, with the vault open."""
    assert client.post(reverse("demo:become", args=[person])).status_code == 302
    return person_behind(client)


@pytest.mark.parametrize("name", PAINTED)
def test_a_photo_is_painted_the_same_every_time_and_shows_more_than_paper(name):
    content = PAINTED[name]().jpeg()
    assert content == PAINTED[name]().jpeg()
    image = Image.open(io.BytesIO(content))
    assert max(image.size) == 1600
    assert len(image.resize((40, 40)).convert("P", palette=Image.Palette.ADAPTIVE).getcolors()) > 30
    assert len(clean(content).small.jpeg) < 25_000


def test_every_painted_scene_is_somebodys_photo_once():
    scenes = [p.scene for each in PEOPLE for m in life_of(each).memories for p in m.photos]
    assert sorted(scenes) == sorted(PAINTED)


@pytest.mark.parametrize("person", PEOPLE)
def test_everybody_has_memories_of_every_kind_and_a_plan(person):
    life = life_of(person)
    kept = [each for each in life.memories if not each.draft]
    assert len(kept) >= 5 and len(kept) == len(life.memories) - 1
    assert any(each.kind == "good" for each in kept)
    assert any(not each.title and each.kind == "memory" for each in kept)
    assert any(each.days is not None for each in kept) and any(each.when for each in kept)
    assert len({each.mood for each in kept}) >= 3
    assert life.plans and life.profile.name == people()[person].name


@pytest.mark.django_db
@pytest.mark.parametrize("person", EVERYBODY)
@pytest.mark.parametrize("url", ["/mijn/", "/herinneringen/", "/mijn-plan/", "/mijn/delen/"])
def test_every_room_of_a_demo_person_opens(client, person, url):
    become(client, person)
    assert client.get(url).status_code == 200


@pytest.mark.django_db
def test_a_timeline_shows_words_and_painted_photos(client):
    become(client, "wim")
    page = client.get("/herinneringen/").content.decode()
    assert "Remise" in page and "Haring in Harlingen" in page and "klein.jpg" in page


@pytest.mark.django_db
def test_greet_has_an_account_with_a_book_that_waits_to_be_made(client):
    greet = become(client, "greet")
    assert greet.has_account and profile_of(greet).loved_one == "Jan"
    assert BookJob.objects.get().owner == greet.owner
    plan = Book.objects.get().read(greet)
    assert plan.title == "Jan en ik" and len(plan.chosen) == 10
    cover = Attachment.objects.get(pk=plan.cover_photo)
    assert "Domburg" in cover.read_caption(cover.memory.vault_of(greet))


@pytest.mark.django_db
def test_henk_lost_his_wife_five_weeks_ago(client):
    henk = become(client, "henk")
    loss = profile_of(henk).loss
    assert is_bereaved(henk) and loss.name == "Corrie"
    assert loss.since.first == timezone.localdate() - timedelta(days=35)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("hour", "by_the_chore"), [(3, False), (8, False), (10, True), (22, False)]
)
def test_a_reminder_of_today_comes_at_any_hour_that_one_tries(monkeypatch, hour, by_the_chore):
    now = moment_of(timezone.localdate(), hour)
    monkeypatch.setattr(timezone, "now", lambda: now)
    load_person(people()["greet"])
    assert ReminderDay.objects.exists() == by_the_chore
    assert queue_due(now=now) == by_the_chore
    (letter,) = sent("reminder")
    assert letter[0] == "greet@example.nl" and "Kijken hoe het gaat" in letter[1]
    assert queue_due(now=now + timedelta(hours=12)) == 0
    assert len(sent("reminder")) == 1


@pytest.mark.django_db
def test_who_signed_out_as_greet_steps_in_again_and_finds_what_was_changed(client):
    greet = become(client, "greet")
    client.post("/mijn/uitloggen/")
    assert not KeySlot.objects.filter(owner=greet.owner, kind="browser").exists()
    again = become(client, "greet")
    assert again.owner == greet.owner and Owner.objects.count() == 1
    assert client.get("/herinneringen/").status_code == 200


@pytest.mark.django_db
def test_who_erased_a_demo_person_finds_a_new_one(client):
    first = become(client, "samira")
    client.post("/mijn/wissen/")
    second = become(client, "samira")
    assert first.owner.pk != second.owner.pk
    assert Memory.objects.visible_to(second).kept().count() == 6


@pytest.mark.django_db
def test_two_who_load_the_same_person_at_once_make_one(monkeypatch):
    from balans.demo import actions

    make = actions._make

    def make_while_another_does(person, life):
        monkeypatch.setattr(actions, "_make", make)
        assert load_person(person)
        return make(person, life)

    monkeypatch.setattr(actions, "_make", make_while_another_does)
    assert not load_person(people()["greet"])
    assert Owner.objects.count() == 1 and Memory.objects.filter(is_draft=True).count() == 1


@pytest.mark.django_db
def test_everybody_has_a_year_of_checks_with_gaps_as_people_have():
    for who in PEOPLE:
        rows = {each.name: sorted(row[0] for row in each.rows) for each in life_of(who).checks}
        assert {"week", "csi"} <= set(rows)
        assert 35 <= len(rows["week"]) <= 50 and rows["week"][-1] > 350
        assert max(b - a for a, b in pairwise(rows["week"])) > 7


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "sign"), [("greet", True), ("samira", False), ("wim", False), ("henk", False)]
)
def test_of_one_it_got_heavier_lately_and_the_page_says_so_kindly(client, who, sign):
    client.post(reverse("demo:become", args=[who]))
    page = client.get("/hoe-gaat-het/").content.decode()
    assert ("Het lijkt zwaarder te worden" in page) is sign
    assert "course-small" in page


@pytest.mark.parametrize("row", [(3, 1), (3, *[1] * 14), (3, *[2] * 13)])
def test_a_row_that_does_not_fit_its_check_is_an_error(row):
    with pytest.raises(ContentError):
        list(DemoChecks(name="csi", rows=(row,)).times(timezone.now()))


def test_an_answer_can_be_left_open():
    (only,) = DemoChecks(name="csi", rows=((3, -1, *[1] * 12),)).times(timezone.now())
    assert list(only.answers.values()) == [None, *["yes"] * 12]


@pytest.mark.django_db
def test_who_repeats_a_check_sees_when_the_next_time_comes(client):
    become(client, "samira")
    assert "Hoe was je week?" in client.get("/mijn/").content.decode()
    page = client.get("/hoe-gaat-het/week/ritme/").content.decode()
    assert 'value="week" checked' in page
