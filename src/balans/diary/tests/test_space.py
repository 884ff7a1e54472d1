"""How much one owner may keep: the rule, and what people see when their place is full."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from balans.accounts import space
from balans.accounts.models import Owner
from balans.accounts.space import NoSpace, Space, in_words, limit_of, no_space_words, space_of
from balans.accounts.tests.letters import person_behind, sign_in
from balans.core.models import StoredBlob
from balans.diary.attachment import Attachment
from balans.diary.models import Memory
from balans.diary.tests.photos import corner, encoded, photo, telephone
from balans.diary.tests.test_attachments import file, folder, page, stored, write
from balans.diary.tests.test_carrying import bring, packed
from balans.plans.tests.test_views import FILLED
from balans.questionnaires.models import Attempt

assert folder  # a fixture that every test here uses
pytestmark = pytest.mark.django_db
FULL = "Hier is geen plek meer voor."


def test_what_is_left_is_the_limit_without_what_is_kept_and_never_less_than_nothing():
    assert Space(limit=10, kept=4).left == 6
    assert Space(limit=10, kept=14).left == 0
    assert Space(limit=10, kept=4).after(6) == Space(limit=10, kept=10)
    with pytest.raises(NoSpace):
        Space(limit=10, kept=4).after(7)


def test_a_guest_may_keep_300_megabytes_and_an_account_five_gigabytes():
    assert limit_of(Owner()) == 300_000_000
    assert limit_of(Owner(account_since=timezone.now())) == 5_000_000_000


def test_the_words_say_how_much_is_left_and_what_one_can_do():
    space = Space(limit=300_000_000, kept=288_000_000)
    said = no_space_words(space, has_account=False)
    assert "nog 12 megabyte over, van 300 megabyte" in said
    assert "Met een account heb je meer plek" in said
    assert "Met een account" not in no_space_words(space, has_account=True)
    assert in_words(5_000_000_000) == "5,0 gigabyte"


def test_everything_is_counted_in_one_query(anna):
    write(anna, file(photo()), text="x" * 5_000)
    person = person_behind(anna)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        space = space_of(person)
    assert len(queries) == 1
    attachment = Attachment.objects.get()
    assert attachment.kept_bytes > 500
    assert space.kept > 5_000 + attachment.kept_bytes


def test_a_turned_photo_is_counted_once(anna):
    write(anna, file(encoded(corner(800, 600))))
    attachment = Attachment.objects.get()
    before = attachment.kept_bytes
    anna.post(f"/herinneringen/{attachment.memory_id}/foto/{attachment.pk}/", {"_actie": "rechts"})
    attachment.refresh_from_db()
    assert attachment.kept_bytes == pytest.approx(before, rel=0.5)


def test_a_photo_that_does_not_fit_is_said_beside_its_field_and_the_words_are_kept(anna, settings):
    settings.GUEST_ROOM_MB = 1
    response = write(anna, file(telephone()), file(telephone("PNG")), text="Aan zee met Jan")
    assert response.status_code == 422
    assert FULL in page(response)
    assert "megabyte" in page(response)
    assert "Aan zee met Jan" in page(response)
    assert Memory.objects.get().read(person_behind(anna)).text == "Aan zee met Jan"
    assert space_of(person_behind(anna)).kept < 1_000_000


def test_a_new_memory_in_a_full_place_keeps_what_was_typed_on_the_page(anna, settings):
    write(anna, text="De eerste")
    settings.GUEST_ROOM_MB = 0
    response = write(anna, text="De tweede")
    assert response.status_code == 422
    assert FULL in page(response)
    assert "De tweede" in page(response)
    answer = anna.post(
        "/herinneringen/kladje/",
        {"tekst": "De derde"},
        headers={"accept": "application/json"},
    )
    assert answer.status_code == 422
    assert FULL in answer.json()["text"]
    answer = anna.post("/herinneringen/kladje/", {"tekst": "De vierde"})
    assert (answer.status_code, "De vierde" in page(answer)) == (422, True)
    response = anna.post("/herinneringen/drie-goede-dingen/", {"ding": ["Koffie", "", ""]})
    assert (response.status_code, FULL in page(response)) == (422, True)
    assert Memory.objects.count() == 1


def test_what_is_here_can_be_changed_and_erased_in_a_full_place(anna, settings):
    write(anna, text="De eerste")
    settings.GUEST_ROOM_MB = 0
    memory = Memory.objects.get()
    response = write(anna, text="Anders", url=f"/herinneringen/{memory.pk}/wijzigen/")
    assert response.status_code == 302
    anna.post(f"/herinneringen/{memory.pk}/wissen/")
    assert not Memory.objects.exists()


def test_a_full_place_begins_no_exercise_and_no_plan(anna, settings, monkeypatch):
    monkeypatch.setattr(space, "LOOK_ONCE_IN", 1)
    settings.GUEST_ROOM_MB = 0
    begun = anna.post("/oefeningen/grenzen/begin/", {"naam": "Jan"})
    assert begun.status_code == 413 and not Attempt.objects.exists()
    response = anna.post("/mijn-plan/nieuw/", FILLED)
    assert response.status_code == 413
    assert "Je plek is vol" in page(response)
    assert FILLED["doel"] in page(response)


def test_a_parcel_that_does_not_fit_is_refused_whole_and_leaves_nothing(anna, settings, folder):
    write(anna, file(telephone()))
    write(anna, file(telephone("PNG")))
    parcel, bram = packed(anna), Client()
    settings.GUEST_ROOM_MB = 1
    before, noted = len(stored(folder)), StoredBlob.objects.count()
    response = bring(bram, parcel)
    assert response.status_code == 422
    assert FULL in page(response)
    assert Memory.objects.exclude(owner=Memory.objects.first().owner).count() == 0
    assert (len(stored(folder)), StoredBlob.objects.count()) == (before, noted)


def test_a_guest_always_fits_into_the_account_they_sign_in_to(anna, settings, folder):
    settings.ACCOUNT_ROOM_MB = 1
    sign_in(Client(), "anna@example.nl")
    write(anna, file(telephone()), file(telephone("PNG")))
    assert sign_in(anna, "anna@example.nl").status_code == 302
    assert Attachment.objects.visible_to(person_behind(anna)).count() == 2


def test_a_book_that_does_not_fit_is_not_begun(anna, settings):
    write(anna, file(telephone()))
    anna.post("/herinneringen/boek/")
    settings.GUEST_ROOM_MB = 1
    Attachment.objects.update(kept_bytes=900_000)
    response = anna.post("/herinneringen/boek/maken/")
    assert response.status_code == 422
    assert FULL in page(response)
