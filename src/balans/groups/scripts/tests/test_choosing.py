"""Which script a meeting follows: ours or an own one, as it was when it was chosen."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from balans.accounts.tests.letters import person_behind
from balans.groups.content import scripts
from balans.groups.models import Meeting
from balans.groups.scripts import own
from balans.groups.tests.series import facilitator, opened

pytestmark = pytest.mark.django_db


def made(client: Client, title: str = "Grenzen in de tuin"):
    """Let a facilitator make an own script; return it as it is now."""
    person, script = person_behind(client), scripts("nl")["grenzen"]
    words = script.words.model_copy(update={"title": title})
    kept = own.make_own(person=person, script=script.model_copy(update={"words": words}))
    return own.own_script(person, kept.pk)


def address(group, place: int = 0) -> str:
    meeting = list(group.meetings.all())[place]
    return reverse("groups:choose_script", args=[group.pk, meeting.pk])


def followed(client, group, place: int = 0):
    here = opened(client, group)
    return here.script(here.meetings[place], "nl")


def test_a_meeting_follows_an_own_script_as_it_was_when_chosen(dora, group):
    mine, person = made(dora), person_behind(dora)
    response = dora.post(address(group), {"draaiboek": str(mine.kept.pk)})
    assert response.status_code == 302
    assert followed(dora, group) == mine.script
    words = mine.script.words.model_copy(update={"title": "Later anders"})
    later = mine.script.model_copy(update={"words": words})
    own.save_version(person=person, kept=mine.kept, script=later, seen=1)
    assert followed(dora, group).words.title == "Grenzen in de tuin"
    own.erase_own(kept=mine.kept)
    assert followed(dora, group).words.title == "Grenzen in de tuin"
    row = group.meetings.first()
    assert row.script == "grenzen" and b"tuin" not in bytes(row.own_script)


def test_a_meeting_goes_back_to_ours_and_the_group_is_another_version(dora, group):
    before = group.version
    dora.post(address(group), {"draaiboek": str(made(dora).kept.pk)})
    dora.post(address(group), {"draaiboek": "doelen"})
    assert followed(dora, group) == scripts("nl")["doelen"]
    assert group.meetings.first().own_script is None
    group.refresh_from_db()
    assert group.version == before + 2


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_shows_ours_and_own_ones_and_what_is_chosen_now(dora, group, language):
    mine = made(dora)
    here = opened(dora, group)
    own.chosen(here, here.meetings[0], mine.version)
    with override(language):
        response = dora.get(address(group))
    text = response.content.decode()
    assert response.status_code == 200
    assert f'value="{mine.kept.pk}" checked' in text
    assert "Nadenken over je grenzen" in text and "Samen terugkijken" in text


def test_a_copy_that_is_no_longer_like_any_script_stays_a_choice(dora, group):
    mine = made(dora)
    here = opened(dora, group)
    own.chosen(here, here.meetings[0], mine.version)
    own.erase_own(kept=mine.kept)
    text = dora.get(address(group)).content.decode()
    assert 'value="zo" checked' in text and "Grenzen in de tuin, zoals nu" in text
    assert dora.post(address(group), {"draaiboek": "zo"}).status_code == 302
    assert followed(dora, group).words.title == "Grenzen in de tuin"


def test_another_length_is_told(dora, group):
    dora.post(address(group), {"draaiboek": "terugkijken"})
    assert "45 minuten" in dora.get(address(group)).content.decode()


def test_junk_and_somebody_else_s_script_are_refused(dora, group):
    eva = facilitator(Client(), "eva@example.nl")
    theirs = made(eva)
    for junk in ("", "dansen", str(theirs.kept.pk), "<b>", "x" * 999):
        response = dora.post(address(group), {"draaiboek": junk})
        assert response.status_code == 422
        assert "Kies een draaiboek uit de lijst." in response.content.decode()
    assert followed(dora, group) == scripts("nl")["grenzen"]
    assert eva.get(address(group)).status_code == 404
    assert eva.post(address(group), {"draaiboek": "doelen"}).status_code == 404


def test_once_a_meeting_has_begun_its_script_stays(dora, group):
    url = address(group)
    Meeting.objects.filter(pk=group.meetings.first().pk).update(run={"step": "welkom"})
    assert "al begonnen" in dora.get(url).content.decode()
    assert dora.post(url, {"draaiboek": "doelen"}).status_code == 422
    assert followed(dora, group) == scripts("nl")["grenzen"]
