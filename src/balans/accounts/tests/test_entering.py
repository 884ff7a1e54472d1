"""Coming in: a guest keeps what was done, another browser opens it, and nobody is given away."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from balans.accounts.entry import challenges
from balans.accounts.entry.address import NoAddress, address_of, likely_meant, normalised
from balans.accounts.models import Challenge, KeySlot, Owner
from balans.accounts.tests.letters import last_code, sent, sign_in
from balans.core import keys
from balans.questionnaires.models import Attempt

pytestmark = pytest.mark.django_db
BEGIN = "/oefeningen/grenzen/begin/"


def names_on(client) -> str:
    return client.get("/mijn/").content.decode()


def test_a_guest_becomes_an_account_and_keeps_what_was_done(anna):
    anna.post(BEGIN, {"naam": "Koosje"})
    before = anna.cookies[settings.KEY_COOKIE].value
    owner = Owner.objects.get()
    anna.post("/mijn/bewaren/", {"adres": " Anna@Example.nl "})
    assert sent() and sent()[-1][0] == "anna@example.nl"
    response = anna.post("/mijn/inloggen/code/", {"code": last_code()})
    assert response.status_code == 302
    owner.refresh_from_db()
    assert owner.has_account and address_of(owner) == "anna@example.nl"
    assert owner.expires_at > timezone.now() + timedelta(days=700)
    assert anna.cookies[settings.KEY_COOKIE].value != before
    assert Attempt.objects.get().owner == owner
    assert "Maak de oefening af" in names_on(anna) or "grenzen" in names_on(anna)


def test_another_browser_opens_the_same_account(anna, chris):
    anna.post(BEGIN, {"naam": "Koosje"})
    sign_in(anna)
    sign_in(chris)
    assert Owner.objects.count() == 1
    attempt = Attempt.objects.get()
    url = f"/oefeningen/grenzen/{attempt.pk}/vraag/wie/"
    assert "Koosje" in chris.get(url).content.decode()


def test_what_a_guest_wrote_goes_along_into_an_account_that_is_there(anna, chris):
    anna.post(BEGIN, {"naam": "Koosje"})
    sign_in(anna)
    chris.post(BEGIN, {"naam": "Toos"})
    attempt = Attempt.objects.latest("started_at")
    sign_in(chris)
    assert Owner.objects.count() == 1 and Attempt.objects.count() == 2
    page = anna.get(f"/oefeningen/grenzen/{attempt.pk}/vraag/wie/")
    assert "Toos" in page.content.decode()


def test_the_answer_never_tells_whether_an_address_is_known(anna, chris):
    sign_in(anna)
    pages = []
    for address in ("anna@example.nl", "nobody@example.nl"):
        response = chris.post("/mijn/inloggen/", {"adres": address}, follow=True)
        pages.append((response.status_code, response.content.decode().replace(address, "")))
    tokens = [page[1].split('name="csrfmiddlewaretoken"') for page in pages]
    assert pages[0][0] == pages[1][0] == 200
    assert tokens[0][0] == tokens[1][0]
    assert len(sent("code")) == 3


@pytest.mark.parametrize("typed", ["", "anna", "anna@", "@example.nl", "a b", "a@b@c", "é" * 300])
def test_what_is_no_address_is_said_beside_the_field_and_kept(anna, typed):
    response = anna.post("/mijn/inloggen/", {"adres": typed})
    assert response.status_code == 422
    page = response.content.decode()
    assert "Dit mailadres is niet heel" in page
    assert f'value="{typed}"' in page
    assert sent() == []


def test_a_typing_slip_is_asked_about_and_may_be_meant(anna):
    response = anna.post("/mijn/inloggen/", {"adres": "anna@gmial.com"})
    assert response.status_code == 422
    assert "anna@gmail.com" in response.content.decode() and sent() == []
    anna.post("/mijn/inloggen/", {"adres": "anna@gmial.com", "zo": "anna@gmial.com"})
    assert sent()[-1][0] == "anna@gmial.com"


def test_a_wrong_code_is_kept_and_can_be_typed_again(anna):
    anna.post("/mijn/inloggen/", {"adres": "anna@example.nl"})
    right = last_code()
    wrong = f"{(int(right) + 1) % 10**6:06}"
    response = anna.post("/mijn/inloggen/code/", {"code": wrong})
    assert response.status_code == 422 and wrong in response.content.decode()
    spaced = f" {right[:3]} - {right[3:]} "
    assert anna.post("/mijn/inloggen/code/", {"code": spaced}).status_code == 302
    assert Owner.objects.get().has_account


def test_a_code_is_refused_after_five_wrong_ones_even_when_it_is_right(anna):
    anna.post("/mijn/inloggen/", {"adres": "anna@example.nl"})
    right = last_code()
    for turn in range(challenges.MOST_TRIES):
        wrong = f"{(int(right) + 1 + turn) % 10**6:06}"
        assert anna.post("/mijn/inloggen/code/", {"code": wrong}).status_code == 422
    response = anna.post("/mijn/inloggen/code/", {"code": right})
    assert response.status_code == 422 and "te vaak" in response.content.decode()
    assert Owner.objects.count() == 0


def test_a_code_works_once_and_for_a_quarter_of_an_hour(anna):
    anna.post("/mijn/inloggen/", {"adres": "anna@example.nl"})
    cookie = anna.cookies[settings.QUESTION_COOKIE].value
    Challenge.objects.update(expires_at=timezone.now())
    response = anna.post("/mijn/inloggen/code/", {"code": last_code()})
    assert response.status_code == 422 and "te oud" in response.content.decode()
    Challenge.objects.update(expires_at=timezone.now() + timedelta(minutes=1), tries=0)
    assert anna.post("/mijn/inloggen/code/", {"code": last_code()}).status_code == 302
    other = Client()
    other.cookies[settings.QUESTION_COOKIE] = cookie
    response = other.post("/mijn/inloggen/code/", {"code": last_code()})
    assert response.status_code == 422 and "al gebruikt" in response.content.decode()


def test_a_code_does_nothing_in_a_browser_that_did_not_ask(anna, chris):
    anna.post("/mijn/inloggen/", {"adres": "anna@example.nl"})
    response = chris.post("/mijn/inloggen/code/", {"code": last_code()})
    assert response.status_code == 302 and response.headers["Location"] == "/mijn/inloggen/"
    assert Owner.objects.count() == 0


def test_who_asks_for_codes_without_end_must_wait(anna):
    statuses = [
        anna.post("/mijn/inloggen/", {"adres": "anna@example.nl"}).status_code for _time in range(6)
    ]
    assert statuses == [302] * 5 + [429]
    assert anna.post("/mijn/inloggen/", {"adres": "bram@example.nl"}).status_code == 302


def test_on_a_shared_device_the_place_closes_by_itself(anna):
    sign_in(anna, gedeeld="1")
    cookie = anna.cookies[settings.KEY_COOKIE]
    assert cookie["max-age"] == ""
    slot = KeySlot.objects.get(kind=KeySlot.Kind.BROWSER)
    assert slot.expires_at - timezone.now() <= timedelta(hours=2)
    KeySlot.objects.filter(pk=slot.pk).update(expires_at=timezone.now())
    assert anna.get("/mijn/account/").status_code == 302


def test_the_database_holds_no_address(anna):
    sign_in(anna, "xanthippe@example.nl")
    rows = [*Owner.objects.values_list(), *KeySlot.objects.values_list()]
    rows += [*Challenge.objects.values_list()]
    assert rows and not any("xanthippe" in str(row) for row in rows)


def test_who_was_erased_and_came_back_in_a_backup_begins_anew_and_gets_no_mail(anna, chris):
    sign_in(anna)
    anna.post(BEGIN, {"naam": "Koosje"})
    old = Owner.objects.get()
    assert address_of(old) == "anna@example.nl"
    keys.destroy_anchor(str(old.pk))
    assert address_of(old) == ""
    assert sign_in(chris).status_code == 302
    new = Owner.objects.exclude(pk=old.pk).get()
    assert address_of(new) == "anna@example.nl" and not Attempt.objects.filter(owner=new).exists()


def test_an_address_is_read_as_people_type_it():
    assert normalised(" Anna@EXAMPLE.nl\n") == "anna@example.nl"
    assert normalised("mailto:anna@example.nl") == "anna@example.nl"
    assert normalised("anna@tést.nl") == "anna@xn--tst-bma.nl"
    with pytest.raises(NoAddress):
        normalised("anna@example")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("a@gmial.com", "a@gmail.com"),
        ("a@hotmial.com", "a@hotmail.com"),
        ("a@zigo.nl", "a@ziggo.nl"),
        ("a@gmail.com", ""),
        ("a@mantelzorg.example.nl", ""),
    ],
)
def test_likely_slips_are_known(typed, meant):
    assert likely_meant(typed) == meant
