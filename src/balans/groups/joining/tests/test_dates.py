"""The dates elsewhere: calendars, Mijn plek, reminders by mail, the parcel."""

import json
import re
import zipfile
from datetime import UTC, datetime, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.test import Client
from django.utils import timezone

from balans.accounts.actions import destroy_expired, erase_owner, finish_erasing
from balans.accounts.life import take_back
from balans.accounts.models import Owner
from balans.accounts.tests.letters import person_behind, sent, sign_in
from balans.groups.joining.places import hand_on_places
from balans.groups.joining.reminding import queue_reminders, rest, warn_guests
from balans.groups.joining.tests.people import (
    join_by_code,
    led_group,
    mine,
    of,
)
from balans.groups.models import Participation, Reply
from balans.groups.tests.series import LINK, PLACE, TITLE, first_of, opened, put
from balans.groups.words import GroupWords

pytestmark = pytest.mark.django_db
WALL = ZoneInfo("Europe/Amsterdam")


def events(content: bytes) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(content).walk("VEVENT"))


def test_a_calendar_has_every_date_by_the_clock_on_the_wall_across_summer_time():
    start = datetime(2027, 3, 18, 14, 0, tzinfo=WALL)
    _dora, group = led_group(first=start)
    for number, meeting in enumerate(group.meetings.all()):
        meeting.starts_at = datetime(2027, 3, 18, 14, 0, tzinfo=WALL) + timedelta(weeks=number)
        meeting.save()
    anna = join_by_code(group, "Anna")
    response = anna.get(mine(group) + "agenda.ics")
    assert response.headers["Content-Type"].startswith("text/calendar")
    assert b"TZID=Europe/Amsterdam" in response.content and b"BEGIN:VTIMEZONE" in response.content
    found = events(response.content)
    assert [each.decoded("dtstart").astimezone(WALL).hour for each in found] == [14] * 4
    assert [each.decoded("dtstart").astimezone(UTC).hour for each in found] == [13, 13, 12, 12]
    assert {str(each["summary"]) for each in found} == {TITLE}
    assert {str(each["location"]) for each in found} == {PLACE}
    assert LINK.encode() not in response.content


def test_a_date_keeps_its_name_and_its_number_goes_up_when_it_is_off():
    _dora, group = led_group()
    anna = join_by_code(group, "Anna")
    meeting = first_of(group)
    address = f"{mine(group)}{meeting.pk}/agenda.ics"
    [before] = events(anna.get(address).content)
    meeting.cancelled_at, meeting.sequence = timezone.now(), 1
    meeting.save()
    [after] = events(anna.get(address).content)
    assert before["uid"] == after["uid"] and after["sequence"] == 1
    assert (before["status"], after["status"]) == ("CONFIRMED", "CANCELLED")


def test_a_stranger_gets_no_dates():
    _dora, group = led_group()
    join_by_code(group, "Anna")
    assert Client().get(mine(group) + "agenda.ics").status_code == 404


def test_the_dates_and_the_group_stand_on_mijn_plek(django_assert_max_num_queries):
    _dora, group = led_group()
    anna = join_by_code(group, "Anna")
    with django_assert_max_num_queries(8):
        page = anna.get("/mijn/").content.decode()
    assert f"Bijeenkomst van “{TITLE}”" in page and f"Groep: {TITLE}" in page
    assert mine(group) in page
    Participation.objects.update(waiting_since=timezone.now())
    page = anna.get("/mijn/").content.decode()
    assert "Bijeenkomst van" not in page and f"Groep: {TITLE}" in page


def at(day: int, hour: int) -> datetime:
    return datetime(2027, 2, day, hour, 30, tzinfo=WALL)


def meeting_on_the_fourth(group):
    meeting = first_of(group)
    meeting.starts_at = datetime(2027, 2, 4, 14, 0, tzinfo=WALL)
    meeting.save()
    Participation.objects.update(joined_at=at(1, 9))
    Owner.objects.update(expires_at=at(28, 9))
    return meeting


def reminders() -> list[str]:
    return sorted(to for to, _subject, text in sent("group") if "4 februari" in text)


def test_a_reminder_goes_once_on_the_day_before_to_who_gave_an_address():
    _dora, group = led_group()
    join_by_code(group, "Anna", adres="anna@example.nl")
    join_by_code(group, "Bram")
    cor = join_by_code(group, "Cor", adres="cor@example.nl")
    meeting = meeting_on_the_fourth(group)
    Reply.objects.create(participation=of(cor, group), meeting=meeting, coming=False)
    assert queue_reminders(now=at(2, 12)) == queue_reminders(now=at(3, 6)) == 0
    assert queue_reminders(now=at(3, 9)) == 1
    assert queue_reminders(now=at(3, 10)) == queue_reminders(now=at(4, 9)) == 0
    assert reminders() == ["anna@example.nl"]
    [(_to, subject, text)] = [each for each in sent("group") if "4 februari" in each[2]]
    assert "14.00 uur" in text and PLACE in text and TITLE in text and TITLE not in subject
    assert LINK not in text
    for word in ("ziek", "dierbare", "zorg", "overle", "Bram", "Cor"):
        assert word not in (text + subject).replace("MantelzorgBalans", "")


def test_who_waits_has_left_or_was_erased_hears_nothing(django_capture_on_commit_callbacks):
    _dora, group = led_group(limit=2)
    anna = join_by_code(group, "Anna", adres="anna@example.nl")
    bram = join_by_code(group, "Bram", adres="bram@example.nl")
    join_by_code(group, "Cor", adres="cor@example.nl")
    meeting_on_the_fourth(group)
    group.participations.filter(pk=of(bram, group).pk).delete()
    with django_capture_on_commit_callbacks(execute=True):
        erase_owner(owner=person_behind(anna).owner)
    finish_erasing()
    assert queue_reminders(now=at(3, 9)) == 0


def test_a_meeting_that_moved_is_reminded_of_anew_and_one_that_is_off_not():
    _dora, group = led_group()
    join_by_code(group, "Anna", adres="anna@example.nl")
    meeting = meeting_on_the_fourth(group)
    queue_reminders(now=at(3, 9))
    meeting.refresh_from_db()
    meeting.starts_at = datetime(2027, 2, 5, 10, 0, tzinfo=WALL)
    meeting.save()
    assert queue_reminders(now=at(4, 9)) == 1
    meeting.refresh_from_db()
    meeting.starts_at = datetime(2027, 2, 6, 10, 0, tzinfo=WALL)
    meeting.cancelled_at = timezone.now()
    meeting.save()
    assert queue_reminders(now=at(5, 9)) == 0


def test_another_place_this_time_stands_in_the_reminder():
    _dora, group = led_group()
    join_by_code(group, "Anna", adres="anna@example.nl")
    meeting = meeting_on_the_fourth(group)
    meeting.seal_changes(GroupWords(place="De bibliotheek"))
    meeting.save()
    queue_reminders(now=at(3, 9))
    assert "De bibliotheek" in sent("group")[-1][2] and PLACE not in sent("group")[-1][2]


def test_reminders_stop_by_one_post_from_the_mail_and_looking_stops_nothing():
    _dora, group = led_group()
    anna = join_by_code(group, "Anna", adres="anna@example.nl")
    meeting_on_the_fourth(group)
    queue_reminders(now=at(3, 9))
    link = re.search(r"https?://[^/]+(/\S*seintje/\S+)", sent("group")[-1][2])[1]
    browser = Client(enforce_csrf_checks=True)
    assert browser.get(link).status_code == 200 and of(anna, group).reminded
    strange = browser.post(re.sub(r"[^/]+/$", "abc/", link))
    assert strange.status_code == 200 and of(anna, group).reminded
    assert browser.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not of(anna, group).reminded
    assert of(anna, group).read_address() == "anna@example.nl"


def test_when_a_loved_one_died_reminders_rest_and_the_page_asks_kindly():
    _dora, group = led_group()
    anna = join_by_code(group, "Anna", adres="anna@example.nl")
    anna.post("/mijn/overleden/", {"sinds": "weet-niet"})
    assert of(anna, group).rests
    meeting_on_the_fourth(group)
    assert queue_reminders(now=at(3, 9)) == 0
    put(first_of(group), days=3)
    page = anna.get(mine(group)).content.decode()
    assert "Wil je blijven komen?" in page and "Wat je vooraf kunt doen" not in page
    anna.post(mine(group), {"_actie": "blijf"})
    assert not of(anna, group).rests
    page = anna.get(mine(group)).content.decode()
    assert "Wil je blijven komen?" not in page


def test_taking_a_death_back_lets_reminders_go_again():
    _dora, group = led_group()
    anna = join_by_code(group, "Anna", adres="anna@example.nl")
    anna.post("/mijn/overleden/", {"sinds": "weet-niet"})
    take_back(person=person_behind(anna), losses=1)
    assert not of(anna, group).rests


def test_a_place_that_came_free_goes_to_who_waits_longest_by_mail_too():
    dora, group = led_group(limit=1)
    anna = join_by_code(group, "Anna")
    bram = join_by_code(group, "Bram", adres="bram@example.nl")
    join_by_code(group, "Cor", adres="cor@example.nl")
    anna.post(mine(group) + "stoppen/")
    assert of(bram, group).waiting_since is None
    [(to, _subject, text)] = sent("group")
    assert to == "bram@example.nl" and "Er is nu een plek voor je" in text
    assert hand_on_places() == 0
    erase_owner(owner=person_behind(bram).owner)
    assert hand_on_places() == 1
    # Who was erased hears nothing more: the mail that still waited is taken back.
    assert [each[0] for each in sent("group")] == ["cor@example.nl"]
    assert [each.name for each in opened(dora, group).members] == ["Cor"]


def test_nobody_moves_up_in_a_group_that_is_over():
    _dora, group = led_group(limit=1)
    anna = join_by_code(group, "Anna")
    join_by_code(group, "Bram")
    erase_owner(owner=person_behind(anna).owner)
    group.meetings.update(starts_at=timezone.now() - timedelta(days=1))
    assert hand_on_places() == 0


def test_a_guest_who_keeps_it_in_a_new_account_keeps_their_place():
    dora, group = led_group()
    anna = join_by_code(group, "Anna")
    sign_in(anna, "anna@example.nl")
    assert "Je heet hier Anna" in anna.get(mine(group)).content.decode()
    assert [each.name for each in opened(dora, group).members] == ["Anna"]


def test_a_guest_who_signs_in_to_an_account_takes_their_place_along():
    dora, group = led_group()
    sign_in(Client(), "anna@example.nl")
    anna = join_by_code(group, "Anna", adres="anna@example.nl")
    first = first_of(group)
    anna.post(f"{mine(group)}{first.pk}/antwoord/", {"komt": "nee", "woorden": "Naar zee"})
    sign_in(anna, "anna@example.nl")
    assert person_behind(anna).has_account
    page = anna.get(mine(group)).content.decode()
    assert "Je heet hier Anna" in page and "Naar zee" in page
    finish_erasing()
    assert [each.name for each in opened(dora, group).members] == ["Anna"]
    assert of(anna, group).read_address() == "anna@example.nl"


def test_who_had_a_place_in_both_keeps_the_account_s():
    dora, group = led_group()
    known = Client()
    sign_in(known, "anna@example.nl")
    join_by_code(group, "Anna thuis", known)
    guest = join_by_code(group, "Anna op de bus")
    sign_in(guest, "anna@example.nl")
    assert [each.name for each in opened(dora, group).members] == ["Anna thuis"]


def test_who_waited_in_one_and_had_a_place_in_the_other_has_a_place():
    dora, group = led_group(limit=1)
    guest = join_by_code(group, "Anna op de bus")
    known = Client()
    sign_in(known, "anna@example.nl")
    join_by_code(group, "Anna thuis", known)
    sign_in(guest, "anna@example.nl")
    [member] = opened(dora, group).members
    assert member.name == "Anna thuis" and not member.is_waiting


def test_the_parcel_tells_of_the_group_and_gives_no_place():
    _dora, group = led_group()
    anna = join_by_code(group, "Anna")
    first = first_of(group)
    anna.post(f"{mine(group)}{first.pk}/antwoord/", {"komt": "nee", "woorden": "Naar zee"})
    parcel = b"".join(anna.get("/mijn/meenemen.zip").streaming_content)
    with zipfile.ZipFile(BytesIO(parcel)) as opened_parcel:
        data = json.loads(opened_parcel.read("data.json"))
        html = opened_parcel.read("index.html").decode()
    [place] = data["rooms"]["groups"]
    assert place["title"] == TITLE and place["name"] == "Anna"
    assert place["replies"][0]["words"] == "Naar zee" and "Naar zee" in html
    other = Client()
    other.post("/mijn/gegevens/", {"naam": "Chris"})
    other.post("/mijn/meenemen/", {"bestand": BytesIO(parcel)})
    assert Participation.objects.count() == 1


def test_a_guest_is_told_once_that_their_days_and_with_them_their_place_are_almost_over():
    _dora, group = led_group()
    anna = join_by_code(group, "Anna", adres="anna@example.nl")
    bram = Client()
    sign_in(bram, "bram@example.nl")
    join_by_code(group, "Bram", bram, mail="eigen")
    end = datetime(2027, 2, 5, 12, 0, tzinfo=WALL)
    Owner.objects.update(expires_at=end)
    group.meetings.update(starts_at=datetime(2027, 2, 20, 14, 0, tzinfo=WALL))
    assert warn_guests(now=at(2, 9)) == warn_guests(now=at(4, 5)) == 0
    assert warn_guests(now=at(4, 9)) == 1
    warn_guests(now=at(4, 10))
    [(to, subject, text)] = sent("group")
    assert to == "anna@example.nl" and "vrijdag 5 februari 2027" in text
    assert TITLE not in subject and "seintje" in text
    Participation.objects.filter(pk=of(anna, group).pk).update(reminded=False)
    Owner.objects.update(expires_at=end + timedelta(hours=1))
    assert warn_guests(now=at(4, 11)) == 0


def test_nobody_is_told_of_days_when_the_group_is_over():
    _dora, group = led_group()
    join_by_code(group, "Anna", adres="anna@example.nl")
    Owner.objects.update(expires_at=datetime(2027, 2, 5, 12, 0, tzinfo=WALL))
    group.meetings.update(starts_at=datetime(2027, 2, 1, 14, 0, tzinfo=WALL))
    assert warn_guests(now=at(4, 9)) == 0


def test_an_expired_guest_leaves_no_trace_and_their_place_comes_free():
    dora, group = led_group(limit=1)
    join_by_code(group, "Anna")
    bram = join_by_code(group, "Bram", adres="bram@example.nl")
    Owner.objects.filter(participations__joined_at__lt=of(bram, group).joined_at).update(
        expires_at=timezone.now()
    )
    destroy_expired()
    hand_on_places()
    assert [each.name for each in opened(dora, group).members] == ["Bram"]
    assert sent("group")[0][0] == "bram@example.nl"


def test_nobody_reads_off_the_database_whose_reminders_rest():
    _dora, group = led_group()
    anna = join_by_code(group, "Anna")
    bram = join_by_code(group, "Bram")
    rest(person_behind(anna))
    sealed = [bytes(of(each, group).sealed_rest) for each in (anna, bram)]
    assert of(anna, group).rests and not of(bram, group).rests
    assert len(sealed[0]) == len(sealed[1]) and sealed[0] != sealed[1]
