"""Reminders by mail: off by default, one that really arrives, and one touch to stop them."""

import re
import uuid
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from balans.accounts.entry.address import sealed_address
from balans.accounts.models import Owner
from balans.core import mail
from balans.core.keys import make_anchor
from balans.core.models import Letter
from balans.core.tests.test_mail import smtp
from balans.plans.models import KeptPlan
from balans.plans.tests.test_views import FILLED, make, said
from balans.reminders import rooms as registry
from balans.reminders.actions import stop_reminders
from balans.reminders.letters import _queue_one, queue_due
from balans.reminders.models import ReminderDay, Reminders
from balans.reminders.rooms import Room, Words
from balans.reminders.schedule import moment_of, turn

pytestmark = pytest.mark.django_db
PAGE = "/mijn/seintjes/"


@pytest.fixture(autouse=True)
def a_mail_server(settings):
    settings.EMAIL_HOST = "127.0.0.1"


def becomes_known(client) -> Owner:
    """Give a guest with a plan an account with an address."""
    owner = Owner.objects.get(pk=KeptPlan.objects.latest("created_at").owner_id)
    owner.address, owner.account_since = sealed_address(owner, "anna@example.nl"), timezone.now()
    owner.expires_at = timezone.now() + timedelta(days=700)
    owner.save()
    make_anchor(str(owner.pk))
    return owner


def switched_on(client, hour="9", **fields) -> date:
    """Make a plan, switch reminders on, and return the day of the plan."""
    make(client, **fields)
    becomes_known(client)
    assert client.post(PAGE, {"uur": hour}).status_code == 302
    return ReminderDay.objects.latest("day").day


def at(day: date, hour: int, *, minutes: int = 0) -> datetime:
    return moment_of(day, 9) + timedelta(hours=hour - 9, minutes=minutes)


def test_reminders_are_off_and_no_day_is_kept_until_somebody_asks(anna):
    make(anna)
    becomes_known(anna)
    assert ReminderDay.objects.count() == 0
    page = said(anna, PAGE)
    assert 'value="uit" checked' in page and "anna@example.nl" in page
    anna.post(PAGE, {"uur": "12"})
    assert ReminderDay.objects.get().day == timezone.localdate() + timedelta(weeks=2)
    assert 'value="12" checked' in said(anna, PAGE)
    anna.post(PAGE, {"uur": "uit"})
    assert (Reminders.objects.count(), ReminderDay.objects.count()) == (0, 0)


def test_a_guest_reads_why_and_cannot_switch_them_on(anna):
    make(anna)
    page = said(anna, PAGE)
    assert "Hiervoor hebben we je mailadres nodig." in page and 'name="uur"' not in page
    assert anna.post(PAGE, {"uur": "9"}).status_code == 422
    assert Client().post(PAGE, {"uur": "9"}).status_code == 200
    assert Reminders.objects.count() == 0


def test_whose_address_is_gone_can_only_switch_them_off(anna):
    switched_on(anna)
    Owner.objects.update(address=None)
    page = said(anna, PAGE)
    assert 'value="uit"' in page and 'value="9"' not in page and "Geef je mailadres" not in page
    anna.post(PAGE, {"uur": "uit"})
    assert "Geef je mailadres" in said(anna, PAGE)


def test_where_no_mail_can_be_sent_the_page_says_so(anna, settings):
    settings.EMAIL_HOST, settings.DEMO = "", False
    assert "Deze site kan nu geen mail sturen." in said(anna, PAGE)


def test_an_hour_that_does_not_exist_gets_a_message(anna):
    switched_on(anna)
    response = anna.post(PAGE, {"uur": "3"})
    assert response.status_code == 422 and "Kies een van de" in response.content.decode()
    assert Reminders.objects.get().hour == 9


def test_a_reminder_really_arrives_once_with_no_word_of_the_plan(anna, settings):
    settings.SITE = "https://balans.test"
    day = switched_on(anna)
    with smtp(settings) as server:
        assert queue_due(now=at(day, 8, minutes=59)) == 0
        assert queue_due(now=at(day, 9)) == 1
        assert queue_due(now=at(day, 9, minutes=1)) == 0
        now = at(day, 9, minutes=1)
        assert mail.send_waiting(now=now) == 1 and mail.send_waiting(now=now) == 0
    (arrived,) = server.taken
    assert arrived["To"] == "anna@example.nl"
    stop = f"https://balans.test{reverse('reminders:stop', args=[Reminders.objects.get().stop])}"
    assert arrived["List-Unsubscribe"].strip() == f"<{stop}>"
    assert arrived["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    for part in arrived.iter_parts():
        text = part.get_content()
        assert f"Je koos {day.day} " in text and "https://balans.test/mijn-plan/" in text
        assert stop in text
        assert not re.search("Inge|zee|Jas|broer", text)


def test_the_mail_speaks_the_language_of_its_owner(anna, settings):
    day = switched_on(anna)
    Owner.objects.update(language="en")
    queue_due(now=at(day, 10))
    with smtp(settings) as server:
        mail.send_waiting(now=at(day, 10))
    (arrived,) = server.taken
    assert arrived["Subject"] == "See how your plan is going"
    text = next(iter(arrived.iter_parts())).get_content()
    assert "/en/my-plan/" in text and "You chose" in text


def test_two_plans_on_a_day_make_one_mail(anna):
    day = switched_on(anna)
    make(anna, doel="Zwemmen")
    assert ReminderDay.objects.count() == 2
    assert queue_due(now=at(day, 9)) == 1 and ReminderDay.objects.count() == 0
    make(anna, doel="Lezen", check="4")
    assert queue_due(now=at(day, 12)) == 0


def test_a_worker_that_was_down_two_days_sends_one_and_after_four_days_none(anna):
    day = switched_on(anna)
    make(anna, doel="Zwemmen", check="1")
    ReminderDay.objects.filter(day__lt=day).update(day=day - timedelta(days=1))
    assert queue_due(now=at(day + timedelta(days=1), 10)) == 1
    assert queue_due(now=at(day + timedelta(days=2), 10)) == 0
    ReminderDay.objects.create(
        room="plans",
        thing=KeptPlan.objects.earliest("created_at").pk,
        reminders=Reminders.objects.get(),
        day=day + timedelta(days=2),
    )
    assert queue_due(now=at(day + timedelta(days=6), 10)) == 0
    assert ReminderDay.objects.count() == 0 and Letter.objects.count() == 1


def test_nothing_goes_at_night_also_not_when_the_mail_is_tried_again(anna, settings):
    day = switched_on(anna, hour="19")
    assert queue_due(now=at(day, 21)) == 0
    assert queue_due(now=at(day, 20, minutes=59)) == 1
    with smtp(settings) as server:
        assert mail.send_waiting(now=at(day, 21)) == 0
        letter = Letter.objects.get()
        assert letter.due_at == at(day + timedelta(days=1), 8) and letter.claimed_at is None
        assert mail.send_waiting(now=at(day + timedelta(days=1), 8)) == 1
    assert len(server.taken) == 1


def test_a_plan_let_go_looked_at_or_erased_has_no_reminder(anna):
    day = switched_on(anna)
    url = f"/mijn-plan/{KeptPlan.objects.get().pk}/"
    anna.post(f"{url}kijken/", {"dan": "keep", "weer": "4"})
    moved = ReminderDay.objects.get().day
    assert moved == timezone.localdate() + timedelta(weeks=4) and queue_due(now=at(day, 9)) == 0
    anna.post(f"{url}kijken/", {"dan": "let-go"})
    assert ReminderDay.objects.count() == 0
    anna.post(f"{url}wijzigen/", FILLED)
    assert ReminderDay.objects.count() == 1
    anna.post(f"{url}wissen/")
    assert ReminderDay.objects.count() == 0


def test_who_is_leaving_or_gone_or_has_no_address_gets_no_mail(anna):
    day = switched_on(anna)
    Owner.objects.update(leaves_at=at(day, 12))
    assert queue_due(now=at(day, 9)) == 0
    Owner.objects.update(leaves_at=None, expires_at=at(day, 8))
    assert queue_due(now=at(day, 9)) == 0
    Owner.objects.update(expires_at=at(day, 23), address=None)
    assert queue_due(now=at(day, 9)) == 0
    assert Letter.objects.count() == 0


def test_an_evening_reminder_does_not_hold_up_one_of_the_morning(anna, chris, monkeypatch):
    monkeypatch.setattr("balans.reminders.letters.AT_ONCE", 1)
    switched_on(anna, hour="19")
    day = switched_on(chris, hour="9")
    assert queue_due(now=at(day, 10)) == 1
    assert queue_due(now=at(day, 19)) == 1


def test_two_workers_that_see_the_same_day_queue_one_mail(anna, monkeypatch):
    day, others = switched_on(anna), []

    def meanwhile(*given, **more):
        """Let another worker do the whole of it between what we see and what we claim."""
        monkeypatch.setattr("balans.reminders.letters.turn", turn)
        others.append(queue_due(now=at(day, 9)))
        return turn(*given, **more)

    monkeypatch.setattr("balans.reminders.letters.turn", meanwhile)
    assert queue_due(now=at(day, 9)) == 0 and others == [1]
    assert Letter.objects.count() == 1


def test_a_worker_that_comes_second_finds_the_day_claimed(anna, monkeypatch):
    day = switched_on(anna)
    seen = list(Reminders.objects.select_related("owner"))
    assert queue_due(now=at(day, 9)) == 1
    kept = {"room": "plans", "thing": KeptPlan.objects.get().pk}
    ReminderDay.objects.create(**kept, reminders=seen[0], day=day)
    assert _queue_one(seen[0], at(day, 9)) == 0
    assert Letter.objects.count() == 1


def test_looking_at_the_stop_link_does_nothing_and_one_button_stops_them(anna):
    switched_on(anna)
    url = reverse("reminders:stop", args=[Reminders.objects.get().stop])
    stranger = Client(enforce_csrf_checks=True)
    page = stranger.get(url).content.decode()
    assert "Stop de seintjes" in page and page.count("<button") == 1
    assert Reminders.objects.count() == 1
    done = stranger.post(url, {"List-Unsubscribe": "One-Click"})
    assert "Je krijgt geen seintjes meer" in done.content.decode()
    assert (Reminders.objects.count(), ReminderDay.objects.count()) == (0, 0)
    assert stranger.post(url, {"List-Unsubscribe": "One-Click"}).status_code == 200


def test_the_link_of_an_old_mail_stops_them_after_they_were_on_again(anna):
    switched_on(anna)
    old = reverse("reminders:stop", args=[Reminders.objects.get().stop])
    anna.post(PAGE, {"uur": "uit"})
    anna.post(PAGE, {"uur": "12"})
    Client().post(old, {"List-Unsubscribe": "One-Click"})
    assert Reminders.objects.count() == 0


def test_a_strange_stop_link_answers_the_same_and_stops_nobody(anna):
    switched_on(anna)
    name, other = Reminders.objects.get().stop, "0" * 32
    known, strange = (reverse("reminders:stop", args=[each]) for each in (name, other))
    page = Client().get(known).content.decode()
    assert page.replace(name, other) == Client().get(strange).content.decode()
    assert Client().post(strange, {"x": "y"}).status_code == 200
    assert Reminders.objects.count() == 1


def test_reminders_stop_when_told_so_from_elsewhere_and_go_with_their_owner(anna):
    switched_on(anna)
    stop_reminders(Owner.objects.get())
    stop_reminders(Owner.objects.get())
    assert Reminders.objects.count() == 0
    anna.post(PAGE, {"uur": "9"})
    Owner.objects.all().delete()
    assert (Reminders.objects.count(), ReminderDay.objects.count()) == (0, 0)


@pytest.fixture
def a_second_room(monkeypatch):
    """A room with one thing that has a day; its days can be changed."""
    thing, days = uuid.uuid4(), []
    words = Words(
        subject="Vlieger",
        sentence="Vlieger op %(day)s.",
        closing="Mag.",
        to_page="Vlieger",
        hint="",
    )
    room = Room(
        name="kites",
        days=lambda _person: [(thing, day) for day in days],
        words=lambda: words,
        page="accounts:mine",
    )
    monkeypatch.setitem(registry._rooms, "kites", room)
    return days


def test_days_of_two_rooms_make_one_mail_that_names_both_and_leads_to_mijn_plek(
    anna, a_second_room, settings
):
    settings.SITE = "https://balans.test"
    day = timezone.localdate() + timedelta(weeks=2)
    a_second_room.append(day)
    assert switched_on(anna) == day and ReminderDay.objects.count() == 2
    assert queue_due(now=at(day, 9)) == 1 and queue_due(now=at(day, 12)) == 0
    with smtp(settings) as server:
        mail.send_waiting(now=at(day, 9))
    (arrived,) = server.taken
    text = next(iter(arrived.iter_parts())).get_content()
    assert arrived["Subject"] == "Kijken hoe het gaat"
    assert "hoe het gaat met je plan." in text and f"Vlieger op {day.day} " in text
    assert "https://balans.test/mijn/" in text.split() and ReminderDay.objects.count() == 0


def test_each_room_has_a_letter_of_its_own_when_the_days_differ(anna, a_second_room, settings):
    day = timezone.localdate() + timedelta(weeks=2)
    a_second_room.append(day + timedelta(days=1))
    switched_on(anna)
    assert queue_due(now=at(day, 9)) == 1
    assert queue_due(now=at(day + timedelta(days=1), 9)) == 1
    with smtp(settings) as server:
        mail.send_waiting(now=at(day + timedelta(days=1), 9))
    assert {each["Subject"] for each in server.taken} == {
        "Kijken hoe het gaat met je plan",
        "Vlieger",
    }


def test_a_day_of_a_room_that_is_not_there_any_more_makes_no_mail(anna):
    day = switched_on(anna)
    ReminderDay.objects.update(room="gone")
    assert queue_due(now=at(day, 9)) == 0
    assert (ReminderDay.objects.count(), Letter.objects.count()) == (0, 0)


def test_the_addresses_of_before_still_lead_there_and_still_stop(anna):
    switched_on(anna)
    moved = anna.get("/mijn-plan/seintje/")
    assert (moved.status_code, moved.headers["Location"]) == (308, PAGE)
    assert anna.get("/en/my-plan/reminder/").headers["Location"] == "/en/mine/reminders/"
    old = f"/mijn-plan/stop/{Reminders.objects.get().stop}/"
    stranger = Client(enforce_csrf_checks=True)
    assert "Stop de seintjes" in stranger.get(old).content.decode()
    assert stranger.post(old, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Reminders.objects.count() == 0
