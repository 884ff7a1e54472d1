"""Keeping offers: sealed, found back, told on Mijn plek, carried, and kept when they stop."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.db import connection
from pypdf import PdfReader

from balans.accounts.models import Owner
from balans.accounts.person import person_of
from balans.accounts.tests.letters import sign_in
from balans.directory.carrying import TakenOffer, bring_back
from balans.directory.keeping import kept_by
from balans.directory.kept import BLOCK_BYTES, KeptWords
from balans.directory.models import KeptOffer
from balans.directory.tests.offers import TITLE, publish, retire

pytestmark = pytest.mark.django_db
NATIONAL = "/hulp/aanbod/mantelzorglijn/"
WORDS = "Dinsdag gebeld met Wilhelmina 🌷"


def keep_and_note(client, did: str = "called", words: str = WORDS) -> KeptOffer:
    client.post(f"{NATIONAL}bewaren/")
    kept = KeptOffer.objects.latest("created_at")
    client.post(f"/hulp/bewaard/{kept.pk}/", {"gedaan": did, "woorden": words})
    kept.refresh_from_db()
    return kept


def test_keeping_leads_back_to_the_offer_which_then_says_so(anna):
    response = anna.post(f"{NATIONAL}bewaren/")
    assert (response.status_code, response["Location"]) == (302, f"{NATIONAL}#bewaren")
    kept = KeptOffer.objects.get()
    assert f"/hulp/bewaard/{kept.pk}/" in anna.get(NATIONAL).content.decode()
    anna.post(f"{NATIONAL}bewaren/")
    assert KeptOffer.objects.count() == 1


def test_no_word_and_no_name_of_it_stands_in_the_database(anna):
    keep_and_note(anna)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM directory_keptoffer")
        raw = b"".join(
            bytes(each) if isinstance(each, (bytes, memoryview)) else str(each).encode()
            for row in cursor.fetchall()
            for each in row
        )
    for word in (b"antelzorglijn", b"Wilhelmina", b"called", b"Mantelzorg"):
        assert word not in raw


def test_two_owners_of_one_offer_have_nothing_in_common(anna, chris):
    anna.post(f"{NATIONAL}bewaren/")
    chris.post(f"{NATIONAL}bewaren/")
    assert KeptOffer.objects.values("digest").distinct().count() == 2


def test_the_length_of_what_is_sealed_does_not_tell_which_offer_it_is():
    one = KeptWords(key="pgb", local=False, title="Pgb").padded()
    other = KeptWords(key="clientondersteuner", local=False, title="Cliëntondersteuner").padded()
    assert len(one) == len(other) == BLOCK_BYTES
    assert KeptWords.model_validate_json(one).key == "pgb"


def test_the_list_shows_what_one_did_and_one_s_own_words(anna):
    keep_and_note(anna)
    page = anna.get("/hulp/bewaard/").content.decode()
    assert WORDS in page
    assert NATIONAL in page


def test_a_list_is_sent_without_own_words_unless_one_chooses_so(anna):
    keep_and_note(anna)
    assert WORDS not in anna.get("/hulp/bewaard/").context["message"]
    assert WORDS in anna.get("/hulp/bewaard/?woorden=1").context["message"]
    for query, there in (("", False), ("?woorden=1", True)):
        paper = anna.get(f"/hulp/bewaard/lijst.pdf{query}").content
        text = "".join(page.extract_text() for page in PdfReader(BytesIO(paper)).pages)
        assert ("Wilhelmina" in text) is there


def test_too_many_words_come_back_as_they_were_typed(anna):
    kept = keep_and_note(anna)
    long = "y" * 1_001
    response = anna.post(f"/hulp/bewaard/{kept.pk}/", {"gedaan": "helps", "woorden": long})
    assert response.status_code == 422
    assert long in response.content.decode()
    assert WORDS in anna.get("/hulp/bewaard/").content.decode()


@pytest.mark.parametrize("words", ["", "🙂" * 1_000, "<b>x</b>", "'; DROP TABLE x", "مرحبا"])
def test_any_words_come_back_whole(anna, words):
    kept = keep_and_note(anna, words=words)
    person = person_of(anna.get("/hulp/bewaard/").wsgi_request)
    assert person is not None
    assert kept.read(person.vault).note == words


def test_a_strange_answer_changes_nothing(anna):
    kept = keep_and_note(anna)
    anna.post(f"/hulp/bewaard/{kept.pk}/", {"gedaan": "verzonnen", "woorden": "x"})
    person = person_of(anna.get("/hulp/bewaard/").wsgi_request)
    kept.refresh_from_db()
    assert person is not None
    assert kept.read(person.vault).did == "called"


def test_an_offer_that_stopped_stays_in_the_list_and_says_so(anna):
    kept = publish()
    anna.post(f"/hulp/bij-jou/{kept.pk}/bewaren/")
    retire(kept)
    page = anna.get("/hulp/bewaard/").content.decode()
    assert TITLE in page
    assert "staat niet meer" in page
    assert anna.get("/hulp/bewaard/lijst.pdf").status_code == 200
    gone = anna.get(f"/hulp/bij-jou/{kept.pk}/")
    assert (gone.status_code, "/hulp/bewaard/" in gone.content.decode()) == (410, True)


def test_it_can_be_taken_away_again(anna):
    kept = keep_and_note(anna)
    assert anna.get(f"/hulp/bewaard/{kept.pk}/weg/").status_code == 200
    assert KeptOffer.objects.exists()
    anna.post(f"/hulp/bewaard/{kept.pk}/weg/")
    assert not KeptOffer.objects.exists()


def test_it_is_erased_with_its_owner(anna):
    keep_and_note(anna)
    Owner.objects.all().delete()
    assert not KeptOffer.objects.exists()


def test_mijn_plek_tells_it_once_however_much_is_kept(anna):
    keep_and_note(anna)
    anna.post("/hulp/aanbod/steunpunt/bewaren/")
    page = anna.get("/mijn/").content.decode()
    assert page.count('href="/hulp/bewaard/"') == 1


def test_the_list_costs_four_queries_at_most(anna, django_assert_max_num_queries):
    for number in range(12):
        anna.post(f"/hulp/bij-jou/{publish(f'Wandeling {number}').pk}/bewaren/")
    with django_assert_max_num_queries(4):
        anna.get("/hulp/bewaard/")


def test_a_parcel_takes_it_along_and_brings_it_back_once(anna, chris):
    keep_and_note(anna)
    parcel = b"".join(anna.get("/mijn/meenemen.zip").streaming_content)
    things = json.loads(ZipFile(BytesIO(parcel)).read("data.json"))["rooms"]["kept_offers"]
    assert [each["offer"]["note"] for each in things] == [WORDS]
    for _time in range(2):
        file = BytesIO(parcel)
        file.name = "pakket.zip"
        chris.post("/mijn/meenemen/", {"bestand": file})
    person = person_of(chris.get("/hulp/bewaard/").wsgi_request)
    assert [(each.words.did, each.words.note) for each in kept_by(person, "nl")] == [
        ("called", WORDS)
    ]


def test_it_moves_with_a_guest_who_comes_into_an_account(anna, chris):
    sign_in(anna)
    chris.post(f"{NATIONAL}bewaren/")
    sign_in(chris)
    assert NATIONAL in anna.get("/hulp/bewaard/").content.decode()


def test_a_stranger_cannot_tell_it_exists(anna, chris):
    kept = keep_and_note(anna)
    chris.post("/hulp/aanbod/steunpunt/bewaren/")
    for path in ("", "weg/"):
        assert chris.get(f"/hulp/bewaard/{kept.pk}/{path}").status_code == 404
        assert chris.post(f"/hulp/bewaard/{kept.pk}/{path}").status_code == 404
    assert "mantelzorglijn/" not in chris.get("/hulp/bewaard/").content.decode()


def test_a_text_of_a_parcel_that_grows_can_still_be_read(anna):
    anna.post(f"{NATIONAL}bewaren/")
    person = person_of(anna.get("/hulp/bewaard/").wsgi_request)
    growing = {"title": "\u0958" * 120, "organisation": "\u0958" * 200, "note": "\ufb2c" * 1000}
    taken = TakenOffer.model_validate(
        {"kept_at": "2026-01-01T00:00:00Z", "offer": {"key": "x", "local": False, **growing}}
    )
    assert bring_back(person, [taken]) == 1
    assert anna.get("/hulp/bewaard/").status_code == 200


def test_a_form_without_the_words_leaves_them_as_they_are(anna):
    kept = keep_and_note(anna)
    anna.post(f"/hulp/bewaard/{kept.pk}/", {"gedaan": "helps"})
    page = anna.get("/hulp/bewaard/").content.decode()
    assert WORDS in page
    assert "Dit helpt" in page
