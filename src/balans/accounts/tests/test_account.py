"""The account: devices, another address, a password, a recovery sheet, and passkeys."""

import re

import pytest
from django.conf import settings
from django.test import Client

from balans.accounts.entry.address import address_of
from balans.accounts.entry.passwords import PasswordRefused, checked
from balans.accounts.entry.recovery import new_recovery_code, read_code
from balans.accounts.models import KeySlot, Owner
from balans.accounts.tests.letters import last_code, sent, sign_in
from balans.accounts.tests.passkeys import Authenticator
from balans.core import keys

pytestmark = pytest.mark.django_db
GOOD = "drie kleine kopjes"


def kinds() -> list[str]:
    return sorted(KeySlot.objects.values_list("kind", flat=True))


def test_devices_can_be_seen_and_ended(anna, chris):
    sign_in(anna)
    phone = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537 Chrome/126 Mobile Safari/537"
    chris.defaults["HTTP_USER_AGENT"] = phone
    sign_in(chris)
    page = anna.get("/mijn/account/apparaten/").content.decode()
    assert "Chrome op Android" in page and "(dit apparaat)" in page
    other = re.search(r'name="apparaat" value="([^"]+)"', page)[1]
    anna.post("/mijn/account/apparaten/", {"apparaat": other})
    assert chris.get("/mijn/account/").status_code == 302
    assert anna.get("/mijn/account/").status_code == 200


def test_all_other_devices_end_at_once_and_this_one_stays(anna, chris):
    sign_in(anna)
    sign_in(chris)
    chris.post("/mijn/account/apparaten/")
    assert anna.get("/mijn/account/").status_code == 302
    assert chris.get("/mijn/account/").status_code == 200


def test_nobody_ends_a_device_of_somebody_else(anna, chris):
    sign_in(anna)
    slot = KeySlot.objects.get(kind=KeySlot.Kind.BROWSER)
    sign_in(chris, "chris@example.nl")
    chris.post("/mijn/account/apparaten/", {"apparaat": str(slot.pk)})
    assert anna.get("/mijn/account/").status_code == 200


def test_signing_out_closes_this_browser_and_loses_nothing(anna):
    sign_in(anna)
    response = anna.post("/mijn/uitloggen/")
    assert response.cookies[settings.KEY_COOKIE]["max-age"] == 0
    assert kinds() == ["mail"]
    assert anna.get("/mijn/account/").status_code == 302
    sign_in(anna)
    assert Owner.objects.count() == 1


OUT = re.compile(
    r'<form method="post" action="(/mijn/uitloggen/|/en/mine/[a-z-]+/)">.*?</form>', re.S
)
OWN_PAGES = (
    *("/mijn/", "/mijn/alles/", "/mijn/gegevens/", "/mijn/account/apparaten/", "/mijn/delen/"),
    *("/mijn-plan/", "/herinneringen/", "/herinneringen/nieuw/", "/hoe-gaat-het/csi/verloop/"),
)


@pytest.mark.parametrize("shared", ["", "1"])
def test_on_every_page_of_one_s_own_one_can_sign_out(anna, shared):
    sign_in(anna, gedeeld=shared)
    anna.handler.enforce_csrf_checks = True
    for path in OWN_PAGES:
        page = anna.get(path).content.decode()
        assert len(OUT.findall(page)) == 1, path
    out = OUT.search(page)
    token = re.search('name="csrfmiddlewaretoken" value="([^"]+)"', out[0])[1]
    response = anna.post(out[1], {"csrfmiddlewaretoken": token})
    assert response.cookies[settings.KEY_COOKIE]["max-age"] == 0
    assert kinds() == ["mail"]


def test_signing_out_stands_in_both_languages_and_once_on_the_page_of_the_account(anna):
    sign_in(anna)
    assert "Sign out on this device" in anna.get("/en/mine/").content.decode()
    assert anna.get("/mijn/account/").content.decode().count("/mijn/uitloggen/") == 1


def test_who_has_no_account_and_who_reads_a_page_of_everybody_is_offered_no_signing_out(anna):
    assert not OUT.search(anna.get("/mijn/").content.decode())
    anna.post("/mijn/gegevens/", {"naam": "Anna"})
    assert Owner.objects.count() == 1
    assert not OUT.search(anna.get("/mijn/").content.decode())
    sign_in(anna)
    page = anna.get("/informatie/").content.decode()
    assert not OUT.search(page) and "csrfmiddlewaretoken" not in page


def test_another_address_opens_and_the_old_one_is_told(anna, chris):
    sign_in(anna)
    anna.post("/mijn/account/adres/", {"adres": "anna@nieuw.nl"})
    assert sent()[-1][0] == "anna@nieuw.nl"
    anna.post("/mijn/account/adres/code/", {"code": last_code()})
    assert address_of(Owner.objects.get()) == "anna@nieuw.nl"
    assert [to for to, _subject, _text in sent("address")] == ["anna@example.nl"]
    sign_in(chris, "anna@nieuw.nl")
    assert Owner.objects.count() == 1
    sign_in(Client(), "anna@example.nl")
    assert Owner.objects.count() == 2


def test_an_address_of_somebody_else_is_not_taken(anna, chris):
    sign_in(anna)
    sign_in(chris, "chris@example.nl")
    anna.post("/mijn/account/adres/", {"adres": "chris@example.nl"})
    response = anna.post("/mijn/account/adres/code/", {"code": last_code()})
    assert response.status_code == 422
    assert "hoort al bij een ander account" in response.content.decode()
    assert {address_of(owner) for owner in Owner.objects.all()} == {
        "anna@example.nl",
        "chris@example.nl",
    }
    assert chris.get("/mijn/account/").status_code == 200


def test_a_code_for_an_address_changes_only_the_account_that_asked(anna, chris):
    sign_in(anna)
    sign_in(chris, "chris@example.nl")
    anna.post("/mijn/account/adres/", {"adres": "anna@nieuw.nl"})
    chris.cookies[settings.QUESTION_COOKIE] = anna.cookies[settings.QUESTION_COOKIE].value
    chris.post("/mijn/account/adres/code/", {"code": last_code()})
    assert "anna@nieuw.nl" not in {address_of(owner) for owner in Owner.objects.all()}


def test_a_password_opens_the_account_and_can_be_taken_away(anna, chris):
    sign_in(anna)
    assert anna.post("/mijn/account/wachtwoord/", {"wachtwoord": GOOD}).status_code == 302
    fields = {"adres": "anna@example.nl", "wachtwoord": GOOD}
    assert chris.post("/mijn/inloggen/wachtwoord/", fields).status_code == 302
    assert chris.get("/mijn/account/").status_code == 200
    anna.post("/mijn/account/wachtwoord/", {"_actie": "weg"})
    assert Client().post("/mijn/inloggen/wachtwoord/", fields).status_code == 422


def test_a_wrong_password_and_an_unknown_address_look_the_same(anna):
    sign_in(anna)
    anna.post("/mijn/account/wachtwoord/", {"wachtwoord": GOOD})
    wrong = [
        Client().post("/mijn/inloggen/wachtwoord/", {"adres": address, "wachtwoord": "iets anders"})
        for address in ("anna@example.nl", "nobody@example.nl", "geen adres")
    ]
    assert [response.status_code for response in wrong] == [422] * 3
    assert all("horen niet bij elkaar" in response.content.decode() for response in wrong)


def test_passwords_cannot_be_tried_without_end(anna):
    sign_in(anna)
    anna.post("/mijn/account/wachtwoord/", {"wachtwoord": GOOD})
    fields = {"adres": "anna@example.nl", "wachtwoord": "iets anders"}
    for _time in range(10):
        Client().post("/mijn/inloggen/wachtwoord/", fields)
    right = Client().post("/mijn/inloggen/wachtwoord/", {**fields, "wachtwoord": GOOD})
    assert right.status_code == 429


def test_a_password_goes_along_to_another_address(anna, chris):
    sign_in(anna)
    anna.post("/mijn/account/wachtwoord/", {"wachtwoord": GOOD})
    anna.post("/mijn/account/adres/", {"adres": "anna@nieuw.nl"})
    anna.post("/mijn/account/adres/code/", {"code": last_code()})
    fields = {"adres": "anna@nieuw.nl", "wachtwoord": GOOD}
    assert chris.post("/mijn/inloggen/wachtwoord/", fields).status_code == 302


@pytest.mark.parametrize(
    ("password", "why"), [("kort w8w", "short"), ("x" * 201, "long"), ("1234567890", "common")]
)
def test_passwords_that_are_easy_to_guess_are_refused_kindly(anna, password, why):
    with pytest.raises(PasswordRefused) as refused:
        checked(password)
    assert refused.value.why == why
    sign_in(anna)
    response = anna.post("/mijn/account/wachtwoord/", {"wachtwoord": password})
    assert response.status_code == 422 and password not in response.content.decode()


def test_the_recovery_sheet_opens_the_account_until_there_is_a_new_one(anna, chris):
    sign_in(anna)
    page = anna.post("/mijn/account/herstelblad/").content.decode()
    code = re.search(r"recovery-code[^>]*>([^<]+)<", page)[1]
    typed = code.lower().replace("-", " ").replace("0", "o")
    response = chris.post("/mijn/inloggen/herstelblad/", {"herstelcode": typed})
    assert response.status_code == 302 and chris.get("/mijn/account/").status_code == 200
    assert [to for to, _subject, _text in sent("recovery")] == ["anna@example.nl"]
    anna.post("/mijn/account/herstelblad/")
    late = Client().post("/mijn/inloggen/herstelblad/", {"herstelcode": code})
    assert late.status_code == 422 and "kennen we niet" in late.content.decode()


def test_the_sheet_can_be_printed(anna):
    from io import BytesIO

    from pypdf import PdfReader

    sign_in(anna)
    code = new_recovery_code()
    response = anna.post("/mijn/account/herstelblad.pdf", {"herstelcode": code})
    text = PdfReader(BytesIO(response.content)).pages[0].extract_text()
    assert code in "".join(text.split()) and "paspoort" in text
    assert anna.post("/mijn/account/herstelblad.pdf", {"herstelcode": "x"}).status_code == 302


def test_recovery_codes_are_read_forgivingly_and_nothing_else_is():
    code = new_recovery_code()
    assert read_code(f" {code.lower().replace('-', '')} ") == code
    assert read_code("OIL" + "0" * 22) == read_code("011" + "0" * 22)
    assert read_code(code[:-1]) is None and read_code("U" * 25) is None and read_code("") is None


def test_a_passkey_makes_an_account_without_an_address_and_opens_it_elsewhere(anna, chris):
    anna.post("/oefeningen/grenzen/begin/", {"naam": "Koosje"})
    device = Authenticator()
    assert device.make(anna, "/mijn/account/passkey/").status_code == 302
    owner = Owner.objects.get()
    assert owner.has_account and owner.address is None
    assert device.use(chris, "/mijn/inloggen/passkey/").status_code == 302
    assert chris.get("/mijn/account/").status_code == 200
    assert "alleen binnen met een passkey" in chris.get("/mijn/account/").content.decode()


def test_the_last_way_in_cannot_be_taken_away(anna):
    device = Authenticator()
    device.make(anna, "/mijn/account/passkey/")
    slot = KeySlot.objects.get(kind=KeySlot.Kind.PASSKEY)
    response = anna.post("/mijn/account/passkey/weg/", {"passkey": str(slot.pk)})
    assert response.status_code == 422 and "enige manier" in response.content.decode()
    anna.post("/mijn/account/herstelblad/")
    anna.post("/mijn/account/passkey/weg/", {"passkey": str(slot.pk)})
    assert kinds() == ["browser", "recovery"]


def test_a_passkey_of_another_site_another_key_or_an_old_question_opens_nothing(anna, chris):
    device = Authenticator()
    device.make(anna, "/mijn/account/passkey/")
    for spoil in ("origin", "signature", "challenge", "handle"):
        response = device.use(chris, "/mijn/inloggen/passkey/", spoil=spoil)
        assert response.status_code == 422, spoil
        assert chris.get("/mijn/account/").status_code == 302, spoil
    for answer in ("-", "{}", "[]", '{"id": 1}'):
        chris.post("/mijn/inloggen/passkey/")
        assert chris.post("/mijn/inloggen/passkey/", {"antwoord": answer}).status_code == 422


def test_erasing_an_account_makes_every_way_in_useless(anna, django_capture_on_commit_callbacks):
    sign_in(anna)
    anna.post("/mijn/account/herstelblad/")
    owner = str(Owner.objects.get().pk)
    assert owner in keys.anchored_owners()
    with django_capture_on_commit_callbacks(execute=True):
        anna.post("/mijn/wissen/", {"_actie": "nu"})
    assert Owner.objects.count() == 0 and KeySlot.objects.count() == 0
    assert owner not in keys.anchored_owners()
