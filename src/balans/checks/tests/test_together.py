"""Filling in together: on one's own device, or on another's that is left clean."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from balans.accounts.models import KeySlot, Owner
from balans.accounts.tests.letters import last_code, sign_in
from balans.questionnaires.models import Answer, Attempt
from balans.questionnaires.tests.test_sharing import answers

pytestmark = pytest.mark.django_db
HERE = "/hoe-gaat-het/csi/samen/"
DONE = "/hoe-gaat-het/klaar/"


def begin(client, device="ander", **more) -> Attempt:
    response = client.post(HERE, {"apparaat": device, "wie": "Joke van de thuiszorg", **more})
    assert response.status_code == 302, response.content.decode()
    attempt = Attempt.objects.latest("started_at")
    page = response.headers["Location"]
    assert "together" in client.get(page).content.decode()
    client.post(page, answers(client, "nachtrust", "geld"))
    return attempt


def at(attempt, page) -> str:
    return f"/hoe-gaat-het/csi/{attempt.pk}/{page}"


def test_the_way_there_stands_on_the_introduction(anna):
    assert HERE in anna.get("/hoe-gaat-het/csi/").content.decode()


def test_who_sat_beside_is_sealed_and_stands_on_result_and_page(anna):
    attempt = begin(anna, device="mij")
    said = "Samen ingevuld met Joke van de thuiszorg"
    assert said in anna.get(at(attempt, "uitkomst/")).content.decode()
    anna.post(at(attempt, "gesprek/"), {"met": "gp"})
    assert said in anna.get(at(attempt, "gesprek/")).content.decode()
    assert b"Joke" not in bytes(Answer.objects.get(question="_together").sealed)


def test_on_one_s_own_device_nothing_is_taken_away(anna):
    attempt = begin(anna, device="mij")
    page = anna.get(at(attempt, "uitkomst/")).content.decode()
    assert at(attempt, "meenemen/") not in page
    assert KeySlot.objects.get().expires_at is None
    assert anna.cookies[settings.KEY_COOKIE]["max-age"]


def test_on_another_s_device_the_way_in_lasts_a_sitting(anna):
    attempt = begin(anna)
    assert at(attempt, "meenemen/") in anna.get(at(attempt, "uitkomst/")).content.decode()
    assert not anna.cookies[settings.KEY_COOKIE]["max-age"], "gone when the browser is closed"
    slot = KeySlot.objects.get()
    assert slot.expires_at - timezone.now() <= timedelta(hours=2)
    KeySlot.objects.update(expires_at=timezone.now())
    assert anna.get(at(attempt, "uitkomst/")).status_code == 404


def test_on_another_s_device_nobody_is_told_that_it_stays(anna, chris):
    own = begin(anna, device="mij")
    page = anna.get(at(own, "uitkomst/")).content.decode()
    assert "Het staat hier als je terugkomt" in page and "/ritme/" in page
    lent = begin(chris)
    page = chris.get(at(lent, "uitkomst/")).content.decode()
    assert "Het staat hier als je terugkomt" not in page and "/ritme/" not in page


def test_done_leaves_nothing_of_a_guest(anna):
    anna.post("/hulp/plaats/", {"plaats": "Bergen"})
    attempt = begin(anna)
    response = anna.post(DONE)
    assert not [name for name, each in anna.cookies.items() if each.value], "older browsers too"
    assert response.headers["Location"] == DONE
    assert response.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert not anna.cookies[settings.KEY_COOKIE].value
    assert not Owner.objects.exists() and not Answer.objects.exists()
    assert "weer leeg" in anna.get(DONE).content.decode()
    assert anna.get(at(attempt, "uitkomst/")).status_code == 404


def test_with_a_code_for_one_s_telephone_only_the_link_still_opens(anna):
    attempt = begin(anna)
    page = anna.post(at(attempt, "meenemen/")).content.decode()
    assert "<svg" in page
    path = re.search(r"/gedeeld/[\w-]+/", page)[0]
    assert anna.post(DONE).headers["Location"] == f"{DONE}?link"
    assert not KeySlot.objects.exists(), "nobody can open the vault any more"
    phone = Client()
    phone.post(path, {})
    page = phone.get(path).content.decode()
    assert "Je zei 2 van de 13 keer ja" in page and "Joke" not in page
    assert anna.get(at(attempt, "uitkomst/")).status_code == 404


def test_the_same_form_twice_is_one_link(anna):
    attempt = begin(anna)
    page = anna.get(at(attempt, "meenemen/")).content.decode()
    secret = re.search(r'name="_sleutel" value="([^"]+)"', page)[1]
    links = {
        re.search(r"/gedeeld/[\w-]+/", page.content.decode())[0]
        for page in (anna.post(at(attempt, "meenemen/"), {"_sleutel": secret}) for _ in range(2))
    }
    assert links == {f"/gedeeld/{secret}/"}


def test_an_account_is_signed_out_and_keeps_everything(anna):
    sign_in(anna)
    attempt = begin(anna, zelfde="ja")
    assert anna.post(DONE).headers["Location"] == f"{DONE}?account"
    assert Attempt.objects.get() == attempt
    assert anna.get(at(attempt, "uitkomst/")).status_code == 404


def test_who_makes_an_account_on_another_s_device_is_in_for_a_sitting_only(anna):
    attempt = begin(anna)
    anna.post("/mijn/bewaren/", {"adres": "anna@example.nl"})
    anna.post("/mijn/inloggen/code/", {"code": last_code()})
    assert Owner.objects.get().has_account and Attempt.objects.get() == attempt
    assert KeySlot.objects.get(kind="browser").expires_at - timezone.now() <= timedelta(hours=2)
    assert at(attempt, "meenemen/") in anna.get(at(attempt, "uitkomst/")).content.decode()


def test_what_somebody_else_left_here_is_never_mixed_with_this(anna):
    anna.post("/hoe-gaat-het/csi/begin/", {"nachtrust": "yes"})
    response = anna.post(HERE, {"apparaat": "ander", "wie": "Joke"})
    page = response.content.decode()
    assert response.status_code == 422 and "Is dat van jou?" in page and DONE in page
    assert 'value="Joke"' in page
    assert Attempt.objects.count() == 1
    begin(anna, zelfde="ja")
    assert Attempt.objects.count() == 2


@pytest.mark.parametrize(
    ("posted", "said"),
    [
        ({}, "Kies van wie dit apparaat is."),
        ({"apparaat": "x"}, "Kies van wie dit apparaat is."),
        ({"apparaat": "mij", "wie": "w" * 301}, "Je tekst heeft 301 tekens."),
    ],
)
def test_bad_input_comes_back_kindly_and_makes_nobody(anna, posted, said):
    response = anna.post(HERE, posted)
    assert response.status_code == 422 and said in response.content.decode()
    assert not Owner.objects.exists()


def test_the_form_twice_begins_once(anna):
    page = anna.get(HERE).content.decode()
    known = re.search(r'name="_poging" value="([^"]+)"', page)[1]
    for _time in range(2):
        anna.post(HERE, {"apparaat": "mij", "_poging": known})
    assert Attempt.objects.count() == 1


def test_what_is_left_after_the_way_in_has_ended_can_still_be_taken_away(anna):
    anna.post("/hulp/plaats/", {"plaats": "Bergen"})
    begin(anna)
    KeySlot.objects.update(expires_at=timezone.now())
    page = anna.get(DONE).content.decode()
    assert "weer leeg" not in page and "Haal het weg van dit apparaat" in page
    anna.post(DONE)
    assert "weer leeg" in anna.get(DONE).content.decode()


def test_who_signs_in_on_a_lent_device_does_not_get_what_somebody_else_filled_in(anna, settings):
    settings.EMAIL_HOST = "127.0.0.1"
    attempt = begin(anna)
    assert "gaat niet mee" in anna.get("/mijn/inloggen/").content.decode()
    sign_in(anna, "joke@thuiszorg.example")
    assert anna.get(at(attempt, "uitkomst/")).status_code == 404
    assert not Attempt.objects.filter(owner__account_since__isnull=False).exists()
