"""A device that stands open makes nobody a way in: who changes one comes in once more."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from balans.accounts.entry.guarding import PROOF_HOLDS, TYPING
from balans.accounts.models import KeySlot, Owner
from balans.accounts.tests.letters import last_code, person_behind, sent, sign_in
from balans.accounts.tests.passkeys import Authenticator

pytestmark = pytest.mark.django_db
GOOD = "drie kleine kopjes"
PROVE, DEVICES, ACCOUNT = "/mijn/account/bewijs/", "/mijn/account/apparaten/", "/mijn/account/"
PASSKEY, REMOVE, USE = f"{ACCOUNT}passkey/", f"{ACCOUNT}passkey/weg/", "/mijn/inloggen/passkey/"
WAYS = tuple(f"{ACCOUNT}{each}/" for each in ("adres", "wachtwoord", "herstelblad"))


def long_ago(**since) -> None:
    """Let everybody who is in have come in that long ago."""
    KeySlot.objects.filter(kind=KeySlot.Kind.BROWSER).update(
        created_at=timezone.now() - since["by"]
    )


@pytest.fixture
def open_device(anna):
    """Anna's device, on which she signed in with a code this morning."""
    sign_in(anna)
    long_ago(by=timedelta(hours=4))
    return anna


def kinds() -> set[str]:
    found = KeySlot.objects.exclude(kind=KeySlot.Kind.BROWSER)
    return set(found.values_list("kind", flat=True))


@pytest.mark.parametrize("path", WAYS)
def test_a_page_that_changes_a_way_in_asks_to_come_in_once_more(open_device, path):
    response = open_device.get(path)
    assert response.status_code == 302
    assert response.url == f"{PROVE}?verder={path.replace('/', '%2F')}"
    page = open_device.get(response.url).content.decode()
    assert "Laat eerst zien dat jij het bent" in page and "anna@example.nl" in page


def test_nothing_that_is_sent_from_an_open_device_changes_a_way_in(open_device):
    for path, form in zip(
        WAYS,
        ({"adres": "ex@example.nl"}, {"wachtwoord": GOOD}, {}),
        strict=True,
    ):
        assert open_device.post(path, form).url.startswith(PROVE)
    assert open_device.post(PASSKEY).url.startswith(PROVE)
    assert open_device.post(PASSKEY, {"antwoord": "{}"}).url.startswith(PROVE)
    assert open_device.post(REMOVE, {"passkey": "x"}).url.startswith(PROVE)
    assert kinds() == {"mail"} and len(sent()) == 1


def test_nobody_ends_other_devices_from_one_that_stands_open(anna, chris):
    sign_in(anna)
    sign_in(chris)
    long_ago(by=timedelta(hours=4))
    assert anna.post(DEVICES).url.startswith(PROVE)
    assert anna.get(DEVICES).status_code == 200
    assert chris.get(ACCOUNT).status_code == 200


def test_with_the_code_one_goes_on_where_one_was_going(open_device):
    password = WAYS[1]
    assert open_device.post(f"{PROVE}?verder={password}", {"verder": password}).status_code == 302
    response = open_device.post("/mijn/inloggen/code/", {"code": last_code()})
    assert response.url == password
    assert open_device.post(password, {"wachtwoord": GOOD}).url == ACCOUNT
    assert kinds() == {"mail", "password"}


def test_coming_in_once_more_takes_the_place_of_the_way_in_before(open_device):
    before = open_device.cookies[settings.KEY_COOKIE].value
    open_device.post(PROVE)
    open_device.post("/mijn/inloggen/code/", {"code": last_code()})
    assert KeySlot.objects.filter(kind=KeySlot.Kind.BROWSER).count() == 1
    old = Client()
    old.cookies[settings.KEY_COOKIE] = before
    assert old.get(ACCOUNT).status_code == 302
    assert Owner.objects.count() == 1


def test_a_second_step_that_was_given_still_counts(open_device):
    at = timezone.now() - timedelta(hours=1)
    KeySlot.objects.filter(kind=KeySlot.Kind.BROWSER).update(second_step_at=at)
    open_device.post(PROVE)
    open_device.post("/mijn/inloggen/code/", {"code": last_code()})
    assert person_behind(open_device).slot.second_step_at == at


def test_a_second_step_of_somebody_else_does_not_count(open_device):
    KeySlot.objects.filter(kind=KeySlot.Kind.BROWSER).update(second_step_at=timezone.now())
    chris = Client()
    sign_in(chris, "chris@example.nl")
    chris.post(WAYS[1], {"wachtwoord": GOOD})
    typed = {"adres": "chris@example.nl", "wachtwoord": GOOD}
    open_device.post("/mijn/inloggen/wachtwoord/", typed)
    here = person_behind(open_device)
    assert here.owner == person_behind(chris).owner and here.slot.second_step_at is None


def test_every_other_way_in_proves_it_too(anna):
    sign_in(anna)
    device = Authenticator()
    device.make(anna, PASSKEY)
    anna.post(WAYS[1], {"wachtwoord": GOOD})
    code = anna.post(WAYS[2]).context["code"]
    for prove in (
        lambda: device.use(anna, USE),
        lambda: anna.post(
            f"/mijn/inloggen/wachtwoord/?verder={WAYS[0]}",
            {"adres": "anna@example.nl", "wachtwoord": GOOD},
        ),
        lambda: anna.post(f"/mijn/inloggen/herstelblad/?verder={WAYS[0]}", {"herstelcode": code}),
    ):
        long_ago(by=timedelta(days=3))
        page = anna.get(anna.get(WAYS[0]).url).content.decode()
        for way in ("pass-key", "/mijn/inloggen/wachtwoord/?verder=", "/herstelblad/?verder="):
            assert way in page
        prove()
        assert anna.get(WAYS[0]).status_code == 200
    assert "anna@example.nl" in anna.get("/mijn/inloggen/wachtwoord/").content.decode()


def test_the_page_offers_only_the_ways_that_there_are(open_device):
    page = open_device.get(PROVE).content.decode()
    assert "pass-key hidden" not in page and "/mijn/inloggen/herstelblad/" not in page
    assert "/mijn/meenemen/" in page


def test_the_proof_holds_a_quarter_of_an_hour_and_a_form_some_longer(anna):
    sign_in(anna)
    long_ago(by=PROOF_HOLDS - timedelta(seconds=5))
    assert anna.get(WAYS[1]).status_code == 200
    long_ago(by=PROOF_HOLDS)
    assert anna.get(WAYS[1]).status_code == 302
    assert anna.post(WAYS[1], {"wachtwoord": "kort"}).status_code == 422
    long_ago(by=PROOF_HOLDS + TYPING)
    assert anna.post(WAYS[1], {"wachtwoord": GOOD}).url.startswith(PROVE)


def test_who_just_came_in_is_led_on_at_once_and_never_to_another_site(anna):
    sign_in(anna)
    assert anna.get(f"{PROVE}?verder={WAYS[0]}").url == WAYS[0]
    assert anna.get(f"{PROVE}?verder=//elders.example/").url == ACCOUNT
    long_ago(by=timedelta(hours=4))
    anna.post(PROVE, {"verder": "https://elders.example/"})
    assert anna.post("/mijn/inloggen/code/", {"code": last_code()}).url == "/mijn/"


def test_asking_for_many_codes_ends_in_plain_words(open_device):
    for _each in range(20):
        if (response := open_device.post(PROVE)).status_code == 429:
            break
    assert response.status_code == 429 and "wacht een uur" in response.content.decode()


@pytest.mark.parametrize("way", ["wachtwoord", "herstelblad"])
def test_who_would_rather_prove_it_in_another_way_finds_the_way_back(open_device, chris, way):
    page = open_device.get(f"/mijn/inloggen/{way}/").content.decode()
    assert f'href="{PROVE}"' in page
    page = chris.get(f"/mijn/inloggen/{way}/").content.decode()
    assert f'href="{PROVE}"' not in page and 'href="/mijn/inloggen/"' in page


def test_guests_are_led_to_signing_in(anna):
    assert anna.get(PROVE).url == "/mijn/inloggen/"
