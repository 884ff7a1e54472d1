"""One's own details: sealed, optional, and one death is told once."""

import io
import json
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from balans.accounts import life
from balans.accounts.actions import create_guest
from balans.accounts.models import Owner
from balans.accounts.person import Person
from balans.accounts.place.profile import (
    EMPTY,
    Loss,
    Profile,
    after_death,
    change_profile,
    joined,
    profile_of,
    taken_back,
    with_since,
)
from balans.accounts.place.since import Since

URL = "/mijn/gegevens/"
SINCE = Since(year=2026, month=11, day=3)
CARING = Profile(name="Greet", loved_one="Jan", relation="partner")


def someone() -> Person:
    slot, vault = create_guest(secret=b"s" * 32)
    return Person(owner=slot.owner, vault=vault, slot=slot)


def test_a_death_moves_what_was_known_to_the_losses():
    told = after_death(CARING, SINCE)
    assert told.bereaved and told.since == SINCE and told.name == "Greet"
    assert told.loss == Loss(name="Jan", relation="partner", since=SINCE)
    assert (told.loved_one, told.relation) == ("", None)


def test_taking_it_back_leaves_no_trace():
    assert taken_back(after_death(CARING, SINCE)) == CARING
    assert taken_back(CARING) == CARING


def test_another_day_changes_the_latest_loss_alone():
    twice = after_death(after_death(CARING, None).model_copy(update={"caring": True}), None)
    changed = with_since(twice, SINCE)
    assert [each.since for each in changed.losses] == [None, SINCE]
    assert with_since(CARING, SINCE) == CARING


def test_who_is_cared_for_since_then_stays_when_the_loss_is_taken_back():
    again = after_death(CARING, SINCE).model_copy(update={"caring": True, "loved_one": "Toos"})
    assert not again.bereaved and again.loss is not None
    assert taken_back(again).loved_one == "Toos" and taken_back(again).losses == ()


def test_a_death_that_was_told_elsewhere_counts_here_too():
    here = joined(CARING, after_death(Profile(name="G", loved_one="Jan"), SINCE))
    assert here.bereaved and here.name == "Greet" and here.loved_one == ""
    assert joined(here, here) == here
    assert joined(EMPTY, CARING) == CARING
    assert joined(CARING, EMPTY) == CARING


@pytest.mark.django_db
def test_the_profile_is_sealed_and_opened_once_a_request():
    person = someone()
    assert profile_of(person) == EMPTY
    change_profile(person=person, change=lambda known: CARING)
    kept = bytes(Owner.objects.get().profile)
    assert b"Greet" not in kept and b"Jan" not in kept and b"partner" not in kept
    assert profile_of(person) is profile_of(person)
    fresh = Person(owner=Owner.objects.get(), vault=person.vault, slot=person.slot)
    assert profile_of(fresh) == CARING


@pytest.mark.django_db
def test_two_tabs_never_undo_one_another():
    one = someone()
    other = Person(owner=Owner.objects.get(), vault=one.vault, slot=one.slot)
    assert profile_of(other) == EMPTY
    change_profile(person=one, change=lambda known: known.model_copy(update={"name": "Greet"}))
    change_profile(person=other, change=lambda known: known.model_copy(update={"loved_one": "Jan"}))
    assert profile_of(other) == Profile(name="Greet", loved_one="Jan")


@pytest.mark.django_db
def test_every_room_hears_of_a_death_once_and_of_its_taking_back(monkeypatch):
    heard = []
    monkeypatch.setattr(life, "_when_bereaved", [lambda person: heard.append("stopped")])
    monkeypatch.setattr(life, "_when_undone", [lambda person: heard.append("again")])
    person = someone()
    life.tell_death(person=person, since=None)
    life.tell_death(person=person, since=SINCE)
    assert heard == ["stopped"] and profile_of(person).since == SINCE
    life.take_back(person=person, losses=1)
    life.take_back(person=person, losses=1)
    assert heard == ["stopped", "again"] and not profile_of(person).losses
    life.tell_death(person=person, since=SINCE)
    life.care_again(person=person)
    assert heard == ["stopped", "again", "stopped"]
    assert profile_of(person).loss is not None


@pytest.mark.django_db
def test_a_room_that_fails_to_stop_leaves_nothing_half_told(monkeypatch):
    def fails(person):
        raise RuntimeError("full disk")

    monkeypatch.setattr(life, "_when_bereaved", [fails])
    person = someone()
    with pytest.raises(RuntimeError):
        life.tell_death(person=person, since=None)
    assert Owner.objects.get().profile is None


@pytest.mark.django_db
def test_a_visitor_gives_a_name_and_becomes_a_guest_who_is_called_by_it(anna):
    assert anna.get(URL).status_code == 200 and not Owner.objects.exists()
    anna.post(URL, {"naam": "Greet ", "dierbare": "Jan", "relatie": "partner"})
    page = anna.get(URL).content.decode()
    assert 'value="Greet"' in page and 'value="Jan"' in page
    assert "Greet</h1>" in anna.get("/mijn/").content.decode()


@pytest.mark.django_db
def test_everything_may_stay_empty_and_be_emptied(anna):
    assert anna.post(URL, {}).status_code == 302
    anna.post(URL, {"naam": "Greet"})
    anna.post(URL, {"naam": ""})
    assert "<h1>Mijn plek</h1>" in anna.get("/mijn/").content.decode()


@pytest.mark.django_db
def test_a_name_that_is_too_long_comes_back_with_a_message(anna):
    response = anna.post(URL, {"naam": "x" * 61, "dierbare": "Jan"})
    page = response.content.decode()
    assert response.status_code == 422 and "Er passen 60 tekens." in page
    assert "x" * 61 in page and 'value="Jan"' in page and not Owner.objects.exists()


@pytest.mark.django_db
def test_one_s_own_word_for_the_relation_is_kept(anna):
    anna.post(URL, {"relatie": "kat", "relatie-anders": "Mijn peetoom"})
    assert 'value="Mijn peetoom"' in anna.get(URL).content.decode()


@pytest.mark.django_db
def test_a_name_from_an_exercise_is_offered_and_the_other_way_round(anna):
    anna.post("/oefeningen/grenzen/begin/", {"naam": "Koosje"})
    page = anna.get(URL).content.decode()
    assert 'value="Koosje"' in page and "Deze naam gaf je in een oefening." in page
    anna.post(URL, {"dierbare": "Koos"})
    assert 'value="Koos"' in anna.get("/oefeningen/doelen/begin/").content.decode()


@pytest.mark.django_db
def test_details_go_along_in_the_parcel_and_come_back(anna):
    anna.post(URL, {"naam": "Greet", "dierbare": "Jan", "relatie": "partner"})
    anna.post("/mijn/overleden/", {"sinds-year": "2024"})
    content = anna.get("/mijn/meenemen.zip").getvalue()
    (kept,) = json.loads(zipfile.ZipFile(io.BytesIO(content)).read("data.json"))["rooms"]["profile"]
    assert kept["losses"][0]["name"] == "Jan" and kept["caring"] is False
    Owner.objects.all().delete()
    other = Client()
    other.post("/mijn/meenemen/", {"bestand": SimpleUploadedFile("mijn.zip", content)})
    assert "Dag Greet</h1>" in other.get("/mijn/").content.decode()
    assert "2024" in other.get("/mijn/overleden/").content.decode()
