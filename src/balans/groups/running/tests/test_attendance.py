"""Who was there: kept as a whole by two at once, with days to look back, and numbers after."""

import uuid
from datetime import date

import pytest
from django.urls import reverse

from balans.accounts.actions import erase_owner, finish_erasing
from balans.accounts.tests.letters import person_behind
from balans.groups.actions import leave
from balans.groups.models import AttendanceSheet, Meeting
from balans.groups.running.attending import kept_of
from balans.groups.running.looks import looks_of
from balans.groups.running.tests.meetings import address
from balans.groups.tests.series import begin, first_of, opened, participant
from balans.groups.words import Extra, Roster

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(group) -> Meeting:
    return first_of(group)


def save(client, meeting, *came, version=0, **looks):
    data = {"_versie": version, "was": [str(each) for each in came]}
    data |= {f"kijk-{who}": day for who, day in looks.items()}
    return client.post(address(meeting, "attendance"), data, follow=True)


def extra(client, group, name) -> Extra:
    """Put somebody on the list who does not use this site."""
    led, made = opened(client, group), Extra(id=uuid.uuid4(), name=name)
    roster = led.group.read_roster(led.vault)
    led.group.seal_roster(led.vault, Roster(extras=(*roster.extras, made)))
    led.group.save()
    return made


def test_participants_and_extras_are_ticked_and_kept_sealed(dora, group, meeting):
    _client, anna = participant(group, "Anna")
    _client, bram = participant(group, "Bram")
    cor = extra(dora, group, "Cor")
    page = save(dora, meeting, anna.pk, cor.id).content.decode()
    assert "Bewaard. Er waren 2 deelnemers." in page
    ticked = {
        line.split('"')[0]
        for line in page.split('name="was" value="')[1:]
        if "checked" in line[:60]
    }
    assert ticked == {str(anna.pk), str(cor.id)} and str(bram.pk) in page
    raw = bytes(AttendanceSheet.objects.get().sealed)
    assert str(anna.pk).encode() not in raw and b"Cor" not in raw


def test_two_facilitators_at_once_lose_nothing(dora, group, meeting):
    _client, anna = participant(group, "Anna")
    _client, bram = participant(group, "Bram")
    save(dora, meeting, anna.pk)
    response = save(dora, meeting, bram.pk, version=0)
    page = response.content.decode()
    assert response.status_code == 409 and "Een ander bewaarde dit intussen ook." in page
    assert "Anna: was er<" in page and "Bram: was er niet<" in page
    assert set(kept_of(opened(dora, group), meeting).marks) == {anna.pk}
    assert 'name="_versie" value="1"' in page
    assert save(dora, meeting, anna.pk, bram.pk, version=1).status_code == 200
    assert kept_of(opened(dora, group), meeting).attendance.came == 2


def test_somebody_erased_in_the_middle_stays_as_a_number(dora, group, meeting):
    browser, anna = participant(group, "Anna")
    _client, bram = participant(group, "Bram")
    save(dora, meeting, anna.pk, bram.pk)
    erase_owner(owner=person_behind(browser).owner)
    finish_erasing()
    page = dora.get(address(meeting, "attendance")).content.decode()
    assert "Anna" not in page and "En iemand die er niet meer bij is. Die telt nog mee." in page
    page = save(dora, meeting, version=1).content.decode()
    assert "Bewaard. Er was 1 deelnemer." in page
    assert kept_of(opened(dora, group), meeting).attendance.came == 1


def test_a_day_to_look_back_is_kept_listed_and_put_in_the_calendar_without_a_name(
    dora, group, meeting
):
    _client, anna = participant(group, "Anna")
    _client, bram = participant(group, "Bram")
    save(dora, meeting, anna.pk, **{str(anna.pk): "2027-03-04", str(bram.pk): "4-3-2027"})
    second = group.meetings.order_by("starts_at")[1]
    save(dora, second, **{str(bram.pk): "2027-04-01"})
    found = [(each.on, each.name) for each in looks_of(opened(dora, group))]
    assert found == [(date(2027, 3, 4), "Anna"), (date(2027, 4, 1), "Bram")]
    response = dora.get(reverse("groups:looks_calendar", args=[group.pk]))
    text = response.content.decode()
    assert "DTSTART;VALUE=DATE:20270304" in text and "DTSTART;VALUE=DATE:20270401" in text
    assert "Anna" not in text and "Bram" not in text
    leave(taking=anna)
    assert [each.name for each in looks_of(opened(dora, group))] == ["Bram"]


def test_without_agreed_days_there_is_no_calendar(dora, group):
    assert dora.get(reverse("groups:looks_calendar", args=[group.pk])).status_code == 404


def test_what_is_no_day_comes_back_with_all_that_was_filled_in(dora, group, meeting):
    _client, anna = participant(group, "Anna")
    response = save(dora, meeting, anna.pk, **{str(anna.pk): "31-2-2027"})
    page = response.content.decode()
    assert response.status_code == 422 and "Dit is geen dag: 31-2-2027." in page
    assert "checked" in page and not AttendanceSheet.objects.exists()


@pytest.mark.parametrize("typed", ["x", "4-3", "0-0-0", "4-3-1027", "²-3-2027", "9" * 5000])
def test_what_is_no_day_is_never_kept(dora, group, meeting, typed):
    _client, anna = participant(group, "Anna")
    assert save(dora, meeting, **{str(anna.pk): typed}).status_code == 422
    assert not AttendanceSheet.objects.exists()


def test_sixty_people_are_kept_at_once(dora):
    group = begin(dora, limit=60)
    takings = [participant(group, f"Naam {number}")[1] for number in range(60)]
    page = save(dora, first_of(group), *(each.pk for each in takings)).content.decode()
    assert "Er waren 60 deelnemers." in page


def test_somebody_of_another_group_or_nobody_is_never_marked(dora, group, meeting):
    _client, other = participant(begin(dora), "Piet")
    save(dora, meeting, other.pk, uuid.uuid4(), "x")
    assert kept_of(opened(dora, group), meeting).attendance.came == 0
