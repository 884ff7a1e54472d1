"""What somebody brought: on the day of the meeting alone, seen by its owner, never an answer."""

import pytest
from django.test import Client

from balans.accounts.models import Look
from balans.groups.running.tests.meetings import address, bring
from balans.groups.tests.series import begin, facilitator, first_of, participant, put

pytestmark = pytest.mark.django_db


@pytest.fixture
def brought(dora):
    meeting = first_of(begin(dora))
    put(meeting, minutes=30)
    client, taking = participant(meeting.group, "Anna")
    made = bring(client, taking, meeting)
    made.client = client
    return made


def url_of(brought) -> str:
    return address(brought.meeting, "brought", brought.pk)


def test_a_touch_shows_what_came_out_and_no_answer_and_its_owner_sees_it(dora, brought):
    page = dora.get(url_of(brought)).content.decode()
    assert "Anna neemt dit mee naar de groep." in page
    assert "Bekijk" in page and "nachtrust" not in page and not Look.objects.exists()
    for _twice in range(2):
        page = dora.post(url_of(brought), follow=True).content.decode()
        assert "keer ja" in page and "nachtrust" not in page
    assert Look.objects.count() == 1
    sharing = brought.client.get("/mijn/delen/").content.decode()
    assert "de gespreksleider" in sharing


@pytest.mark.parametrize(
    ("hours", "opens"), [(2.1, False), (1.9, True), (-2.9, True), (-3.1, False)]
)
def test_it_opens_from_two_hours_before_until_two_hours_after(dora, brought, hours, opens):
    put(brought.meeting, hours=hours)
    page = dora.get(url_of(brought)).content.decode()
    assert ("Daarbuiten blijft het dicht." in page) is not opens
    after = dora.post(url_of(brought), follow=True).content.decode()
    assert ("keer ja" in after) is opens
    assert Look.objects.exists() is opens


def test_what_was_taken_back_is_not_there_any_more(dora, brought):
    brought.client.post(f"/mijn/delen/{brought.share_id}/stoppen/")
    assert "Mijn grenzen" not in dora.get(address(brought.meeting)).content.decode()
    page = dora.post(url_of(brought), follow=True).content.decode()
    assert "Dit is er niet meer." in page and "keer ja" not in page


def test_it_belongs_to_its_own_meeting_and_group(dora, brought):
    other = brought.meeting.group.meetings.order_by("starts_at").last()
    assert dora.get(address(other, "brought", brought.pk)).status_code == 404
    eva = facilitator(Client(), "eva@example.nl")
    assert eva.get(url_of(brought)).status_code == 404
    assert eva.post(url_of(brought)).status_code == 404
    assert brought.client.get(url_of(brought)).status_code == 404
