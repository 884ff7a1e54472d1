"""Coming into a group: by code, by link, by a personal invitation."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from balans.accounts.entry import limits
from balans.accounts.tests.letters import person_behind, sign_in
from balans.groups.codes import new_code, spoken_code
from balans.groups.joining import entrance
from balans.groups.joining.tests.people import join_by_code, led_group, mine, of
from balans.groups.models import Facilitation, Participation
from balans.groups.tests.series import LINK, PLACE, TITLE, opened

pytestmark = pytest.mark.django_db


def without_token(response) -> str:
    """Return a page without what is new in every form."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", response.content.decode())


def door(group) -> str:
    return f"/groepen/meedoen/{group.read().code}/"


def test_a_code_is_taken_however_it_is_typed():
    _dora, group = led_group()
    typed = spoken_code(group.read().code).lower()
    response = Client().post("/groepen/meedoen/", {"code": f"  {typed} "})
    assert response.headers["Location"] == door(group)


def test_the_page_says_who_invites_what_it_is_and_who_sees_what():
    _dora, group = led_group()
    page = Client().get(door(group)).content.decode()
    assert "Dora de Wit van Steunpunt De Brug nodigt je uit" in page
    for words in (TITLE, PLACE, "Ik leid groepen in de buurt.", "Wat je invult", "7 dagen"):
        assert words in page
    assert LINK not in page and "dora@example.nl" not in page
    assert len(re.findall(r"\d\.\d\d tot \d+\.\d\d uur", page)) == 4


def test_the_page_is_there_in_english():
    _dora, group = led_group()
    page = Client().get(f"/en/groups/join/{group.read().code}/").content.decode()
    assert "Dora de Wit from Steunpunt De Brug invites you" in page and "I’ll join" in page


def test_looking_joins_nobody_and_makes_nobody():
    _dora, group = led_group()
    browser = Client()
    browser.get(door(group))
    browser.head(door(group))
    assert not Participation.objects.exists() and settings.KEY_COOKIE not in browser.cookies


def test_a_guest_joins_with_the_name_they_like():
    dora, group = led_group()
    anna = join_by_code(group, "Anna", adres="anna@example.nl")
    assert [each.name for each in opened(dora, group).members] == ["Anna"]
    assert of(anna, group).read_address() == "anna@example.nl"
    page = anna.get(mine(group) + "?welkom=1").content.decode()
    assert "Welkom, Anna" in page and "Bewaar mijn plek" in page


def test_a_name_is_asked_and_what_was_typed_comes_back():
    _dora, group = led_group()
    response = Client().post(door(group), {"naam": " ", "adres": "anna@"})
    page = response.content.decode()
    assert response.status_code == 422 and 'value="anna@"' in page
    assert 'href="#id_naam"' in page and 'href="#id_adres"' in page
    assert not Participation.objects.exists()
    assert Client().post(door(group), {"naam": "x" * 61}).status_code == 422


def test_a_likely_slip_in_an_address_is_asked_once():
    _dora, group = led_group()
    anna = Client()
    asked = anna.post(door(group), {"naam": "Anna", "adres": "anna@gmial.com"})
    assert asked.status_code == 422 and "anna@gmail.com" in asked.content.decode()
    join_by_code(group, "Anna", anna, adres="anna@gmial.com", zo="anna@gmial.com")
    assert of(anna, group).read_address() == "anna@gmial.com"


@pytest.mark.parametrize(
    ("posted", "kept"),
    [
        ({"mail": "eigen"}, "anna@example.nl"),
        ({"mail": "geen"}, ""),
        ({"mail": "ander", "adres": "a@post.example"}, "a@post.example"),
    ],
)
def test_an_account_s_own_address_is_proposed_and_may_stay_out(posted, kept):
    _dora, group = led_group()
    anna = Client()
    sign_in(anna, "anna@example.nl")
    page = anna.get(door(group)).content.decode()
    assert 'value="eigen" checked' in page and "Ja, naar anna@example.nl" in page
    join_by_code(group, "Anna", anna, **posted)
    assert of(anna, group).read_address() == kept


def test_joining_twice_is_joining_once():
    _dora, group = led_group()
    anna = join_by_code(group, "Anna")
    again = anna.post(door(group), {"naam": "Anna"})
    assert again.headers["Location"] == mine(group)
    assert anna.get(door(group)).headers["Location"] == mine(group)
    assert Participation.objects.count() == 1


def test_a_facilitator_does_not_join_their_own_group_by_accident():
    dora, group = led_group()
    page = dora.get(door(group)).content.decode()
    assert "Je leidt deze groep" in page and 'name="naam"' not in page
    assert dora.post(door(group), {"naam": "Dora"}).status_code == 409
    assert not Participation.objects.exists()


def test_a_full_group_offers_to_wait():
    _dora, group = led_group(limit=1)
    join_by_code(group, "Anna")
    page = Client().get(door(group)).content.decode()
    assert "De groep is vol" in page and "Zet mij op de wachtlijst" in page
    bram = join_by_code(group, "Bram")
    assert of(bram, group).waiting_since
    assert "Je staat op de wachtlijst" in bram.get(mine(group)).content.decode()


@pytest.mark.parametrize("why", ["stopped", "over"])
def test_a_group_that_is_over_says_so_and_takes_nobody(why):
    _dora, group = led_group()
    if why == "stopped":
        group.stopped_at = timezone.now()
        group.save()
    else:
        group.meetings.update(starts_at=timezone.now() - timedelta(days=1))
    page = Client().get(door(group)).content.decode()
    assert ("is gestopt" if why == "stopped" else "is voorbij") in page and TITLE not in page.split(
        "<main"
    )[1]
    assert Client().post(door(group), {"naam": "Anna"}).status_code == 409


def test_a_group_that_nobody_leads_takes_nobody():
    _dora, group = led_group()
    Facilitation.objects.all().delete()
    assert "geen gespreksleider" in Client().get(door(group)).content.decode()
    assert Client().post(door(group), {"naam": "Anna"}).status_code == 409


def test_every_wrong_code_gets_one_answer():
    answers = set()
    for typed in (new_code(), "ONZIN", "O" * 10, "é" * 40, "0123456789"):
        response = Client().post("/groepen/meedoen/", {"code": typed})
        assert response.status_code == 422
        answers.add(without_token(response).split("<main")[1].replace(typed, ""))
        assert Client().get(f"/groepen/meedoen/{typed}/").status_code == 404
    assert len(answers) == 1
    assert Client().post("/groepen/meedoen/", {"code": ""}).status_code == 422


def test_guessing_from_one_network_ends_and_joining_together_does_not(monkeypatch):
    monkeypatch.setattr(entrance, "FROM_ONE_PLACE", 3)
    _dora, group = led_group()
    library = {"REMOTE_ADDR": "145.58.1.1"}
    for _time in range(10):
        assert Client().get(door(group), **library).status_code == 200
    for _time in range(3):
        assert (
            Client().post("/groepen/meedoen/", {"code": new_code()}, **library).status_code == 422
        )
    assert Client().post("/groepen/meedoen/", {"code": new_code()}, **library).status_code == 429
    assert Client().get(door(group), **library).status_code == 429
    assert Client().get(door(group), REMOTE_ADDR="145.58.1.2").status_code == 200


def test_guessing_from_everywhere_shuts_out_who_guesses_and_not_who_has_a_code(monkeypatch):
    monkeypatch.setattr(entrance, "FROM_EVERYWHERE", 4)
    monkeypatch.setattr(entrance, "AT_ALL", 9)
    _dora, group = led_group()
    for number in range(8):
        place = {"REMOTE_ADDR": f"145.58.1.{number // 4}"}
        answer = Client().get(f"/groepen/meedoen/{new_code()}/", **place).status_code
        assert answer == (404 if number < 4 or number % 4 < entrance.WHILE_GUESSED else 429)
    for guesser in ("145.58.1.0", "145.58.1.1"):
        assert Client().get(door(group), REMOTE_ADDR=guesser).status_code == 429
    assert Client().get(door(group), REMOTE_ADDR="145.58.9.9").status_code == 200
    # Behind a proxy that does not tell who it speaks for, everybody is one place.
    assert Client().get(door(group)).status_code == 429
    for number in range(2):
        Client().get(f"/groepen/meedoen/{new_code()}/", REMOTE_ADDR=f"145.58.2.{number}")
    assert Client().get(door(group), REMOTE_ADDR="145.58.9.9").status_code == 429


def test_guessing_from_everywhere_is_counted(monkeypatch):
    monkeypatch.setattr(entrance, "FROM_EVERYWHERE", 2)
    _dora, group = led_group()
    for number in range(2):
        Client().get(f"/groepen/meedoen/{new_code()}/", REMOTE_ADDR=f"145.58.1.{number}")
    assert Client().get(door(group)).status_code == 429
    assert limits.is_spent(entrance.WRONG, "", most=2)


def test_the_door_asks_the_database_little(django_assert_max_num_queries):
    _dora, group = led_group()
    anna = Client()
    sign_in(anna, "anna@example.nl")
    with django_assert_max_num_queries(8):
        assert anna.get(door(group)).status_code == 200


def test_too_many_guests_are_told_so_as_elsewhere(monkeypatch):
    monkeypatch.setattr("balans.accounts.person.GUESTS", 0)
    _dora, group = led_group()
    response = Client().post(door(group), {"naam": "Anna"}, REMOTE_ADDR="145.58.1.1")
    assert response.status_code == 429 and not Participation.objects.exists()


def test_who_has_an_account_keeps_nothing_of_the_guest_s_warning():
    _dora, group = led_group()
    anna = Client()
    sign_in(anna, "anna@example.nl")
    join_by_code(group, "Anna", anna)
    assert person_behind(anna).has_account
    assert "Bewaar mijn plek" not in anna.get(mine(group)).content.decode()
