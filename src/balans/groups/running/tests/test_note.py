"""A private note: for the one who wrote it, and nothing lost when two devices write."""

import pytest
from django.test import Client
from django.utils import timezone

from balans.accounts.tests.letters import person_behind
from balans.groups.models import Facilitation, Meeting, MeetingNote
from balans.groups.running.noting import joined, note_of
from balans.groups.running.tests.meetings import address
from balans.groups.tests.series import begin, facilitator, first_of, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(dora) -> Meeting:
    return first_of(begin(dora))


def save(client, meeting, words, version=0, **more):
    data = {"tekst": words, "_versie": version}
    return client.post(address(meeting, "note"), data, **more)


def kept(client, meeting) -> str:
    return note_of(person_behind(client), meeting).words


def lead_along(client, other, meeting) -> None:
    """Let a second facilitator lead the same group."""
    person, private = person_behind(other), opened(client, meeting.group).private
    along = Facilitation(
        group=meeting.group, owner=person.owner, key_number=1, since=timezone.now()
    )
    along.seal_key(person.vault, private)
    along.save()


def test_a_note_is_kept_sealed_and_found_back(dora, meeting):
    save(dora, meeting, "Anna huilde.\n\nBellen op vrijdag ✿")
    assert "Bellen op vrijdag ✿" in dora.get(address(meeting, "note")).content.decode()
    assert b"Anna" not in bytes(MeetingNote.objects.get().sealed)


def test_who_leads_along_has_a_note_of_their_own_and_sees_no_other(dora, meeting):
    eva = facilitator(Client(), "eva@example.nl")
    lead_along(dora, eva, meeting)
    save(dora, meeting, "Dora schrijft dit.")
    page = eva.get(address(meeting, "note")).content.decode()
    assert "Dora schrijft dit." not in page
    save(eva, meeting, "Eva schrijft dat.")
    assert (kept(dora, meeting), kept(eva, meeting)) == ("Dora schrijft dit.", "Eva schrijft dat.")


def test_two_devices_write_and_both_stand_there(dora, meeting):
    save(dora, meeting, "Begin")
    save(dora, meeting, "Begin\nVan de tablet", version=1)
    response = save(dora, meeting, "Begin\nVan de laptop", version=1)
    page = dora.get(response["Location"]).content.decode()
    assert "Beide stukken staan hier onder elkaar." in page
    assert kept(dora, meeting) == "Begin\nVan de tablet\n\nVan de laptop"


def test_the_same_twice_changes_nothing(dora, meeting):
    for _double_click in range(2):
        save(dora, meeting, "Eén keer", version=0)
    assert kept(dora, meeting) == "Eén keer"


def test_while_typing_it_is_saved_and_another_device_is_never_written_over(dora, meeting):
    answer = save(dora, meeting, "Eerste", HTTP_ACCEPT="application/json").json()
    assert answer["revision"] == 1 and "Bewaard om" in answer["text"]
    response = save(dora, meeting, "Anders", version=0, HTTP_ACCEPT="application/json")
    assert response.status_code == 409 and response.json()["revision"] == 0
    assert kept(dora, meeting) == "Eerste"
    save(dora, meeting, "Anders", version=0)
    assert kept(dora, meeting) == "Eerste\n\nAnders"


def test_what_is_too_long_comes_back_whole(dora, meeting):
    response = save(dora, meeting, "woord " * 4000)
    assert response.status_code == 422 and response.content.decode().count("woord") >= 4000
    assert not MeetingNote.objects.exists()
    answer = save(dora, meeting, "woord " * 4000, HTTP_ACCEPT="application/json")
    assert answer.status_code == 422 and "te lang" in answer.json()["text"]


def test_joining_keeps_every_line():
    assert joined("a\nb", "b\nc") == "a\nb\n\nc"
    assert joined("", "c") == "c" and joined("a", "") == "a" and joined("a", "a") == "a"
