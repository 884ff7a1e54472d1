"""The memory book as a carer meets it, and its making behind the screens."""

import re
import subprocess
import sys
import uuid
import zipfile
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.utils import timezone
from pypdf import PdfReader

from balans.accounts.models import Owner
from balans.accounts.tests.letters import person_behind as person
from balans.accounts.tests.letters import sent, sign_in
from balans.core import blobs, passes
from balans.core.keys import keys_folder
from balans.core.tests.raw import everything
from balans.diary import book_actions, book_making
from balans.diary.actions import Sheet, keep_memory
from balans.diary.keeping_books import KEPT_FOR, MOST_TRIES, STALE_AFTER, Book, BookJob
from balans.diary.models import Memory
from balans.diary.words import MemoryWords

pytestmark = pytest.mark.django_db(transaction=True)
BOOK = "/herinneringen/boek/"
CHOOSE, ORDER, COVER = f"{BOOK}kiezen/", f"{BOOK}volgorde/", f"{BOOK}kaft/"
MAKE, PDF, ERASE = f"{BOOK}maken/", f"{BOOK}boek.pdf", f"{BOOK}wissen/"
LOOKS = {"titel": "Voor Loes", "regel": "", "opdracht": "", "kaft": "water", "maat": "a5"}


def write(client, name: str, when: str = "2024-05-03", text: str = "Hij liet de meeuwen eten."):
    words = MemoryWords(title=name, text=text, when=when)
    keep_memory(person=person(client), sheet=Sheet(memory_id=uuid.uuid4()), words=words)


@pytest.fixture
def anna(client, tmp_path, settings):
    """A carer with three memories and a book begun."""
    settings.DATA = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "sealed": {
            "BACKEND": "balans.core.blobs.SealedFiles",
            "OPTIONS": {"location": tmp_path / "blobs"},
        },
    }
    client.post("/oefeningen/grenzen/begin/", {"naam": "Jan"})
    for name, when in (("De boot", "1987-07-02"), ("Soep", "2024-05"), ("Zonder dag", "")):
        write(client, name, when)
    client.post(BOOK)
    return client


def said(client, url: str = BOOK) -> str:
    return client.get(url).content.decode()


def read_book(client):
    content = client.get(PDF).content
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    return re.sub(r"\s+", " ", text)


def job() -> BookJob:
    return BookJob.objects.get()


def ask(client) -> BookJob:
    assert client.post(MAKE).status_code == 302
    return job()


def pass_files() -> list[Path]:
    folder = keys_folder() / "passes"
    return list(folder.iterdir()) if folder.is_dir() else []


def test_a_book_begins_with_every_memory_in_it(anna):
    assert "3 herinneringen" in said(anna)
    assert Book.objects.get().read(person(anna)).order == "oldest"


def test_who_wrote_nothing_is_invited_to_write_first(chris):
    assert "Schrijf een herinnering" in said(chris)
    assert not Book.objects.exists()


def test_beginning_twice_changes_nothing(anna):
    anna.post(COVER, LOOKS)
    anna.post(BOOK)
    assert Book.objects.get().read(person(anna)).title == "Voor Loes"


def test_a_whole_year_can_be_chosen_and_left_out_with_one_button(anna):
    ids = re.findall(r'name="kies" value="(\w+)" checked', said(anna, CHOOSE))
    assert len(ids) == 3
    anna.post(CHOOSE, {"kies": ids, "_actie": "niets:2024"})
    assert "2 herinneringen" in said(anna)
    anna.post(CHOOSE, {"kies": [], "_actie": "heel:1987"})
    assert "1 herinnering" in said(anna)
    anna.post(CHOOSE, {"kies": [], "_actie": "heel:"})
    assert "3 herinneringen" in said(anna)
    anna.post(CHOOSE, {"kies": ids[:1], "_actie": "verder"})
    assert "1 herinnering" in said(anna)


def test_the_order_can_be_made_by_hand_with_buttons_alone(anna):
    anna.post(ORDER, {"volgorde": "zelf", "_actie": "verder", "_was": "oldest"})
    page = said(anna, ORDER)
    names = re.findall(r'<li id="h-(\w+)"', page)
    assert "Omhoog" in page
    anna.post(ORDER, {"volgorde": "zelf", "_actie": f"up:{names[2]}", "_was": "own"})
    moved = re.findall(r'<li id="h-(\w+)"', said(anna, ORDER))
    assert moved == [names[0], names[2], names[1]]
    assert anna.post(ORDER, {"volgorde": "zelf", "_actie": "verder", "_was": "own"}).url == COVER


def test_words_that_are_too_long_come_back_with_a_message(anna):
    response = anna.post(COVER, {**LOOKS, "titel": "x" * 200, "opdracht": "Blijft staan"})
    assert response.status_code == 422
    assert "Blijft staan" in response.content.decode()


def test_what_was_left_open_stays_as_it_was(anna):
    anna.post(COVER, {**LOOKS, "maat": "a4", "waarvoor": "drukker"})
    anna.post(COVER, {"titel": "Anders"})
    plan = Book.objects.get().read(person(anna))
    assert (plan.size, plan.for_printer, plan.drawing) == ("a4", True, "water")


def test_a_book_is_made_kept_and_given(anna):
    anna.post(COVER, {**LOOKS, "opdracht": "Omdat jij er was."})
    assert book_making.make(ask(anna).pk)
    assert not BookJob.objects.exists()
    page = said(anna)
    assert "Je boek is klaar" in page
    assert "Daarna veranderde je nog iets" not in page
    text = read_book(anna)
    words = ("Voor Loes", "Omdat jij er was.", "De boot", "Soep", "Zonder dag", "MantelzorgBalans")
    assert [text.index(each) for each in words] == sorted(text.index(each) for each in words)
    assert anna.get(PDF).headers["Content-Disposition"].startswith("attachment")


def test_an_english_page_makes_an_english_book(anna):
    anna.post("/en/memories/book/make/")
    book_making.make(job().pk)
    assert "This book was made with MantelzorgBalans" in read_book(anna)


def test_asking_twice_makes_one_job(anna):
    first = ask(anna)
    assert ask(anna).pk == first.pk
    assert len(pass_files()) == 1


def test_an_empty_book_is_not_made(anna):
    anna.post(CHOOSE, {"kies": [], "_actie": "niets:"})
    assert anna.post(MAKE).url == CHOOSE
    assert not BookJob.objects.exists()


def test_a_job_is_claimed_once(anna):
    waiting = ask(anna)
    assert book_actions.claim(waiting.pk) is not None
    assert book_actions.claim(waiting.pk) is None
    assert book_making.make(waiting.pk) is False


def test_a_pass_ends_with_its_job(anna):
    waiting = ask(anna)
    assert len(pass_files()) == 1
    book_making.make(waiting.pk)
    assert pass_files() == []


def test_after_its_hour_a_pass_opens_nothing_and_the_owner_is_told(anna, monkeypatch):
    waiting = ask(anna)
    monkeypatch.setattr(passes, "GOOD_FOR", timedelta(seconds=-1))
    assert book_making.make(waiting.pk) is False
    assert "Je boek maken lukte niet" in said(anna)
    assert pass_files() == []


def test_who_was_cut_off_is_taken_up_once_more_and_then_told(anna):
    waiting = ask(anna)
    for _time in range(MOST_TRIES):
        assert book_actions.claim(waiting.pk) is not None
        later = timezone.now() + STALE_AFTER + timedelta(seconds=1)
        assert book_actions.take_up_stale(now=later) == 1
    assert job().failed_at is not None
    assert pass_files() == []
    page = said(anna)
    assert "Dat ligt niet aan jou" in page
    ask(anna)
    assert book_making.make(job().pk)
    assert "Je boek is klaar" in said(anna)


def test_a_maker_that_lost_its_claim_keeps_nothing(anna):
    slow = book_actions.claim(ask(anna).pk)
    book_actions.take_up_stale(now=timezone.now() + STALE_AFTER + timedelta(seconds=1))
    assert book_actions.claim(slow.pk).tries == 2
    assert book_actions.hear(slow, 1, 2) is False
    assert book_actions.keep_pdf(person=person(anna), job=slow, pdf=b"%PDF") is False
    assert Book.objects.get().blob == ""


def test_a_book_that_cannot_be_made_is_tried_twice_and_told(anna, monkeypatch, caplog):
    def fail(*given, **more):
        raise ValueError("De boot vaart niet")

    monkeypatch.setattr("balans.documents.bindery.make_book", fail)
    waiting = ask(anna)
    assert book_making.make(waiting.pk) is False
    assert job().failed_at is None
    assert book_making.make(waiting.pk) is False
    assert "Je boek maken lukte niet" in said(anna)
    assert "boot" not in caplog.text


def test_a_full_disk_is_told_and_the_book_before_stays(anna, monkeypatch):
    book_making.make(ask(anna).pk)
    before = Book.objects.get().blob

    def full(name, sealed):
        raise blobs.NoRoom("full")

    monkeypatch.setattr(blobs, "put", full)
    assert book_making.make(ask(anna).pk) is False
    assert "Je boek maken lukte niet" in said(anna)
    assert Book.objects.get().blob == before
    assert "De boot" in read_book(anna)


@pytest.mark.parametrize("change", ["the cover", "a memory"])
def test_a_later_change_makes_the_book_say_that_it_is_older(anna, change):
    book_making.make(ask(anna).pk)
    if change == "the cover":
        anna.post(COVER, {**LOOKS, "titel": "Anders"})
    else:
        write(anna, "Nog een")
    assert "Daarna veranderde je nog iets" in said(anna)


def test_a_new_book_takes_the_place_of_the_one_before(anna):
    book_making.make(ask(anna).pk)
    before = Book.objects.get().blob
    book_making.make(ask(anna).pk)
    after = Book.objects.get().blob
    assert after != before
    assert blobs.get(after)
    with pytest.raises(blobs.BlobGone):
        blobs.get(before)


def test_after_a_fortnight_the_pdf_is_gone_and_what_was_chosen_stays(anna):
    book_making.make(ask(anna).pk)
    name = Book.objects.get().blob
    assert book_actions.forget_old_pdfs() == 0
    later = timezone.now() + KEPT_FOR + timedelta(hours=1)
    assert book_actions.forget_old_pdfs(now=later) == 1
    with pytest.raises(blobs.BlobGone):
        blobs.get(name)
    assert anna.get(PDF).status_code == 404
    assert "3 herinneringen" in said(anna)


def test_a_swept_store_keeps_the_book_and_forgets_it_with_its_owner(anna):
    book_making.make(ask(anna).pk)
    name = Book.objects.get().blob
    later = timezone.now() + timedelta(days=1)
    blobs.sweep(now=later)
    assert blobs.get(name)
    Owner.objects.all().delete()
    blobs.sweep(now=later)
    with pytest.raises(blobs.BlobGone):
        blobs.get(name)


def test_erasing_the_book_leaves_the_memories(anna):
    book_making.make(ask(anna).pk)
    ask(anna)
    name = Book.objects.get().blob
    anna.post(ERASE)
    assert not Book.objects.exists()
    assert not BookJob.objects.exists()
    assert pass_files() == []
    assert Memory.objects.count() == 3
    with pytest.raises(blobs.BlobGone):
        blobs.get(name)


def test_a_book_erased_while_it_is_made_is_not_kept(anna, monkeypatch):
    waiting = ask(anna)
    from balans.documents import bindery

    real = bindery.make_book

    def slow(*given, **more):
        anna.post(ERASE)
        return real(*given, **more)

    monkeypatch.setattr(bindery, "make_book", slow)
    assert book_making.make(waiting.pk) is False
    assert not Book.objects.exists()


@pytest.mark.parametrize("url", [CHOOSE, ORDER, COVER, PDF, ERASE])
def test_a_stranger_finds_nothing(anna, chris, url):
    book_making.make(ask(anna).pk)
    chris.post("/oefeningen/grenzen/begin/", {"naam": "Chris"})
    assert chris.get(url).status_code == 404
    assert chris.post(MAKE).status_code == 404


def test_database_blobs_and_keys_hold_no_word_of_it(anna, tmp_path):
    anna.post(COVER, {**LOOKS, "titel": "Zeegezicht", "opdracht": "Omdat jij er was."})
    ask(anna)
    held = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    book_making.make(job().pk)
    held += b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    held += everything()
    assert held
    for word in (b"Zeegezicht", b"Omdat jij", b"De boot", b"%PDF"):
        assert word not in held
        assert word.hex().encode() not in held.lower()


def test_mijn_plek_says_that_the_book_is_ready(anna):
    assert "Je bent ermee bezig." in said(anna, "/mijn/")
    ask(anna)
    assert "We maken je boek." in said(anna, "/mijn/")
    book_making.make(job().pk)
    assert "Klaar. Je kunt het ophalen tot" in said(anna, "/mijn/")


def test_who_has_an_account_gets_a_mail_without_a_word_of_it(anna):
    anna.post(COVER, LOOKS)
    sign_in(anna)
    book_making.make(ask(anna).pk)
    ((to, subject, text),) = sent("book")
    assert (to, subject) == ("anna@example.nl", "Je herinneringenboek is klaar")
    assert BOOK in text
    assert "Loes" not in text


def test_a_guest_gets_no_mail(anna):
    book_making.make(ask(anna).pk)
    assert sent("book") == []


def test_no_page_of_the_book_asks_more_of_the_database_with_more_memories(
    anna, django_assert_max_num_queries
):
    for number in range(40):
        write(anna, f"Naam {number}", f"20{number % 20:02}-01")
    anna.post(CHOOSE, {"_actie": "heel:"})
    for url in (BOOK, CHOOSE, ORDER, COVER, ERASE):
        with django_assert_max_num_queries(8):
            assert anna.get(url).status_code == 200


def test_the_chore_starts_one_process_for_what_waits(anna, monkeypatch):
    started = []

    class Process:
        returncode = None

        def __init__(self, command, **given):
            started.append(command)

        def poll(self):
            return self.returncode

    monkeypatch.setattr(subprocess, "Popen", Process)
    monkeypatch.setattr(book_making, "_maker", None)
    assert book_making.start_waiting() == 0
    waiting = ask(anna)
    assert book_making.start_waiting() == 1
    assert book_making.start_waiting() == 0
    assert started == [(sys.executable, "-m", "balans.cli", "django", "make_book", str(waiting.pk))]


# With photos


def hang(client, memory, number=1, caption=""):
    from balans.diary.attaching import attach, prepare_photo, store
    from balans.documents.tests.books import jpeg

    who = person(client)
    prepared = prepare_photo(jpeg((1600, 1200), (number * 40, 90, 60)), caption=caption)
    made = store(memory=memory, vault=memory.vault_of(who), prepared=prepared)
    attach(memory=memory, made=[made])
    return made


def pictures(client):
    pages = PdfReader(BytesIO(client.get(PDF).content)).pages
    return sum(len(page.images) for page in pages)


def test_photos_stand_in_the_book_with_what_was_written_under_them(anna):
    first, second, _third = Memory.objects.all()
    hang(anna, first, 1, "Opa op de boot")
    hang(anna, first, 2)
    hang(anna, second, 3)
    assert book_making.make(ask(anna).pk)
    assert pictures(anna) == 3
    assert "Opa op de boot" in read_book(anna)


def test_a_photo_can_stand_on_the_cover(anna):
    made = hang(anna, Memory.objects.first())
    assert f"/foto/{made.pk}/klein.jpg" in said(anna, COVER)
    anna.post(COVER, {**LOOKS, "kaft": str(made.pk)})
    assert Book.objects.get().read(person(anna)).cover_photo == made.pk
    book_making.make(ask(anna).pk)
    assert pictures(anna) == 2


def test_a_photo_that_is_gone_leaves_a_card_and_the_book_is_made(anna):
    made = hang(anna, Memory.objects.first())
    blobs.delete(made.large)
    assert book_making.make(ask(anna).pk)
    assert pictures(anna) == 1


def test_somebody_else_s_photo_comes_in_no_book(anna, chris):
    made = hang(anna, Memory.objects.first())
    chris.post("/oefeningen/grenzen/begin/", {"naam": "Chris"})
    write(chris, "Van mij")
    chris.post(BOOK)
    chris.post(COVER, {**LOOKS, "kaft": str(made.pk)})
    assert Book.objects.get(owner=person(chris).owner).read(person(chris)).cover_photo is None


def test_the_book_goes_along_in_the_parcel_and_comes_back(anna):
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test import Client

    anna.post(COVER, {**LOOKS, "opdracht": "Voor wie de zee mist"})
    plan = Book.objects.get().read(person(anna))
    content = anna.get("/mijn/meenemen.zip").getvalue()
    with zipfile.ZipFile(BytesIO(content)) as parcel:
        assert "Voor wie de zee mist" in parcel.read("index.html").decode()
    Owner.objects.all().delete()
    other = Client()
    for _time in range(2):
        other.post("/mijn/meenemen/", {"bestand": SimpleUploadedFile("mijn.zip", content)})
    assert Book.objects.get().read(person(other)) == plan
    assert "Voor Loes" in other.get(BOOK).content.decode()
