"""Two servers with one job at the same moment: each claims it in the database, and one does it."""

from datetime import timedelta
from threading import Event
from time import sleep

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from balans.accounts.tests.letters import person_behind, sent
from balans.core import mail
from balans.core.tests.test_mail import post, smtp
from balans.diary import book_actions
from balans.diary.models import BookJob
from balans.diary.tests.test_book_room import write
from balans.directory.actions import keep_offer
from balans.directory.editing import importing, link_check
from balans.directory.editing.models import Import, LinkCheck
from balans.directory.editing.tests.editors import anywhere
from balans.directory.editing.tests.test_importing import lines
from balans.directory.models import LocalOffer, OfferVersion
from balans.directory.tests.offers import publish, record
from balans.groups.joining.places import hand_on_places
from balans.groups.joining.reminding import queue_reminders
from balans.groups.models import Meeting
from balans.groups.tests.series import begin, facilitator, participant
from balans.groups.tests.test_races import at_once
from balans.search.actions import rebuild, renew_some
from balans.search.models import Entry

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def test_letters_that_two_send_at_once_arrive_once(settings):
    for number in range(10):
        post(to=f"mens{number}@example.nl")
    with smtp(settings) as server:
        assert sum(at_once(mail.send_waiting, mail.send_waiting)) == 10
    assert len({each["To"] for each in server.taken}) == len(server.taken) == 10


def test_an_import_is_carried_out_once():
    kept = importing.begin(
        data=lines({}, {}), file_name="lijst.csv", source="Kaart", rights=anywhere()
    )
    importing.choose_columns(kept, importing.plan_of(kept).columns)
    assert sorted(at_once(*[lambda: importing.work(kept.pk)] * 2)) == [False, True]
    kept.refresh_from_db()
    importing.carry_out(kept, leave_out=False)
    assert sorted(at_once(*[lambda: importing.work(kept.pk)] * 2)) == [False, True]
    assert Import.objects.get().state == Import.State.DONE
    assert LocalOffer.objects.count() == 2


def test_a_book_is_made_once(client):
    client.post("/mijn/gegevens/", {"naam": "Anna"})
    write(client, "De boot")
    person = person_behind(client)
    book_actions.begin_book(person=person)
    book_actions.ask_for_book(person=person, language="nl")
    job = BookJob.objects.get()
    claimed = at_once(*[lambda: book_actions.claim(job.pk)] * 2)
    assert [each is None for each in claimed].count(True) == 1


def test_a_place_that_came_free_is_given_once_and_told_once():
    group = begin(facilitator(Client()), limit=1)
    _anna, first = participant(group, "Anna")
    for name in ("Bram", "Cor"):
        participant(group, name, address=f"{name.lower()}@example.nl")
    first.delete()
    assert sum(at_once(hand_on_places, hand_on_places)) == 1
    assert group.participations.inside().count() == 1 and len(sent("group")) == 1


def test_a_reminder_of_a_meeting_is_queued_once():
    group = begin(facilitator(Client()))
    _anna, taking = participant(group, "Anna", address="anna@example.nl")
    taking.joined_at = timezone.now() - timedelta(days=30)
    taking.reminded = True
    taking.save()
    meeting = Meeting.objects.order_by("starts_at").first()
    noon = meeting.starts_at.replace(hour=11) - timedelta(days=1)
    found = at_once(*[lambda: queue_reminders(now=noon)] * 2)
    assert sum(found) == 1 and len(sent("group")) == 1


def test_a_link_is_looked_at_by_one():
    now = timezone.now()
    for number in range(10):
        LinkCheck.objects.create(url=f"https://een{number}.example/", due_at=now)
    some, others = at_once(*[lambda: link_check.claim_some(now=now)] * 2)
    assert len(some) + len(others) == len({*some, *others}) == 10


def test_who_publishes_while_another_server_makes_the_entry_anew_waits_and_comes_after():
    kept, begun = publish("Samen wandelen"), Event()
    rebuild()
    Entry.objects.filter(kind=Entry.Kind.LOCAL).update(stamp="old")

    def make_anew() -> int:
        with transaction.atomic():
            renewed = renew_some()
            begun.set()
            sleep(0.5)
        return renewed

    def change() -> str:
        begun.wait(10)
        words = record("Samen fietsen")
        state, why = LocalOffer.State.PUBLISHED, OfferVersion.Why.CHANGED
        return str(keep_offer(record=words, state=state, why=why, offer=kept).pk)

    assert at_once(make_anew, change)[1] == str(kept.pk)
    titles = Entry.objects.filter(kind=Entry.Kind.LOCAL, language="nl")
    assert [each.title for each in titles] == ["Samen fietsen"]
