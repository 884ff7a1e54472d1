"""Mail that nobody asked for, double clicks of who is new, and who leads no more."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from balans.accounts.models import KeySlot, Owner
from balans.accounts.staff.roles import take_role
from balans.accounts.tests.letters import person_behind, sent, sign_in
from balans.core import mail
from balans.core.models import Letter
from balans.groups.evaluating.after_views import ask_to_look_back
from balans.groups.joining import quiet
from balans.groups.joining.inviting import invite_all
from balans.groups.joining.tests.people import join_by_code, led_group, mine, of
from balans.groups.leading import changing
from balans.groups.leading.appointing import new_key
from balans.groups.leading.membership import let_in, take_out
from balans.groups.listed.tests.lists import list_group
from balans.groups.models import Group, Invite, Participation
from balans.groups.tests.series import (
    DORA,
    begin,
    facilitator,
    first_of,
    lead_along,
    opened,
    participant,
)

pytestmark = pytest.mark.django_db
VICTIM = "oma@example.nl"


def door(group: Group) -> str:
    return f"/groepen/meedoen/{group.read().code}/"


def register_at(group: Group) -> str:
    return f"/groepen/zoeken/{group.pk}/aanmelden/"


def mark_in(page: str) -> str:
    return re.search(r'name="_een" value="([^"]+)"', page)[1]


def stop_in(text: str) -> str:
    return re.search(r"https?://[^/\s]+(/groepen/geen-mail/\S+)", text)[1]


# Mail to an address that somebody typed.


def every_kind(dora: Client, group: Group) -> list[str]:
    """Let every kind of mail of a group go, one after the other; return what they are."""
    here, meeting = opened(dora, group), first_of(group)
    sent_kinds = []
    for name, act in {
        "moved": lambda: changing.move_meeting(
            here=here,
            meeting=meeting,
            seen=0,
            starts_at=meeting.starts_at + timedelta(hours=1),
            place="",
            link="",
        ),
        "off": lambda: changing.cancel_meeting(here=here, meeting=meeting, seen=1, reason="Ziek"),
        "on": lambda: changing.put_back(here=here, meeting=meeting, seen=2),
        "look back": lambda: ask_to_look_back(here),
        "stopped": lambda: changing.stop_group(here=here, reason=""),
        "new leader": lambda: new_key(group, person_behind(dora)),
    }.items():
        before = Letter.objects.count()
        act()
        sent_kinds += [name] * (Letter.objects.count() - before)
    return sent_kinds


def test_every_kind_of_mail_says_how_to_stop_it_and_one_post_does(settings):
    dora, group = led_group()
    browser = join_by_code(group, "Anna", adres=VICTIM)
    assert len(every_kind(dora, group)) == 6
    letters = list(Letter.objects.filter(kind="group"))
    links = set()
    for letter in letters:
        made = mail.message(letter, None)
        links.add(stop_in(made.body))
        assert made.extra_headers["List-Unsubscribe"].startswith(f"<{settings.SITE}")
        assert made.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    [link] = links
    stranger = Client(enforce_csrf_checks=True)
    assert "Stop alle mail" in stranger.get(link).content.decode()
    assert of(browser, group).read_address() == VICTIM
    assert stranger.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert of(browser, group).address is None
    before = Letter.objects.count()
    ask_to_look_back(opened(dora, group))
    assert Letter.objects.count() == before
    assert browser.get(mine(group)).status_code == 200


def test_who_gets_a_place_or_is_taken_out_reads_how_to_stop_it_too():
    dora, group = led_group(limit=1)
    participant(group, "Anna")
    _browser, bram = participant(group, "Bram", address=VICTIM)
    let_in(here=opened(dora, group), taking=bram)
    take_out(here=opened(dora, group), taking=bram)
    assert len({stop_in(text) for _to, _subject, text in sent("group")}) == 1
    assert len(sent("group")) == 2


def test_a_strange_link_stops_nothing_and_tells_nothing():
    _dora, group = led_group()
    browser = join_by_code(group, "Anna", adres=VICTIM)
    taking = of(browser, group)
    answers = set()
    for link in (f"/groepen/geen-mail/{taking.pk}/abc/", f"/groepen/geen-mail/{group.pk}/abc/"):
        answers.add(re.sub(r"[0-9a-f-]{36}", "", Client().post(link).content.decode()))
    assert len(answers) == 1 and of(browser, group).read_address() == VICTIM


def test_who_stopped_the_mail_is_not_signed_up_again_by_another():
    dora, group = led_group()
    join_by_code(group, "Anna", adres=VICTIM)
    ask_to_look_back(opened(dora, group))
    Client().post(stop_in(sent("group")[-1][2]))
    refused = Client().post(door(group), {"naam": "Anna", "adres": VICTIM})
    assert refused.status_code == 422
    assert "geen mail van de groep sturen" in refused.content.decode()
    other = join_by_code(group, "Bram")
    assert other.post(f"{mine(group)}gegevens/", {"naam": "B", "adres": VICTIM}).status_code == 422
    assert not Participation.objects.exclude(address=None).exists()
    # It is theirs, and they want it again: an account proves that.
    own = Client()
    sign_in(own, VICTIM)
    join_by_code(group, "Oma", own, mail="eigen")
    assert of(own, group).read_address() == VICTIM
    # Another group may ask.
    join_by_code(begin(dora), "Anna", adres=VICTIM)


@pytest.mark.parametrize("way", ["code", "list"])
def test_one_address_is_not_given_for_groups_without_end(monkeypatch, way):
    monkeypatch.setattr(quiet, "GIVEN_A_DAY", 2)
    _dora, group = led_group() if way == "code" else (None, list_group())
    address, name = (door(group), "adres") if way == "code" else (register_at(group), "mail")
    found = [
        Client().post(address, {"naam": "Anna", name: VICTIM}).status_code for _each in range(3)
    ]
    assert found == [302, 302, 422]
    page = Client().post(address, {"naam": "Anna", name: VICTIM}).content.decode()
    assert VICTIM in page and 'value="Anna"' in page
    assert Owner.objects.exclude(participations=None).count() == 2


def test_saving_one_s_own_details_again_counts_nothing(monkeypatch):
    monkeypatch.setattr(quiet, "GIVEN_A_DAY", 1)
    _dora, group = led_group()
    browser = join_by_code(group, "Anna", adres=VICTIM)
    for _each in range(3):
        data = {"naam": "Anna", "adres": VICTIM}
        assert browser.post(f"{mine(group)}gegevens/", data).status_code == 302


# A double click of somebody who is new.


@pytest.mark.parametrize("way", ["code", "list", "invitation"])
def test_a_double_click_of_who_is_new_is_one_person(way):
    dora, group = led_group() if way != "list" else (None, list_group())
    address = door(group) if way == "code" else register_at(group)
    if way == "invitation":
        invite_all(here=opened(dora, group), addresses=[VICTIM])
        address = re.search(r"https?://[^/\s]+(/\S*uitnodiging/\S+)", sent("invitation")[0][2])[1]
    form = {"naam": "Anna", "_een": mark_in(Client().get(address).content.decode())}
    browsers = [Client(), Client()]
    for each in browsers:
        assert each.post(address, form).status_code == 302
    assert Participation.objects.filter(group=group).count() == 1
    cookies = {each.cookies[settings.KEY_COOKIE].value for each in browsers}
    assert len(cookies) == 1
    assert "Anna" in browsers[1].get(f"{mine(group)}gegevens/").content.decode()
    assert Invite.objects.filter(participation=None).count() == 0


def test_a_form_that_was_left_open_makes_somebody_new():
    _dora, group = led_group()
    form = {"naam": "Anna", "_een": mark_in(Client().get(door(group)).content.decode())}
    first, later = Client(), Client()
    first.post(door(group), form)
    KeySlot.objects.update(created_at=timezone.now() - timedelta(minutes=2))
    later.post(door(group), {**form, "naam": "Bram"})
    assert Participation.objects.filter(group=group).count() == 2
    assert person_behind(first).owner != person_behind(later).owner


@pytest.mark.parametrize("mark", ["", "x", "é" * 43, "0" * 10_000, "\0"])
def test_a_strange_mark_makes_a_guest_like_any_other(mark):
    _dora, group = led_group()
    for _each in range(2):
        assert Client().post(door(group), {"naam": "Anna", "_een": mark}).status_code == 302
    assert Participation.objects.filter(group=group).count() == 2


# Who leads no more.


def test_who_lost_the_role_is_shown_to_nobody_and_the_group_waits_for_another():
    _dora, group = led_group()
    Group.objects.update(is_listed=True)
    browser = join_by_code(group, "Anna")
    assert "Dora de Wit" in browser.get(mine(group)).content.decode()
    take_role(address=DORA, role="facilitator")
    assert "Dora de Wit" not in browser.get(mine(group)).content.decode()
    assert "geen gespreksleider" in Client().get(door(group)).content.decode()
    assert Client().post(door(group), {"naam": "Bram"}).status_code == 409
    assert Client().get(f"/groepen/zoeken/{group.pk}/").status_code == 404
    assert "Samen op adem" not in Client().get("/groepen/zoeken/").content.decode()


def test_who_leads_along_with_somebody_without_the_role_is_the_last():
    dora, group = led_group()
    eva = facilitator(Client(), "eva@example.nl")
    lead_along(group, dora, eva)
    take_role(address=DORA, role="facilitator")
    page = eva.get(f"/groepen/leiden/{group.pk}/samen/stoppen/").content.decode()
    assert "Jij bent de laatste" in page
