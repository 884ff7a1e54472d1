"""Changes of a series: told once, in one's language, and two facilitators lose nothing."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from balans.accounts.tests.letters import person_behind, sent
from balans.groups import actions
from balans.groups.leading.together import offer, offered, take_up
from balans.groups.models import Group, Meeting
from balans.groups.moments import on_the_wall
from balans.groups.tests.series import (
    LINK,
    PLACE,
    TITLE,
    begin,
    facilitator,
    opened,
    participant,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def eva(dora, group) -> Client:
    """Who leads along."""
    from balans.accounts.person import write_cookie
    from balans.core.vault import new_secret

    secret, client = new_secret(), facilitator(Client(), "eva@example.nl")
    offer(here=opened(dora, group), secret=secret)
    found = offered(person=person_behind(client), token=write_cookie(secret))
    assert take_up(person=person_behind(client), offer=found)
    return client


def page(group: Group, tail: str = "", meeting: Meeting | None = None) -> str:
    middle = f"bijeenkomst/{meeting.pk}/" if meeting else ""
    return f"/groepen/leiden/{group.pk}/{middle}{tail}"


def fields(response) -> dict[str, str]:
    """Return what a browser would post back."""
    from balans.groups.leading.tests.test_begin import fields as read

    return read(response)


def group_mail() -> list[tuple[str, str, str]]:
    return sent("group")


def test_the_overview_shows_numbers_and_never_a_name(dora, group):
    participant(group, "Annelies")
    response = dora.get(page(group))
    html = response.content.decode()
    assert "1 deelnemer" in html and "Annelies" not in html and PLACE in html
    code = group.read().code
    assert f"{code[:4]} {code[4:7]} {code[7:]}" in html


def test_the_overview_takes_at_most_eight_queries(dora, group, django_assert_max_num_queries):
    for number in range(12):
        participant(group, f"Naam {number}")
    with django_assert_max_num_queries(8):
        assert dora.get(page(group)).status_code == 200
    with django_assert_max_num_queries(8):
        assert dora.get(page(group, "deelnemers/")).status_code == 200
    with django_assert_max_num_queries(8):
        assert dora.get("/groepen/leiden/").status_code == 200


def test_another_place_is_told_once_in_each_one_s_language(dora, group):
    _anna, _taking = participant(group, "Anna", address="anna@example.nl")
    _bram, english = participant(group, "Bram", address="bram@example.nl")
    english.owner.language = "en"
    english.owner.save()
    participant(group, "Cor")
    form = fields(dora.get(page(group, "veranderen/"))) | {"plaats": "De Eik, Kerkplein 1"}
    done = dora.post(page(group, "veranderen/"), form)
    assert "mail=2&geen=1" in done.url
    html = dora.get(done.url).content.decode()
    assert "2 deelnemers krijgen nu een mail." in html and "1 deelnemer gaf geen adres" in html
    letters = {to: (subject, text) for to, subject, text in group_mail()}
    assert "De plek is nu: De Eik, Kerkplein 1." in letters["anna@example.nl"][1]
    assert "The place is now: De Eik, Kerkplein 1." in letters["bram@example.nl"][1]
    assert all(name not in text for _s, text in letters.values() for name in ("Cor", LINK))
    assert set(group.meetings.values_list("sequence", flat=True)) == {1}
    code = group.read().code
    assert Group.objects.get(pk=group.pk).read().code == code


def test_another_name_or_note_sends_no_mail(dora, group):
    participant(group, "Anna", address="anna@example.nl")
    form = fields(dora.get(page(group, "veranderen/")))
    dora.post(page(group, "veranderen/"), form | {"titel": "Anders", "opmerking": "Zijdeur"})
    now = Group.objects.get(pk=group.pk)
    assert (now.read().title, now.read().note, now.version) == ("Anders", "Zijdeur", 2)
    assert not group_mail()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"plaats": "", "link": ""}, "Vul een plek in"),
        ({"link": "http://bel.example"}, "begint met https"),
        ({"aantal": "0"}, "tot en met 60"),
        ({"titel": "x" * 500}, "te lang"),
    ],
)
def test_a_change_that_cannot_be_keeps_what_was_typed(dora, group, changes, said):
    form = fields(dora.get(page(group, "veranderen/"))) | changes
    response = dora.post(page(group, "veranderen/"), form)
    assert response.status_code == 422 and said in response.content.decode()
    again = fields(response)
    assert {name: again[name] for name in changes} == changes
    assert Group.objects.get(pk=group.pk).version == 1


def test_a_larger_limit_lets_who_waits_in_and_tells_them(dora):
    group = begin(dora, limit=1)
    participant(group, "Anna")
    _bram, waits = participant(group, "Bram", address="bram@example.nl")
    form = fields(dora.get(page(group, "veranderen/"))) | {"aantal": "2"}
    dora.post(page(group, "veranderen/"), form)
    waits.refresh_from_db()
    assert waits.waiting_since is None
    assert [(to, subject) for to, subject, _t in group_mail()] == [
        ("bram@example.nl", "Er is een plek voor je in de groep")
    ]


def test_two_facilitators_at_once_lose_nothing(dora, eva, group):
    url = page(group, "veranderen/")
    mine, theirs = fields(dora.get(url)), fields(eva.get(url))
    eva.post(url, theirs | {"titel": "Van Eva", "opmerking": "Eva schreef dit"})
    met = dora.post(url, mine | {"plaats": "Bij Dora", "opmerking": "Dora schreef dit"})
    assert met.status_code == 409
    now = fields(met)
    assert (now["titel"], now["plaats"]) == ("Van Eva", "Bij Dora")
    assert now["opmerking"] == "Dora schreef dit"
    html = met.content.decode()
    assert "Je collega schreef: Eva schreef dit." in html
    assert Group.objects.get(pk=group.pk).read().place == PLACE
    assert dora.post(url, now).status_code == 302
    words = Group.objects.get(pk=group.pk).read()
    assert (words.title, words.place, words.note) == ("Van Eva", "Bij Dora", "Dora schreef dit")


def moved(meeting: Meeting, days: int) -> dict[str, str]:
    day, clock = on_the_wall(meeting.starts_at + timedelta(days=days))
    return {"dag": day.isoformat(), "tijd": f"{clock:%H:%M}"}


def test_a_meeting_moves_and_is_told_once(dora, group):
    participant(group, "Anna", address="anna@example.nl")
    meeting = group.meetings.first()
    url = page(group, "verzetten/", meeting)
    form = fields(dora.get(url)) | moved(meeting, 1)
    response = dora.post(url, form)
    if response.status_code == 200:  # The new day may be a public holiday.
        response = dora.post(url, fields(response))
    assert "mail=1" in response.url
    now = Meeting.objects.get(pk=meeting.pk)
    assert now.sequence == 1
    assert on_the_wall(now.starts_at)[0] == on_the_wall(meeting.starts_at)[0] + timedelta(days=1)
    again = dora.post(url, form)
    assert again.status_code == 409 and len(group_mail()) == 1
    assert group_mail()[0][1] == "Een bijeenkomst van je groep is veranderd"


def test_saving_a_meeting_as_it_is_changes_and_tells_nothing(dora, group):
    participant(group, "Anna", address="anna@example.nl")
    meeting = group.meetings.first()
    url = page(group, "verzetten/", meeting)
    assert dora.post(url, fields(dora.get(url))).status_code == 302
    assert Meeting.objects.get(pk=meeting.pk).sequence == 0 and not group_mail()


@pytest.mark.parametrize(
    ("days", "said"),
    [(7, "valt samen met een andere"), (-30, "al voorbij"), (900, "Klopt het jaar")],
)
def test_a_meeting_does_not_move_where_it_cannot_be(dora, group, days, said):
    meeting = group.meetings.first()
    url = page(group, "verzetten/", meeting)
    form = fields(dora.get(url)) | moved(meeting, days)
    response = dora.post(url, form)
    assert response.status_code == 422 and said in response.content.decode()
    assert fields(response)["dag"] == form["dag"]


def test_moving_past_another_meeting_is_a_remark_that_one_can_go_on_with(dora, group):
    meeting = group.meetings.first()
    url = page(group, "verzetten/", meeting)
    asked = dora.post(url, fields(dora.get(url)) | moved(meeting, 10))
    assert asked.status_code == 200
    assert "Dan verandert de volgorde" in asked.content.decode()
    assert dora.post(url, fields(asked)).status_code == 302


def test_a_meeting_an_hour_ahead_is_called_off_at_once(dora):
    group = begin(dora, first=timezone.now() + timedelta(hours=1))
    participant(group, "Anna", address="anna@example.nl")
    participant(group, "Bram")
    meeting = group.meetings.first()
    url = page(group, "afzeggen/", meeting)
    asked = dora.get(url)
    assert "Bram" in asked.content.decode() and "Anna" not in asked.content.decode()
    form = fields(asked) | {"reden": "Ik ben ziek.", "doen": "af"}
    done = dora.post(url, form)
    assert "mail=1&geen=1" in done.url
    html = dora.get(done.url).content.decode()
    assert "gaat niet door" in html and "Ik ben ziek." in html
    assert "1 deelnemer gaf geen adres" in html
    (_to, subject, text) = group_mail()[0]
    assert subject == "Een bijeenkomst van je groep gaat niet door" and "Ik ben ziek." in text
    now = Meeting.objects.get(pk=meeting.pk)
    assert now.cancelled_at and now.sequence == 1 and now.read_changes().note == "Ik ben ziek."
    assert dora.post(url, form).status_code in (302, 409) and len(group_mail()) == 1


def test_mail_about_a_meeting_that_is_off_does_not_wait_for_the_morning(dora, group):
    from balans.core.models import Letter

    participant(group, "Anna", address="anna@example.nl")
    meeting = group.meetings.first()
    url = page(group, "afzeggen/", meeting)
    dora.post(url, fields(dora.get(url)) | {"doen": "af"})
    letter = Letter.objects.get(kind="group")
    assert letter.due_at <= timezone.now()


def test_a_meeting_that_was_off_comes_back(dora, group):
    participant(group, "Anna", address="anna@example.nl")
    meeting = group.meetings.first()
    url = page(group, "afzeggen/", meeting)
    dora.post(url, fields(dora.get(url)) | {"doen": "af", "reden": "Ziek"})
    dora.post(url, fields(dora.get(url)) | {"doen": "terug"})
    now = Meeting.objects.get(pk=meeting.pk)
    assert (now.cancelled_at, now.sequence, now.read_changes().note) == (None, 2, "")
    assert "gaat toch door" in group_mail()[-1][1]


def test_a_reason_that_is_too_long_stays_typed(dora, group):
    url = page(group, "afzeggen/", group.meetings.first())
    response = dora.post(url, fields(dora.get(url)) | {"doen": "af", "reden": "x" * 600})
    assert response.status_code == 422 and fields(response)["reden"] == "x" * 600


def test_a_meeting_that_is_over_stays_as_it_was(dora):
    group = begin(dora, first=timezone.now() - timedelta(days=1))
    meeting = group.meetings.first()
    for tail in ("verzetten/", "afzeggen/"):
        assert dora.get(page(group, tail, meeting)).status_code == 302
        assert dora.post(page(group, tail, meeting), {"doen": "af"}).status_code == 302
    assert Meeting.objects.get(pk=meeting.pk).cancelled_at is None


def test_a_colleague_who_called_it_off_is_met_when_moving(dora, eva, group):
    meeting = group.meetings.first()
    url = page(group, "verzetten/", meeting)
    form = fields(dora.get(url)) | moved(meeting, 2)
    off = page(group, "afzeggen/", meeting)
    eva.post(off, fields(eva.get(off)) | {"doen": "af"})
    met = dora.post(url, form)
    if met.status_code == 200:  # The new day may be a public holiday.
        met = dora.post(url, fields(met))
    assert met.status_code == 409 and "gaat nu niet door" in met.content.decode()
    assert fields(met)["dag"] == form["dag"]


def test_a_meeting_is_added_once(dora, group):
    participant(group, "Anna", address="anna@example.nl")
    url = page(group, "bijeenkomst-erbij/")
    last = group.meetings.last()
    wrong = dora.post(url, fields(dora.get(url)) | moved(last, 7))
    assert wrong.status_code == 422 and "Kies wat jullie" in wrong.content.decode()
    form = fields(dora.get(url)) | moved(last, 8) | {"draaiboek": "grenzen"}
    response = dora.post(url, form)
    if response.status_code == 200:
        form = fields(response)
        response = dora.post(url, form)
    assert response.status_code == 302 and group.meetings.count() == 5
    # The same again clashes with the one that is there now.
    assert dora.post(url, form).status_code == 422
    assert group.meetings.count() == 5 and len(group_mail()) == 1


def test_stopping_asks_once_and_tells_everybody_also_who_waits(dora):
    group = begin(dora, limit=1)
    participant(group, "Anna", address="anna@example.nl")
    participant(group, "Bram", address="bram@example.nl")
    url = page(group, "stoppen/")
    assert "Dit kun je niet terugdraaien" in dora.get(url).content.decode()
    dora.post(url, {"reden": "Te weinig mensen."})
    assert dora.post(url, {"reden": "Te weinig mensen."}).status_code == 302
    now = Group.objects.get(pk=group.pk)
    assert now.stopped_at and not now.is_listed
    assert not now.meetings.filter(cancelled_at=None).exists()
    assert sorted(to for to, *_rest in group_mail()) == ["anna@example.nl", "bram@example.nl"]
    for tail in ("veranderen/", "stoppen/", "bijeenkomst-erbij/"):
        assert dora.get(page(group, tail)).status_code == 302


def test_a_group_goes_on_the_list_only_with_a_municipality(dora, group):
    url = page(group, "lijst/")
    dora.post(url, {"lijst": "aan"})
    assert Group.objects.get(pk=group.pk).is_listed
    dora.post(url, {"lijst": "uit"})
    assert not Group.objects.get(pk=group.pk).is_listed
    Group.objects.update(municipality="")
    dora.post(url, {"lijst": "aan"})
    assert not Group.objects.get(pk=group.pk).is_listed
    assert "Vul eerst de gemeente in" in dora.get(page(group)).content.decode()


def test_the_start_page_is_empty_at_first_and_then_says_what_needs_doing(dora):
    first = dora.get("/groepen/leiden/").content.decode()
    assert "Begin je eerste reeks" in first
    soon = begin(dora, first=timezone.now() + timedelta(days=3))
    old = begin(dora, first=timezone.now() - timedelta(days=60))
    _anna, taking = participant(soon, "Anna")
    taking.replies.create(meeting=soon.meetings.first(), coming=False)
    html = dora.get("/groepen/leiden/").content.decode()
    assert "1 nieuwe deelnemer deze week" in html
    assert "1 deelnemer kan de volgende keer niet" in html
    assert "Bereid voor: Nadenken over je grenzen" in html
    assert "Vertel wie je bent" in html and "Anna" not in html
    done = re.search(r'id="was".*', html, re.S)[0]
    assert str(old.pk) in done and str(soon.pk) not in done


def test_another_facilitator_s_group_is_as_one_that_never_was(dora, group):
    other = facilitator(Client(), "fay@example.nl")
    meeting = group.meetings.first()
    tails = ("", "veranderen/", "stoppen/", "deelnemers/", "samen/", "samen/stoppen/")
    for tail in (*tails, "bijeenkomst-erbij/"):
        assert other.get(page(group, tail)).status_code == 404
        if tail:
            assert other.post(page(group, tail), {"reden": "x"}).status_code == 404
    for tail in ("verzetten/", "afzeggen/"):
        assert other.post(page(group, tail, meeting), {"doen": "af"}).status_code == 404
    mine = begin(other)
    assert other.get(page(mine, "verzetten/", meeting)).status_code == 404
    assert Group.objects.get(pk=group.pk).stopped_at is None


def test_every_page_is_there_in_english(dora, group):
    start = f"/en/groups/leading/{group.pk}/"
    meeting = group.meetings.first()
    for tail, said in (
        ("", "Meetings"),
        ("change/", "Change the group"),
        ("stop/", "Do you want to stop the whole series?"),
        ("participants/", "Nobody takes part yet."),
        ("together/", "Who leads?"),
        ("together/stop/", "You are the last one."),
        ("add-meeting/", "One meeting more"),
        (f"meeting/{meeting.pk}/move/", "Move this meeting"),
        (f"meeting/{meeting.pk}/call-off/", "Call this meeting off"),
    ):
        response = dora.get(start + tail)
        assert response.status_code == 200 and said in response.content.decode(), tail
    assert "What needs doing" in dora.get("/en/groups/leading/").content.decode()
    assert TITLE in dora.get("/en/groups/leading/").content.decode()


def test_a_group_whose_meeting_moves_later_is_kept_longer(dora, group):
    last = group.meetings.last()
    from balans.groups.leading.changing import move_meeting

    later = last.starts_at + timedelta(days=30)
    move_meeting(here=opened(dora, group), meeting=last, seen=0, starts_at=later, place="", link="")
    assert Group.objects.get(pk=group.pk).erase_at == later + actions.KEPT
