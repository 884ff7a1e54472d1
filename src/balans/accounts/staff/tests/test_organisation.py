"""Signing in through an organisation: who comes in, and everything that must not let in."""

import html
import re
import time

import pytest
from django.conf import settings as live
from django.core.checks import run_checks
from django.test import Client

from balans.accounts.entry.entering import lend_device
from balans.accounts.models import KeySlot, Owner
from balans.accounts.staff import openid
from balans.accounts.staff.models import Role
from balans.accounts.staff.roles import give_role, take_role
from balans.accounts.staff.tests.provider import CLIENT, KEY, OTHER_KEY, SECRET, back, provider
from balans.accounts.tests.letters import sent, sign_in

pytestmark = pytest.mark.django_db
DORA = "dora@example.nl"


@pytest.fixture
def there(settings):
    """A provider that is set, and where dora works."""
    openid.forget_kept()
    with provider() as made:
        settings.OIDC_ISSUER, settings.OIDC_NAME = made.url, "De Linde"
        settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = CLIENT, SECRET
        yield made
    openid.forget_kept()


@pytest.fixture
def dora():
    """A facilitator, with a browser of her own."""
    return Client()


def go(client, language="") -> str:
    """Press the button; return the provider's address that we are led to."""
    start = "/en/mine/organisation/" if language == "en" else "/mijn/organisatie/"
    page = client.post(start).content.decode()
    href = html.unescape(re.search(r'class="btn main" href="([^"]+)"', page)[1])
    refresh = html.unescape(re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', page)[1])
    assert refresh == href
    return href


def come_in(client, there):
    return client.get(back(there.visit(go(client))))


def invite() -> None:
    give_role(address=DORA, role="facilitator")


def nobody_came_in(response) -> bool:
    return live.KEY_COOKIE not in response.cookies and not Owner.objects.exists()


def test_who_is_invited_comes_in_and_gets_the_role(dora, there):
    invite()
    response = come_in(dora, there)
    assert response.status_code == 302 and response["Location"] == "/mijn/"
    assert sorted(KeySlot.objects.values_list("kind", flat=True)) == [
        "browser",
        "mail",
        "organisation",
    ]
    assert Role.objects.get().name == "facilitator"
    assert dora.get("/mijn/account/").status_code == 200


def test_the_second_visit_opens_the_same_account_also_with_another_address(dora, there):
    invite()
    come_in(dora, there)
    there.claims = {"email": "dora.nieuw@example.nl", "email_verified": False}
    again = Client()
    assert come_in(again, there).status_code == 302
    assert Owner.objects.count() == 1 and again.get("/mijn/account/").status_code == 200


def test_an_account_that_was_there_is_linked_and_told(anna, dora, there):
    sign_in(anna, DORA)
    invite()
    come_in(dora, there)
    assert Owner.objects.count() == 1
    assert [to for to, _subject, _text in sent("account")] == [DORA]


def test_a_guest_takes_along_what_was_written(dora, there):
    dora.post("/mijn-plan/nieuw/", {"doel": "Naar zee"})
    invite()
    come_in(dora, there)
    assert "Naar zee" in dora.get("/mijn/").content.decode()


def test_what_somebody_filled_in_on_a_lent_device_does_not_go_to_who_signs_in_there(dora, there):
    dora.post("/mijn-plan/nieuw/", {"doel": "Naar zee"})
    lend_device(slot=KeySlot.objects.get())
    invite()
    come_in(dora, there)
    assert "Naar zee" not in dora.get("/mijn/").content.decode()
    assert Owner.objects.count() == 2


def test_who_lost_every_role_does_not_come_in_again(dora, there):
    invite()
    come_in(dora, there)
    take_role(address=DORA)
    response = come_in(Client(), there)
    assert response.status_code == 403 and live.KEY_COOKIE not in response.cookies
    assert not KeySlot.objects.filter(kind="organisation").exists()


def test_a_stranger_gets_kind_words_and_nothing_is_made(chris, there):
    response = come_in(chris, there)
    assert response.status_code == 403 and nobody_came_in(response)
    assert "We kennen je hier nog niet" in response.content.decode()


@pytest.mark.parametrize("proven", [False, None, "true", 1])
def test_an_address_that_is_not_proven_opens_nothing(dora, there, proven):
    invite()
    there.claims = {"email_verified": proven}
    response = come_in(dora, there)
    assert response.status_code == 403 and nobody_came_in(response)


WRONG = {
    "nonce": {"nonce": "een ander"},
    "no nonce": {"nonce": None},
    "audience": {"aud": "een ander"},
    "several audiences": {"aud": [CLIENT, "een ander"]},
    "party": {"azp": "een ander"},
    "issuer": {"iss": "https://elders.example"},
    "expired": {"exp": int(time.time()) - 120},
    "no end": {"exp": None},
    "old": {"iat": int(time.time()) - 3600},
    "from the future": {"iat": int(time.time()) + 3600},
    "no moment": {"iat": None},
    "not yet": {"nbf": int(time.time()) + 3600},
    "nobody": {"sub": ""},
}


@pytest.mark.parametrize("claims", WRONG.values(), ids=WRONG)
def test_a_token_that_is_not_ours_opens_nothing(dora, there, claims):
    invite()
    there.claims = claims
    response = come_in(dora, there)
    assert response.status_code == 422 and nobody_came_in(response)
    assert "is niet gelukt" in response.content.decode()


@pytest.mark.parametrize("alg", ["none", "HS256"])
def test_a_token_without_a_signature_of_the_provider_opens_nothing(dora, there, alg):
    invite()
    there.alg = alg
    response = come_in(dora, there)
    assert response.status_code == 422 and nobody_came_in(response)


def test_a_token_signed_by_somebody_else_opens_nothing(dora, there):
    invite()
    false = type(KEY).generate_key(2048, {"kid": KEY.kid, "use": "sig"})
    there.key = false
    response = come_in(dora, there)
    assert response.status_code == 422 and nobody_came_in(response)


@pytest.mark.parametrize(("bits", "status"), [(1024, 422), (2040, 422), (2048, 302), (3072, 302)])
@pytest.mark.filterwarnings("ignore:Key size should be")
def test_a_key_of_the_provider_that_is_too_short_opens_nothing(
    dora, there, bits, status, log_lines
):
    invite()
    there.key = type(KEY).generate_key(bits, {"kid": "c", "use": "sig"})
    there.published = [there.key]
    response = come_in(dora, there)
    assert response.status_code == status
    if status != 302:
        assert nobody_came_in(response)
        assert "the key of the provider is too short" in "".join(log_lines)


def test_keys_that_turned_are_fetched_anew(dora, there, monkeypatch):
    invite()
    come_in(dora, there)
    there.key, there.published = OTHER_KEY, [OTHER_KEY]
    assert come_in(Client(), there).status_code == 422
    monkeypatch.setattr(openid, "KEYS_ANEW_SECONDS", 0.0)
    assert come_in(Client(), there).status_code == 302


def test_documents_are_kept_for_an_hour(dora, there):
    invite()
    come_in(dora, there)
    come_in(Client(), there)
    assert there.asked.count("/.well-known/openid-configuration") == 1
    assert there.asked.count("/keys") == 1


def test_another_state_or_another_browser_opens_nothing(dora, chris, there):
    invite()
    answer = there.visit(go(dora))
    assert nobody_came_in(chris.get(back(answer)))
    assert nobody_came_in(dora.get(back({**answer, "state": "een ander"})))
    assert dora.get(back(answer)).status_code == 302


def test_an_answer_is_used_once(dora, there):
    invite()
    answer = there.visit(go(dora))
    cookie = dora.cookies[live.QUESTION_COOKIE].value
    dora.get(back(answer))
    other = Client()
    other.cookies[live.QUESTION_COOKIE] = cookie
    response = other.get(back(answer))
    assert response.status_code == 422 and live.KEY_COOKIE not in response.cookies


def test_an_answer_of_another_provider_opens_nothing(dora, there):
    invite()
    answer = there.visit(go(dora))
    response = dora.get(back({**answer, "iss": "https://elders.example"}))
    assert response.status_code == 422 and nobody_came_in(response)


def test_who_turns_back_at_the_provider_reads_what_to_do(dora, there):
    answer = there.visit(go(dora))
    response = dora.get(back({"error": "access_denied", "state": answer["state"]}))
    assert response.status_code == 422 and nobody_came_in(response)


def test_an_address_that_only_the_userinfo_tells_is_taken(dora, there):
    invite()
    there.claims = {"email": None, "email_verified": None}
    there.told = {"sub": "medewerker-1", "email": DORA, "email_verified": True}
    assert come_in(dora, there).status_code == 302


def test_userinfo_about_somebody_else_opens_nothing(dora, there):
    invite()
    there.claims = {"email": None, "email_verified": None}
    there.told = {"sub": "een ander", "email": DORA, "email_verified": True}
    response = come_in(dora, there)
    assert response.status_code == 422 and nobody_came_in(response)


def test_a_provider_that_is_away_or_slow_says_so_and_the_code_still_works(dora, there, monkeypatch):
    there.fails = True
    response = dora.post("/mijn/organisatie/")
    assert response.status_code == 503 and "Met een code" in response.content.decode()
    there.fails, there.wait_seconds = False, 0.4
    monkeypatch.setattr(openid, "TIMEOUT_SECONDS", 0.1)
    assert dora.post("/mijn/organisatie/").status_code == 503


def test_a_provider_that_fails_at_the_last_moment_makes_nothing(dora, there):
    invite()
    answer = there.visit(go(dora))
    there.fails = True
    response = dora.get(back(answer))
    assert response.status_code == 503 and nobody_came_in(response)


@pytest.mark.parametrize(
    "discovery",
    [
        {"issuer": "https://elders.example"},
        {"token_endpoint": "http://elders.example/token"},
        {"authorization_endpoint": None},
        {"padding": "x" * 300_000},
    ],
    ids=["issuer", "no https", "not whole", "too large"],
)
def test_a_discovery_document_that_is_wrong_is_not_followed(dora, there, discovery):
    there.discovery = discovery
    assert dora.post("/mijn/organisatie/").status_code == 503


@pytest.mark.parametrize(
    ("claims", "stepped"),
    [
        ({}, False),
        ({"amr": ["pwd"]}, False),
        ({"amr": ["pwd", "mfa"]}, True),
        ({"acr": "mfa"}, True),
    ],
)
def test_several_factors_at_the_provider_count_as_the_second_step(dora, there, claims, stepped):
    give_role(address=DORA, role="administrator")
    there.claims = claims
    come_in(dora, there)
    assert dora.get("/beheer/").status_code == (200 if stepped else 302)


def test_in_english_one_comes_back_to_english(dora, there):
    invite()
    address = go(dora, "en")
    assert "organisatie%2Fterug" in address
    assert dora.get(back(there.visit(address)))["Location"] == "/en/mine/"


def test_the_button_is_there_only_when_it_is_set(dora, there, settings):
    assert "Log in met De Linde" in dora.get("/mijn/inloggen/").content.decode()
    settings.OIDC_ISSUER = settings.OIDC_NAME = settings.OIDC_CLIENT_ID = ""
    assert "organisatie" not in dora.get("/mijn/inloggen/").content.decode()
    assert dora.post("/mijn/organisatie/").status_code == 404


def test_the_start_is_limited(dora, there):
    for _time in range(30):
        assert dora.post("/mijn/organisatie/").status_code == 200
    assert dora.post("/mijn/organisatie/").status_code == 429


def found() -> list[str]:
    return [each.id for each in run_checks() if each.id.startswith("staff.")]


def test_settings_are_checked_as_one(settings):
    assert found() == []
    settings.OIDC_ISSUER = "https://login.example.nl"
    assert found() == ["staff.E001"]
    settings.OIDC_CLIENT_ID = settings.OIDC_CLIENT_SECRET = settings.OIDC_NAME = "x"
    assert found() == []
    settings.OIDC_ISSUER = "http://login.example.nl"
    assert found() == ["staff.E002"]
