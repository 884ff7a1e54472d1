"""An ex with the shared tablet, a stranger, a thief of a backup: what they try, and get nothing."""

import json
import logging
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from balans.accounts import parcel, returning
from balans.accounts.actions import destroy_expired
from balans.accounts.entry import entering, tries
from balans.accounts.entry.address import address_of
from balans.accounts.entry.recovery import read_code
from balans.accounts.models import KeySlot, Look, Owner, Share
from balans.accounts.shares import visitor_views as shared_views
from balans.accounts.tests.letters import last_code, person_behind, sent, sign_in
from balans.accounts.tests.passkeys import Authenticator
from balans.accounts.tests.test_account import GOOD
from balans.accounts.tests.test_sharing import share
from balans.core import keys, mail
from balans.core.logs import WithoutWords
from balans.core.models import Letter
from balans.diary.models import Memory
from balans.reminders.actions import start_reminders

pytestmark = pytest.mark.django_db
NEW = "/herinneringen/nieuw/"
ADDRESS = "anna@example.nl"


def write(client, text: str):
    return client.post(NEW, {"tekst": text, "wanneer": "long-ago"})


def page(response) -> str:
    return response.content.decode()


# An ex-partner with the shared tablet.


def test_every_way_in_that_is_added_is_told_by_mail(anna):
    sign_in(anna)
    before = len(sent("account"))
    anna.post("/mijn/account/herstelblad/")
    Authenticator().make(anna, "/mijn/account/passkey/")
    anna.post("/mijn/account/wachtwoord/", {"wachtwoord": "drie woorden samen"})
    told = [text for _to, _subject, text in sent("account")[before:]]
    assert len(told) == 3
    for words in ("herstelblad", "passkey", "wachtwoord"):
        assert any(words in text for text in told)


def test_the_cookie_of_a_guest_opens_nothing_once_the_guest_is_an_account(anna):
    write(anna, "Van een gast")
    copied = Client()
    copied.cookies = anna.cookies.copy()
    sign_in(anna)
    assert "Van een gast" not in page(copied.get("/herinneringen/"))


def test_a_pest_in_one_place_neither_fills_a_mailbox_nor_keeps_its_owner_out(monkeypatch):
    monkeypatch.setattr(tries, "CODES_AN_HOUR", 1_000)
    pest = Client(REMOTE_ADDR="8.8.8.8")
    for _each in range(30):
        pest.post("/mijn/inloggen/", {"adres": ADDRESS})
    assert len(sent("code")) == tries.CODES_A_DAY_FROM_ONE_PLACE
    assert sign_in(Client(REMOTE_ADDR="9.9.9.9")).headers["Location"] == "/mijn/"


def test_codes_cannot_be_guessed_by_asking_from_everywhere():
    for place in range(60):
        client = Client(REMOTE_ADDR=f"8.8.{place}.8")
        client.post("/mijn/inloggen/", {"adres": ADDRESS})
    assert len(sent("code")) == tries.CODES_A_DAY + tries.FIRST_TRIES


def test_who_asks_for_codes_from_some_places_keeps_the_owner_of_the_address_out_of_nothing():
    for place in range(15):
        pest = Client(REMOTE_ADDR=f"8.8.{place}.8")
        for _each in range(4):
            pest.post("/mijn/inloggen/", {"adres": ADDRESS})
    assert len(sent("code")) < tries.CODES_A_DAY + tries.FIRST_TRIES
    assert sign_in(Client(REMOTE_ADDR="9.9.9.9")).headers["Location"] == "/mijn/"


def test_who_guesses_a_password_elsewhere_keeps_its_owner_out_of_nothing(anna):
    sign_in(anna)
    anna.post("/mijn/account/wachtwoord/", {"wachtwoord": GOOD})
    fields = {"adres": ADDRESS, "wachtwoord": "iets anders"}
    for place in range(5):
        pest = Client(REMOTE_ADDR=f"8.8.{place}.8")
        answers = [pest.post("/mijn/inloggen/wachtwoord/", fields) for _each in range(12)]
        assert answers[-1].status_code == 429 and answers[-1].headers["Retry-After"] == "3600"
    assert (
        pest.post("/mijn/inloggen/wachtwoord/", {**fields, "wachtwoord": GOOD}).status_code == 429
    )
    here = Client(REMOTE_ADDR="9.9.9.9")
    right = here.post("/mijn/inloggen/wachtwoord/", {**fields, "wachtwoord": GOOD})
    assert right.status_code == 302


def test_whose_time_is_over_is_not_let_in_by_password_or_sheet(anna):
    sign_in(anna)
    anna.post("/mijn/account/wachtwoord/", {"wachtwoord": "drie woorden samen"})
    response = anna.post("/mijn/account/herstelblad/")
    code = next(filter(None, map(read_code, page(response).replace("<", " ").split("\n"))), "")
    Owner.objects.update(expires_at=timezone.now())
    tries = {"adres": ADDRESS, "wachtwoord": "drie woorden samen"}
    assert Client().post("/mijn/inloggen/wachtwoord/", tries).status_code == 422
    sheet = Client().post("/mijn/inloggen/herstelblad/", {"herstelcode": code or "X" * 25})
    assert sheet.status_code == 422


# A thief of a backup, and a backup that is put back.


def erase(client, capture) -> None:
    with capture(execute=True):
        client.post("/mijn/wissen/", {"_actie": "nu"})


def put_back(owner: Owner, slots: list[KeySlot]) -> None:
    """Restore an erased owner, as a backup of the database from before would."""
    owner.save(force_insert=True)
    KeySlot.objects.bulk_create(slots)


def test_who_was_erased_hears_nothing_from_a_backup_and_can_begin_anew(
    anna, django_capture_on_commit_callbacks
):
    sign_in(anna)
    owner, slots = Owner.objects.get(), list(KeySlot.objects.all())
    erase(anna, django_capture_on_commit_callbacks)
    put_back(owner, slots)
    assert address_of(Owner.objects.get()) == ""
    response = sign_in(Client())
    assert response.status_code == 302
    assert Owner.objects.get().pk != owner.pk


def test_mail_that_waits_for_who_is_erased_is_taken_back(anna, django_capture_on_commit_callbacks):
    sign_in(anna)
    bram = Client()
    sign_in(bram, "bram@example.nl")
    anna.post("/mijn/wissen/", {"_actie": "later"})
    start_reminders(person=person_behind(anna), hour=9)
    erase(anna, django_capture_on_commit_callbacks)
    assert {to for to, _subject, _text in sent()} == {"bram@example.nl"}
    assert Letter.objects.count() == 1


def test_mail_that_waits_for_who_ends_by_the_clock_is_taken_back(anna):
    sign_in(anna)
    Owner.objects.update(expires_at=timezone.now())
    destroy_expired()
    assert not Letter.objects.exists()
    assert mail.send_waiting() == 0


def test_no_address_stands_in_the_database(anna):
    sign_in(anna)
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                assert (
                    b"anna"
                    not in b"".join(
                        bytes(each) if isinstance(each, bytes | memoryview) else str(each).encode()
                        for each in row
                    ).lower()
                )


@pytest.mark.parametrize("path", ["/oefeningen/grenzen/begin/", NEW, "/mijn/inloggen/"])
def test_what_repeats_what_a_visitor_typed_is_kept_by_no_cache(client, path):
    response = client.post(path, {"tekst": "", "naam": "x" * 5_000, "adres": "jan op zee"})
    assert response.status_code == 422
    assert response.headers["Cache-Control"] == "no-store, private"


# Coming in, two at a time and half way.


def test_two_who_make_the_same_account_at_the_same_moment_both_come_in(anna, chris, monkeypatch):
    anna.post("/mijn/inloggen/", {"adres": ADDRESS})
    code = last_code()
    real, late = entering.open_by, []

    def meanwhile(lookup: str, secret: bytes):
        if not late:
            late.append(True)
            found = real(lookup, secret)
            sign_in(chris)
            return found
        return real(lookup, secret)

    monkeypatch.setattr(entering, "open_by", meanwhile)
    response = anna.post("/mijn/inloggen/code/", {"code": code})
    assert response.headers["Location"] == "/mijn/"
    assert Owner.objects.accounts().count() == 1


def test_a_guest_with_more_than_a_stranger_may_bring_still_comes_in(anna, chris, monkeypatch):
    sign_in(chris)
    small = returning.Bounds(100, 100, 100, 5, 1)
    monkeypatch.setattr(returning.unpack, "__defaults__", (small,))
    for number in range(3):
        write(anna, f"Herinnering {number}")
    assert sign_in(anna).status_code == 302
    assert Memory.objects.filter(owner=Owner.objects.get()).count() == 3


def test_what_another_tab_writes_while_a_guest_comes_in_is_not_lost(anna, chris, monkeypatch):
    sign_in(chris)
    write(anna, "De eerste")
    tab = Client()
    tab.cookies = anna.cookies.copy()
    real, done = returning._ready, []

    def slowly(person, found):
        if not done:
            done.append(write(tab, "Uit de andere tab"))
        return real(person, found)

    monkeypatch.setattr(returning, "_ready", slowly)
    sign_in(anna)
    assert done[0].status_code == 302
    seen = page(anna.get("/herinneringen/"))
    assert "De eerste" in seen and "Uit de andere tab" in seen


def test_a_digest_tells_that_a_word_changed(anna):
    write(anna, "De eerste")
    person = person_behind(anna)
    before = parcel.digest_of(person)
    assert parcel.digest_of(person) == before
    write(anna, "De tweede")
    assert parcel.digest_of(person) != before


def test_an_account_is_never_left_without_its_passkey(anna, monkeypatch):
    from balans.accounts.entry import passkeys

    def refuse(**_given: object) -> None:
        raise passkeys.PasskeyRefused

    write(anna, "Van een gast")
    monkeypatch.setattr(passkeys, "add_passkey", refuse)
    with pytest.raises(passkeys.PasskeyRefused):
        Authenticator().make(anna, "/mijn/account/passkey/")
    assert not Owner.objects.accounts().exists()
    assert "Van een gast" in page(anna.get("/herinneringen/"))


def test_a_full_disk_while_a_key_is_made_gives_the_calm_page(anna, monkeypatch):
    write(anna, "Van een gast")
    anna.post("/mijn/inloggen/", {"adres": ADDRESS})

    def full(_owner: str) -> bytes:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(keys, "make_anchor", full)
    response = anna.post("/mijn/inloggen/code/", {"code": last_code()})
    assert response.status_code == 503
    assert not Owner.objects.accounts().exists()
    assert "Van een gast" in page(anna.get("/herinneringen/"))


# Somebody with a link.


def test_a_machine_cannot_fill_the_list_of_who_looked(anna, monkeypatch):
    path = share(anna)
    monkeypatch.setattr(shared_views, "LOOKS_AN_HOUR", 3)
    answers = [Client().post(path, {"_blik": str(uuid.uuid4())}).status_code for _each in range(5)]
    assert answers == [302, 302, 302, 429, 429]
    assert Look.objects.filter(share=Share.objects.get()).count() == 3


# The log.


def test_an_exception_is_logged_without_what_was_typed():
    try:
        try:
            int("Jan werd boos")
        except ValueError:
            json.loads("geheim")
    except ValueError:
        record = logging.getLogger("x").makeRecord(
            "x", logging.ERROR, "f", 1, "fout", (), __import__("sys").exc_info()
        )
    line = WithoutWords("%(message)s").format(record)
    assert "ValueError" in line and "test_hostile.py:" in line
    assert "boos" not in line and "geheim" not in line
