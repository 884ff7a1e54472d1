"""The second step: set up, asked again after twelve hours; a mailbox alone does not give it."""

import pytest
from django.test import Client

from balans.accounts.entry.limits import forget
from balans.accounts.models import KeySlot, Owner
from balans.accounts.staff.models import SecondFactor
from balans.accounts.staff.second_step import forget_second_step
from balans.accounts.staff.tests.people import (
    SETUP,
    STEP,
    become,
    code_of,
    let_hours_pass,
    secret_on,
    set_up_app,
)
from balans.accounts.tests.letters import sign_in
from balans.accounts.tests.passkeys import Authenticator

pytestmark = pytest.mark.django_db
MAKE_PASSKEY, USE_PASSKEY = "/mijn/account/passkey/", "/mijn/inloggen/passkey/"


def test_an_app_is_set_up_with_its_first_code(anna):
    become(anna, "administrator")
    page = anna.post(SETUP)
    assert page.status_code == 200 and b"<svg" in page.content
    assert b"style=" not in page.content
    secret = secret_on(page.content)
    assert anna.post(SETUP, {"code": "000000"}).status_code == 422
    assert secret_on(anna.get(SETUP).content) == secret
    assert anna.get("/beheer/").status_code == 302
    shown = code_of(secret)
    anna.post(SETUP, {"code": f"{shown[:3]} {shown[3:]}"})
    assert anna.get("/beheer/").status_code == 200


def test_the_page_leads_back_to_where_one_was(anna):
    become(anna, "administrator")
    led = anna.get("/beheer/")
    assert led["Location"] == "/mijn/tweede-stap/?verder=/beheer/"
    assert 'name="verder" value="/beheer/"' in anna.get(led["Location"]).content.decode()
    secret = secret_on(anna.post(SETUP, {"verder": "/beheer/"}).content)
    done = anna.post(SETUP, {"code": code_of(secret), "verder": "/beheer/"})
    assert done["Location"] == "/beheer/"


@pytest.mark.parametrize("elsewhere", ["https://elders.example/", "//elders.example", "beheer"])
def test_it_leads_nowhere_else(anna, elsewhere):
    become(anna, "administrator")
    secret = secret_on(anna.post(SETUP).content)
    done = anna.post(SETUP, {"code": code_of(secret), "verder": elsewhere})
    assert done["Location"] == STEP


def test_a_code_is_used_once_also_in_another_browser(anna, chris):
    become(anna, "administrator")
    secret = set_up_app(anna)
    let_hours_pass(13)
    sign_in(chris, "dora@example.nl")
    code = code_of(secret)
    assert anna.post(STEP, {"code": code}).status_code == 302
    assert chris.post(STEP, {"code": code}).status_code == 422
    assert chris.get("/beheer/").status_code == 302
    assert chris.post(STEP, {"code": code_of(secret, steps=1)}).status_code == 302
    assert chris.get("/beheer/").status_code == 200


def test_it_is_asked_again_after_twelve_hours_and_in_every_browser(anna, chris):
    become(anna, "administrator")
    set_up_app(anna)
    sign_in(chris, "dora@example.nl")
    assert chris.get("/beheer/").status_code == 302
    let_hours_pass(11.9)
    assert anna.get("/beheer/").status_code == 200
    let_hours_pass(0.2)
    assert anna.get("/beheer/").status_code == 302


def test_guessing_is_limited(anna):
    become(anna, "administrator")
    secret = set_up_app(anna)
    let_hours_pass(13)
    owner = str(Owner.objects.get().pk)
    for _time in range(10):
        assert anna.post(STEP, {"code": "123456"}).status_code == 422
    assert anna.post(STEP, {"code": code_of(secret)}).status_code == 429
    forget("second steps of", owner)
    assert anna.post(STEP, {"code": code_of(secret)}).status_code == 302


@pytest.mark.parametrize("typed", ["", "12345", "abcdef", "💛", "1" * 5000])
def test_what_is_no_code_comes_back_with_a_word(anna, typed):
    become(anna, "administrator")
    set_up_app(anna)
    response = anna.post(STEP, {"code": typed})
    assert response.status_code == 422 and "zes cijfers" in response.content.decode()


def test_a_passkey_to_sign_in_is_a_second_step(anna, chris):
    become(anna, "administrator")
    device = Authenticator()
    device.make(anna, MAKE_PASSKEY)
    let_hours_pass(13)
    assert anna.get("/beheer/").status_code == 302
    device.use(chris, USE_PASSKEY)
    assert chris.get("/beheer/").status_code == 200


def test_a_passkey_confirms_while_signed_in(anna):
    become(anna, "administrator")
    device = Authenticator()
    device.make(anna, MAKE_PASSKEY)
    let_hours_pass(13)
    assert device.use(anna, f"{STEP}passkey/", spoil="signature").status_code == 422
    assert anna.get("/beheer/").status_code == 302
    assert device.use(anna, f"{STEP}passkey/").status_code == 302
    assert anna.get("/beheer/").status_code == 200


def test_a_passkey_of_somebody_else_confirms_nothing(anna, chris):
    become(anna, "administrator")
    sign_in(chris, "chris@example.nl")
    device = Authenticator()
    device.make(chris, MAKE_PASSKEY)
    assert device.use(anna, f"{STEP}passkey/").status_code == 422
    assert anna.get("/beheer/").status_code == 302


@pytest.mark.parametrize("way", ["app", "passkey"])
def test_a_mailbox_alone_adds_and_removes_no_second_step(anna, chris, way):
    become(anna, "administrator")
    if way == "app":
        set_up_app(anna)
    else:
        Authenticator().make(anna, MAKE_PASSKEY)
    sign_in(chris, "dora@example.nl")
    slots = KeySlot.objects.filter(kind="passkey")
    before = slots.count()
    assert chris.post(MAKE_PASSKEY)["Location"] == STEP
    assert chris.post(SETUP)["Location"] == STEP
    chris.post(f"{STEP}uit/")
    for slot in slots:
        chris.post("/mijn/account/passkey/weg/", {"passkey": str(slot.pk)})
    assert slots.count() == before
    assert SecondFactor.objects.count() == (1 if way == "app" else 0)
    assert chris.get("/beheer/").status_code == 302


def test_an_app_that_was_begun_before_there_was_a_passkey_does_not_go_past_it(anna, chris):
    become(anna, "administrator")
    sign_in(chris, "dora@example.nl")
    secret = secret_on(chris.post(SETUP).content)
    Authenticator().make(anna, MAKE_PASSKEY)
    assert chris.post(STEP, {"code": code_of(secret)}).status_code == 422
    assert chris.get("/beheer/").status_code == 302


def test_after_the_second_step_the_app_can_be_turned_off(anna):
    become(anna, "administrator")
    set_up_app(anna)
    anna.post(f"{STEP}uit/")
    assert not SecondFactor.objects.exists()


def test_the_host_lets_who_lost_a_phone_begin_anew(anna):
    become(anna, "administrator")
    set_up_app(anna)
    forget_second_step(owner=Owner.objects.get())
    assert anna.get("/beheer/").status_code == 302
    set_up_app(anna)
    assert anna.get("/beheer/").status_code == 200


def test_a_carer_may_have_it_and_is_not_asked(anna):
    sign_in(anna)
    assert "Tweede stap" not in anna.get("/mijn/account/").content.decode()
    set_up_app(anna)
    let_hours_pass(13)
    assert "Tweede stap" in anna.get("/mijn/account/").content.decode()
    assert anna.post(MAKE_PASSKEY).status_code == 200
    assert anna.post("/mijn-plan/nieuw/", {"doel": "Naar zee"}).status_code == 302
    anna.post(f"{STEP}uit/")
    assert not SecondFactor.objects.exists()


def test_a_guest_and_a_visitor_are_led_to_signing_in(anna):
    assert Client().get(STEP)["Location"] == "/mijn/inloggen/"
    anna.post("/mijn-plan/nieuw/", {"doel": "Naar zee"})
    assert anna.get(STEP)["Location"] == "/mijn/inloggen/"
    assert anna.post(SETUP)["Location"] == "/mijn/inloggen/"


def test_the_secret_of_an_app_is_sealed_and_goes_with_its_owner(anna):
    sign_in(anna)
    secret = set_up_app(anna)
    (row,) = SecondFactor.objects.all()
    assert secret not in bytes(row.sealed)
    anna.post("/mijn/wissen/", {"_actie": "nu"})
    assert not SecondFactor.objects.exists()


@pytest.mark.parametrize("path", [STEP, SETUP])
def test_the_pages_are_there_in_english(anna, path):
    become(anna, "editor")
    anna.post(SETUP)
    there = {STEP: "/en/mine/second-step/", SETUP: "/en/mine/second-step/app/"}[path]
    page = anna.get(there).content.decode()
    assert 'lang="en"' in page and "code" in page
