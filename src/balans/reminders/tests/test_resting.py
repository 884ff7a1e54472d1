"""When a loved one died no reminder goes out any more; taken back, they are as they were."""

import pytest

from balans.accounts.models import Owner
from balans.core.models import Letter
from balans.plans.tests.test_views import said
from balans.reminders.letters import queue_due
from balans.reminders.models import ReminderDay, Reminders
from balans.reminders.tests.test_reminders import at, switched_on

pytestmark = pytest.mark.django_db
DIED = "/mijn/overleden/"


@pytest.fixture(autouse=True)
def a_mail_server(settings):
    settings.EMAIL_HOST = "127.0.0.1"


def test_reminders_stop_and_nothing_in_plain_tells_why(anna):
    day = switched_on(anna, hour="12")
    anna.post(DIED, {})
    assert (Reminders.objects.count(), ReminderDay.objects.count()) == (0, 0)
    assert queue_due(now=at(day, 12)) == 0
    assert b"reminders" not in bytes(Owner.objects.get().profile)


def test_a_reminder_that_waits_to_be_sent_does_not_go_out(anna):
    day = switched_on(anna)
    assert queue_due(now=at(day, 9)) == 1
    other = Letter.objects.create(kind="code", once="", sealed=b"x", **moments())
    anna.post(DIED, {})
    assert list(Letter.objects.all()) == [other]


def moments() -> dict:
    known = Letter.objects.get()
    return {"created_at": known.created_at, "due_at": known.due_at}


def test_taken_back_they_come_at_the_same_hour_as_before(anna):
    day = switched_on(anna, hour="12")
    anna.post(DIED, {})
    anna.post(f"{DIED}terugnemen/", {"aantal": "1"})
    assert Reminders.objects.get().hour == 12 and ReminderDay.objects.get().day == day


def test_who_had_no_reminders_gets_none_when_it_is_taken_back(anna):
    switched_on(anna)
    anna.post("/mijn/seintjes/", {"uur": "uit"})
    anna.post(DIED, {})
    anna.post(f"{DIED}terugnemen/", {"aantal": "1"})
    assert not Reminders.objects.exists()


def test_caring_for_somebody_else_starts_no_old_reminders(anna):
    switched_on(anna)
    anna.post(DIED, {})
    anna.post(f"{DIED}weer-zorgen/")
    assert not Reminders.objects.exists()


def test_mijn_plek_shows_what_is_coming_and_not_to_the_bereaved(anna):
    switched_on(anna)
    assert "Wat eraan komt" in said(anna, "/mijn/")
    anna.post(DIED, {})
    page = said(anna, "/mijn/")
    assert "Wat eraan komt" not in page and "Met Inge naar zee" in page
