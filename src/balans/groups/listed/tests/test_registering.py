"""Registering for a listed group: a place or the waiting list, once each, and no machines."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from balans.accounts.actions import erase_owner
from balans.accounts.tests.letters import person_behind, sent, sign_in
from balans.groups import actions
from balans.groups.joining.places import hand_on_places, tell_who_got_one
from balans.groups.listed.registering import FOR_ONE_GROUP, FROM_ONE_PLACE
from balans.groups.models import Group, Participation
from balans.groups.tests.series import TITLE, begin, opened, participant

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(dora) -> Group:
    found = begin(dora, limit=2)
    Group.objects.update(is_listed=True)
    return Group.objects.get(pk=found.pk)


def door(group: Group) -> str:
    return reverse("groups:register", args=[group.pk])


def test_a_guest_gets_a_place_and_hears_how_long_it_is_kept(client, dora, group):
    asked = client.get(door(group)).content.decode()
    assert "Je hebt geen account nodig" in asked and "7 dagen" in asked
    assert not Participation.objects.exists() and settings.KEY_COOKIE not in client.cookies
    response = client.post(door(group), {"naam": "Anna", "mail": " Anna@Example.nl "})
    assert response.status_code == 302 and response["Location"] == door(group)
    done = client.get(door(group)).content.decode()
    assert "Je doet mee" in done and reverse("accounts:keep") in done and "7 dagen" in done
    assert [each.name for each in opened(dora, group).members] == ["Anna"]
    assert Participation.objects.get().read_address() == "anna@example.nl"


def test_who_has_an_account_is_not_told_of_seven_days(group):
    anna = Client()
    sign_in(anna)
    assert "account nodig" not in anna.get(door(group)).content.decode()
    anna.post(door(group), {"naam": "Anna"})
    done = anna.get(door(group)).content.decode()
    assert "Je doet mee" in done and reverse("accounts:keep") not in done


def test_registering_twice_is_one(client, group):
    for _time in range(2):
        client.post(door(group), {"naam": "Anna"})
    assert Participation.objects.count() == 1


def test_the_name_that_somebody_gave_before_stands_there(client, group):
    client.post("/mijn/gegevens/", {"naam": "Annemieke"})
    assert 'value="Annemieke"' in client.get(door(group)).content.decode()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"naam": "  ", "mail": ""}, "naam"),
        ({"naam": "x" * 61}, "naam"),
        ({"naam": "Anna", "mail": "anna@"}, "mail"),
        ({}, "naam"),
    ],
)
def test_bad_input_comes_back_beside_its_field_with_what_was_typed(client, group, typed, field):
    response = client.post(door(group), typed)
    shown = response.content.decode()
    assert response.status_code == 422 and f'href="#id_{field}"' in shown
    assert typed.get("mail", "") in shown and not Participation.objects.exists()
    assert settings.KEY_COOKIE not in client.cookies


def test_names_in_every_script_are_kept(client, dora, group):
    client.post(door(group), {"naam": "Ṡamïrā 🌿 سميرة"})
    assert opened(dora, group).members[0].name == "Ṡamïrā 🌿 سميرة"


def test_who_comes_to_a_full_group_waits_in_order_and_hears_of_a_place(client, group):
    _anna, first = participant(group, "Anna")
    participant(group, "Bram")
    assert "wachtlijst" in client.get(door(group)).content.decode()
    client.post(door(group), {"naam": "Cor", "mail": "cor@example.nl"})
    assert "We mailen je" in client.get(door(group)).content.decode()
    lucky = actions.leave(taking=first)
    for _time in range(2):
        tell_who_got_one(group, lucky)
    assert len(sent("group")) == 1
    (to, subject, text), *_none = sent("group")
    assert to == "cor@example.nl" and TITLE in text and TITLE not in subject
    assert reverse("groups:mine", args=[group.pk]) in text
    assert "Anna" not in text and "Bram" not in text
    assert "Je doet mee" in client.get(door(group)).content.decode()


def test_who_waits_without_an_address_is_told_to_look(client, group):
    for name in ("Anna", "Bram"):
        participant(group, name)
    client.post(door(group), {"naam": "Cor"})
    assert "geen mailadres" in client.get(door(group)).content.decode()


def test_a_place_of_who_was_erased_goes_to_who_waits_longest(group):
    anna, _first = participant(group, "Anna")
    participant(group, "Bram")
    _cor, third = participant(group, "Cor", address="cor@example.nl")
    _dirk, fourth = participant(group, "Dirk", address="dirk@example.nl")
    assert hand_on_places() == 0
    erase_owner(owner=person_behind(anna).owner)
    assert hand_on_places() == 1
    third.refresh_from_db()
    fourth.refresh_from_db()
    assert third.waiting_since is None and fourth.waiting_since is not None
    assert [to for to, _subject, _text in sent("group")] == ["cor@example.nl"]
    assert hand_on_places() == 0


def test_whoever_comes_new_does_not_go_before_who_waits(group):
    anna, _first = participant(group, "Anna")
    participant(group, "Bram")
    participant(group, "Cor")
    erase_owner(owner=person_behind(anna).owner)
    _eva, last = participant(group, "Eva")
    assert last.waiting_since is not None
    assert hand_on_places() == 1 and list(group.participations.waiting()) == [last]


def test_nobody_moves_up_in_a_group_that_stopped_or_is_over(group):
    anna, _first = participant(group, "Anna")
    participant(group, "Bram")
    participant(group, "Cor")
    erase_owner(owner=person_behind(anna).owner)
    Group.objects.update(stopped_at=timezone.now())
    assert hand_on_places() == 0
    Group.objects.update(stopped_at=None)
    group.meetings.update(starts_at=timezone.now() - timedelta(days=1))
    assert hand_on_places() == 0


def test_who_leads_the_group_hears_that_they_are_in_it(dora, group):
    shown = dora.get(door(group)).content.decode()
    assert "Jij leidt deze groep" in shown and '<form method="post" class=' not in shown
    assert dora.post(door(group), {"naam": "Dora"}).status_code == 200
    assert not Participation.objects.exists()


def test_machines_that_register_in_masses_are_stopped(group):
    Group.objects.update(limit=500)
    for number in range(FROM_ONE_PLACE):
        Client(REMOTE_ADDR="8.8.8.8").post(door(group), {"naam": f"Bot {number}"})
    refused = Client(REMOTE_ADDR="8.8.8.8").post(door(group), {"naam": "Bot te veel"})
    assert refused.status_code == 429 and "Bot te veel" in refused.content.decode()
    assert Participation.objects.count() == FROM_ONE_PLACE
    assert Client(REMOTE_ADDR="9.9.9.9").post(door(group), {"naam": "Anna"}).status_code == 302
    for number in range(FOR_ONE_GROUP):
        Client(REMOTE_ADDR=f"7.7.{number}.7").post(door(group), {"naam": "Bot"})
    assert Participation.objects.count() == FOR_ONE_GROUP


def test_it_goes_in_english_and_mail_comes_in_english(client, group):
    Group.objects.update(limit=1)
    _anna, first = participant(group, "Anna")
    address = f"/en/groups/search/{group.pk}/register/"
    assert "waiting list" in client.get(address).content.decode()
    client.post(address, {"naam": "Cor", "mail": "cor@example.nl"})
    tell_who_got_one(group, actions.leave(taking=first))
    assert "There is a place for you" in sent("group")[0][1]


def test_nothing_that_was_typed_is_in_plain_text_in_the_database(client, group):
    client.post(door(group), {"naam": "Annabella", "mail": "annabella@example.nl"})
    row = Participation.objects.get()
    raw = b"".join(bytes(each) for each in (row.sealed, row.box, row.address))
    assert b"nnabella" not in raw
