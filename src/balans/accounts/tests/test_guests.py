"""Guests: private, kept for seven days, gone without a trace."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from balans.accounts.actions import (
    create_guest,
    destroy_expired,
    erase_owner,
    retire_keys,
    rotate_keys,
)
from balans.accounts.models import KeySlot, Owner
from balans.accounts.person import read_cookie, write_cookie
from balans.core import vault
from balans.core.tests.raw import everything

pytestmark = pytest.mark.django_db
BEGIN = "/oefeningen/grenzen/begin/"


def begin(client, name="Koosje"):
    return client.post(BEGIN, {"naam": name})


def test_looking_around_makes_no_guest_and_sets_no_cookie(anna):
    for path in ("/", "/oefeningen/", "/oefeningen/grenzen/", "/nu-iemand-spreken/", "/mijn/"):
        assert settings.KEY_COOKIE not in anna.get(path).cookies
    assert Owner.objects.count() == 0


def test_the_first_answer_makes_a_guest_with_a_safe_cookie(anna):
    cookie = begin(anna).cookies[settings.KEY_COOKIE]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert cookie["max-age"] == 7 * 24 * 3600
    assert Owner.objects.count() == 1


@pytest.mark.parametrize("cookie", ["", "x", "é", "A" * 43, "A" * 5000, write_cookie(b"s" * 32)])
def test_a_cookie_that_is_not_ours_is_a_new_visitor(chris, cookie):
    chris.cookies[settings.KEY_COOKIE] = cookie
    response = chris.get("/mijn/")
    assert response.status_code == 200
    assert begin(chris).status_code == 302


@given(st.text(max_size=60))
def test_any_cookie_text_is_read_without_a_fault(text):
    assert read_cookie(text) is None or len(read_cookie(text)) == 32


def test_a_cookie_opens_nothing_once_the_master_key_is_gone(anna, tmp_path, settings):
    begin(anna)
    settings.DATA = tmp_path
    response = anna.get("/mijn/")
    assert response.status_code == 200
    assert "We vinden hier niets meer van jou" in response.content.decode()


def test_a_guest_is_kept_for_seven_days_after_the_last_visit(anna):
    begin(anna)
    owner = Owner.objects.get()
    assert timedelta(days=6, hours=23) < owner.expires_at - timezone.now() <= timedelta(days=7)
    KeySlot.objects.update(seen_at=timezone.now() - timedelta(days=3))
    Owner.objects.update(expires_at=timezone.now() + timedelta(days=4))
    response = anna.get("/mijn/")
    assert settings.KEY_COOKIE in response.cookies
    assert Owner.objects.get().expires_at - timezone.now() > timedelta(days=6)


def test_after_seven_days_the_key_is_destroyed_and_nobody_else_s(anna, chris):
    begin(anna)
    gone = Owner.objects.get()
    begin(chris)
    Owner.objects.filter(pk=gone.pk).update(expires_at=timezone.now())
    assert "We vinden hier niets meer" in anna.get("/mijn/").content.decode()
    assert destroy_expired() == 1
    assert not Owner.objects.filter(pk=gone.pk).exists()
    assert Owner.objects.count() == 1


def test_erasing_asks_once_and_then_forgets_everything(anna):
    begin(anna)
    assert "Wil je alles wissen?" in anna.get("/mijn/wissen/").content.decode()
    assert Owner.objects.count() == 1
    response = anna.post("/mijn/wissen/")
    assert response.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert response.cookies[settings.KEY_COOKIE]["max-age"] == 0
    assert Owner.objects.count() == 0
    assert anna.post("/mijn/wissen/").status_code == 302


def test_personal_pages_stay_out_of_every_cache(anna):
    begin(anna)
    for path in ("/mijn/", "/oefeningen/", "/mijn/wissen/"):
        response = anna.get(path)
        if path != "/oefeningen/":
            assert "no-store" in response.headers["Cache-Control"], path


def test_keys_turn_while_people_work(anna):
    location = begin(anna).headers["Location"]
    version = rotate_keys()
    assert KeySlot.objects.get().key_version == version
    assert anna.get(location).status_code == 200
    retired = retire_keys()
    assert retired and version not in retired
    assert anna.get(location).status_code == 200
    assert begin(anna).status_code == 302


def test_a_backup_from_before_an_erasure_opens_for_nobody():
    secret = vault.new_secret()
    slot, opened = create_guest(secret=secret)
    sealed = opened.seal(b"Koosje", record="1", field="naam")
    kept_key = slot.key
    erase_owner(owner=slot.owner)
    # The browser forgot its secret with the erasure; the host has row, words and master key.
    with pytest.raises(vault.CannotOpen):
        vault.open_vault(opened.owner, vault.new_secret(), kept_key)
    assert b"Koosje" not in sealed


@pytest.mark.django_db(transaction=True)
def test_the_raw_database_holds_no_word_of_an_answer(anna):
    location = begin(anna, "Xanthippe-Wilhelmina").headers["Location"]
    assert anna.get(location).status_code == 200
    raw = everything()
    assert b"grenzen" in raw
    assert b"Xanthippe" not in raw


def test_erasing_after_an_hour_does_not_give_the_secret_back(anna):
    begin(anna)
    KeySlot.objects.update(seen_at=timezone.now() - timedelta(hours=2))
    response = anna.post("/mijn/wissen/")
    assert response.cookies[settings.KEY_COOKIE].value == ""


def test_an_answer_to_what_was_erased_meanwhile_gets_a_page_with_the_words(anna, monkeypatch):
    from balans.questionnaires import views

    url = begin(anna).headers["Location"].rsplit("/vraag/", 1)[0] + "/vraag/wie/"
    save = views.save_answers

    def too_late(**given):
        Owner.objects.all().delete()
        save(**given)

    monkeypatch.setattr(views, "save_answers", too_late)
    response = anna.post(url, {"naam": "Mijn lieve Jan"})
    assert response.status_code == 404
    assert "Mijn lieve Jan" in response.content.decode()
