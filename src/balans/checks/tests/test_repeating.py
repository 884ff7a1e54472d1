"""Repeating a check in one's own rhythm: chosen, kept sealed, told in time, moved on."""

import io
import json
import zipfile
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from balans.accounts.entry.address import sealed_address
from balans.accounts.models import Owner
from balans.checks.models import Rhythm
from balans.core import mail
from balans.core.keys import make_anchor
from balans.core.models import Letter
from balans.core.tests.test_mail import smtp
from balans.plans.tests.test_views import make
from balans.questionnaires.content import catalogue
from balans.questionnaires.models import Attempt
from balans.reminders.letters import queue_due
from balans.reminders.models import ReminderDay
from balans.reminders.schedule import moment_of

pytestmark = pytest.mark.django_db
CHECK = "/hoe-gaat-het/csi/"
PAGE = f"{CHECK}ritme/"
FILE = f"{PAGE}agenda.ics"
SWITCH = "/mijn/seintjes/"


@pytest.fixture(autouse=True)
def a_mail_server(settings):
    settings.EMAIL_HOST = "127.0.0.1"


def said(client, url: str) -> str:
    return client.get(url).content.decode()


def finish(client) -> Attempt:
    """Do the check, every statement."""
    flow = catalogue("nl").newest("csi")
    answers = {question.id: "no" for question in flow.questions}
    response = client.post(f"{CHECK}begin/", answers)
    assert response.status_code == 302
    attempt = Attempt.objects.latest("started_at")
    assert attempt.finished_at is not None
    return attempt


def finished_days_ago(client, days: int) -> Attempt:
    attempt = finish(client)
    attempt.finished_at -= timedelta(days=days)
    attempt.save()
    return attempt


def choose(client, rhythm: str) -> None:
    assert client.post(PAGE, {"ritme": rhythm}).status_code == 302


def becomes_known() -> Owner:
    """Give the only guest an account with an address."""
    owner = Owner.objects.get()
    owner.address, owner.account_since = sealed_address(owner, "anna@example.nl"), timezone.now()
    owner.expires_at = timezone.now() + timedelta(days=700)
    owner.save()
    make_anchor(str(owner.pk))
    return owner


def today(*, days: int = 0) -> date:
    return timezone.localdate() + timedelta(days=days)


def only_event(client):
    response = client.get(FILE)
    assert response.headers["Content-Type"].startswith("text/calendar")
    (event,) = Calendar.from_ical(response.content).walk("VEVENT")
    return event


def test_nothing_is_kept_of_who_only_looks_or_chooses_no_rhythm():
    visitor = Client()
    assert 'value="geen" checked' in said(visitor, PAGE)
    choose(visitor, "geen")
    assert (Owner.objects.count(), Rhythm.objects.count()) == (0, 0)
    assert visitor.get(FILE).status_code == 404


def test_a_rhythm_is_chosen_shown_changed_and_stopped(anna):
    finish(anna)
    choose(anna, "twee-weken")
    page = said(anna, PAGE)
    assert 'value="twee-weken" checked' in page and f"{today(days=14).year}" in page
    assert "Dat is op" in page and "Nu is een goed moment" not in page
    first = Rhythm.objects.get().pk
    choose(anna, "week")
    assert Rhythm.objects.get().pk == first and only_event(anna)["dtstart"].dt == today(days=7)
    choose(anna, "geen")
    choose(anna, "geen")
    assert Rhythm.objects.count() == 0


def test_a_rhythm_that_does_not_exist_gets_a_message_and_changes_nothing(anna):
    choose(anna, "maand")
    response = anna.post(PAGE, {"ritme": "elk-uur"})
    assert response.status_code == 422 and "Kies een van de" in response.content.decode()
    assert 'value="maand" checked' in said(anna, PAGE)


def test_which_check_somebody_repeats_stands_nowhere_in_plain(anna):
    finish(anna)
    choose(anna, "week")
    becomes_known()
    anna.post(SWITCH, {"uur": "9"})
    row, day = Rhythm.objects.get(), ReminderDay.objects.get()
    assert b"csi" not in bytes(row.sealed) and b"week" not in bytes(row.sealed)
    assert (day.room, day.thing, day.day) == ("checks", row.pk, today(days=7))


def test_the_length_of_a_rhythm_does_not_tell_which_it_is(anna):
    choose(anna, "week")
    anna.post("/hoe-gaat-het/draagkracht-en-draaglast/ritme/", {"ritme": "drie-maanden"})
    one, other = (len(each.sealed) for each in Rhythm.objects.all())
    assert one == other


def test_a_rhythm_of_a_check_not_done_yet_says_that_now_is_a_good_moment(anna):
    choose(anna, "maand")
    page = said(anna, PAGE)
    assert "Nu is een goed moment." in page and "Te laat" not in page
    assert anna.get(FILE).status_code == 404
    assert "Nu is een goed moment voor: " in said(anna, "/mijn/")


def test_finishing_the_check_moves_the_next_day_on_and_erasing_it_moves_it_back(anna):
    finished_days_ago(anna, 3)
    choose(anna, "week")
    assert only_event(anna)["dtstart"].dt == today(days=4)
    Rhythm.objects.update(changed_at=timezone.now() - timedelta(days=1))
    before = only_event(anna)["sequence"]
    attempt = finish(anna)
    assert only_event(anna)["dtstart"].dt == today(days=7)
    assert only_event(anna)["sequence"] > before
    anna.post(f"{CHECK}{attempt.pk}/wissen/")
    assert only_event(anna)["dtstart"].dt == today(days=4)


def test_mijn_plek_shows_the_next_check_and_leads_to_it_when_the_day_has_come(anna):
    finished_days_ago(anna, 3)
    choose(anna, "week")
    page = said(anna, "/mijn/")
    assert "Weer kijken: " in page and PAGE in page
    Attempt.objects.update(finished_at=timezone.now() - timedelta(days=40))
    page = said(anna, "/mijn/")
    assert "Nu is een goed moment voor: " in page and f'href="{CHECK}"' in page
    assert "Nu is een goed moment." in said(anna, PAGE)


def test_the_file_for_the_calendar_has_an_alarm_and_does_not_say_which_check(anna, settings):
    settings.SITE = "https://balans.test"
    finish(anna)
    choose(anna, "drie-maanden")
    event = only_event(anna)
    assert event["uid"] == f"{Rhythm.objects.get().pk}@mantelzorgbalans"
    assert len(event.walk("VALARM")) == 1
    text = anna.get(FILE).content.decode().lower()
    assert "csi" not in text and "strain" not in text and "belasting" not in text
    assert "https://balans.test/hoe-gaat-het/" in event["description"]


def test_a_guest_is_told_of_the_calendar_and_how_long_things_are_kept(anna):
    finish(anna)
    choose(anna, "maand")
    page = said(anna, PAGE)
    assert "Zet in mijn agenda" in page and "Met een account" in page and "Langer bewaren" in page
    assert ReminderDay.objects.count() == 0


def test_a_mail_about_a_check_arrives_once_and_does_not_say_which(anna, settings):
    settings.SITE = "https://balans.test"
    finish(anna)
    choose(anna, "week")
    becomes_known()
    assert "We kunnen je op die dag" in said(anna, PAGE)
    anna.post(SWITCH, {"uur": "9"})
    assert "Op die dag krijg je" in said(anna, PAGE)
    day = today(days=7)
    with smtp(settings) as server:
        assert queue_due(now=moment_of(day, 9)) == 1 and queue_due(now=moment_of(day, 12)) == 0
        mail.send_waiting(now=moment_of(day, 9))
    (arrived,) = server.taken
    assert arrived["Subject"] == "Kijken hoe het met je gaat"
    for part in arrived.iter_parts():
        text = part.get_content()
        assert f"Je koos {day.day} " in text and "https://balans.test/hoe-gaat-het/" in text
        assert "csi" not in text.lower() and "belasting" not in text


def test_a_plan_and_a_check_on_one_day_make_one_mail_that_names_both(anna, settings):
    finish(anna)
    choose(anna, "twee-weken")
    make(anna)
    becomes_known()
    anna.post(SWITCH, {"uur": "12"})
    day = today(days=14)
    assert set(ReminderDay.objects.values_list("room", "day")) == {("checks", day), ("plans", day)}
    with smtp(settings) as server:
        assert queue_due(now=moment_of(day, 12)) == 1
        mail.send_waiting(now=moment_of(day, 12))
    (arrived,) = server.taken
    text = next(iter(arrived.iter_parts())).get_content()
    assert "hoe het met je gaat." in text and "hoe het gaat met je plan." in text
    assert "Inge" not in text and Letter.objects.count() == 1


def test_with_reminders_on_the_day_follows_the_check_the_rhythm_and_the_switch(anna):
    finished_days_ago(anna, 3)
    choose(anna, "week")
    becomes_known()
    anna.post(SWITCH, {"uur": "9"})
    assert ReminderDay.objects.get().day == today(days=4)
    attempt = finish(anna)
    assert ReminderDay.objects.get().day == today(days=7)
    anna.post(f"{CHECK}{attempt.pk}/wissen/")
    assert ReminderDay.objects.get().day == today(days=4)
    choose(anna, "twee-weken")
    assert ReminderDay.objects.get().day == today(days=11)
    choose(anna, "geen")
    assert ReminderDay.objects.count() == 0
    choose(anna, "maand")
    assert ReminderDay.objects.count() == 1
    anna.post(SWITCH, {"uur": "uit"})
    assert ReminderDay.objects.count() == 0 and Rhythm.objects.count() == 1


def test_when_a_loved_one_died_nothing_comes_and_taken_back_it_does(anna):
    finish(anna)
    choose(anna, "week")
    becomes_known()
    anna.post(SWITCH, {"uur": "9"})
    anna.post("/mijn/overleden/", {})
    assert ReminderDay.objects.count() == 0 and "Weer kijken" not in said(anna, "/mijn/")
    page = said(anna, PAGE)
    assert "Je ritme rust nu." in page and "Dat is op" not in page
    anna.post("/mijn/overleden/terugnemen/", {"aantal": "1"})
    assert ReminderDay.objects.get().day == today(days=7)


def test_while_somebody_grieves_a_rhythm_has_no_reminder_even_when_they_are_switched_on(anna):
    finish(anna)
    choose(anna, "week")
    becomes_known()
    anna.post("/mijn/overleden/", {})
    anna.post(SWITCH, {"uur": "9"})
    finish(anna)
    choose(anna, "twee-weken")
    assert ReminderDay.objects.count() == 0
    anna.post("/mijn/overleden/weer-zorgen/")
    assert ReminderDay.objects.get().day == today(days=14)


def test_a_check_that_a_host_switched_off_has_no_rhythm_and_no_mail(anna, settings):
    finish(anna)
    choose(anna, "week")
    becomes_known()
    settings.CHECKS_OFF = ["csi"]
    assert anna.get(PAGE).status_code == 404
    anna.post(SWITCH, {"uur": "9"})
    assert ReminderDay.objects.count() == 0 and "Weer kijken" not in said(anna, "/mijn/")


def test_a_stranger_sees_and_changes_nothing_of_it(anna, chris):
    finish(anna)
    choose(anna, "week")
    assert chris.get(FILE).status_code == 404 and "Dat is op" not in said(chris, PAGE)
    choose(chris, "maand")
    choose(chris, "geen")
    assert Rhythm.objects.count() == 1 and only_event(anna)["dtstart"].dt == today(days=7)


def test_erasing_everything_erases_the_rhythm(anna):
    choose(anna, "week")
    anna.post("/mijn/wissen/", {"_actie": "nu"})
    assert Rhythm.objects.count() == 0


def test_a_rhythm_travels_in_the_parcel_and_comes_back_once(anna, chris):
    finish(anna)
    choose(anna, "drie-maanden")
    parcel = anna.get("/mijn/meenemen.zip").getvalue()
    with zipfile.ZipFile(io.BytesIO(parcel)) as opened:
        (taken,) = json.loads(opened.read("data.json"))["rooms"]["rhythms"]
        page = opened.read("index.html").decode()
    assert taken["chosen"] == {
        "flow": "csi",
        "every": "quarter",
        "since": today().isoformat(),
    }
    assert "Je ritme" in page and "Elke drie maanden" in page
    for _time in range(2):
        bring(chris, parcel)
    assert Rhythm.objects.count() == 2
    assert 'value="drie-maanden" checked' in said(chris, PAGE)
    assert only_event(chris)["dtstart"].dt == only_event(anna)["dtstart"].dt


def bring(client, parcel: bytes) -> None:
    file = SimpleUploadedFile("mee.zip", parcel, content_type="application/zip")
    assert client.post("/mijn/meenemen/", {"bestand": file}).status_code == 302


def test_the_pages_cost_few_queries(anna, django_assert_max_num_queries):
    finish(anna)
    choose(anna, "week")
    becomes_known()
    with django_assert_max_num_queries(8):
        anna.get(PAGE)
    with django_assert_max_num_queries(8):
        anna.get("/mijn/")
    with django_assert_max_num_queries(4):
        anna.get(FILE)


def test_the_page_speaks_english_too(anna):
    choose(anna, "week")
    flow = catalogue("en").newest("csi")
    page = said(anna, f"/en/how-are-you/{flow.words.slug}/rhythm/")
    assert "A rhythm of your own" in page and "Every week" in page
