"""Photos and recordings on a memory: through the real pages, with whatever a browser can send."""

import errno
import os
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from balans.accounts.models import Owner
from balans.core import blobs
from balans.diary.attachment import MOST_PHOTOS, Attachment
from balans.diary.models import Memory
from balans.diary.tests.photos import corner, encoded, photo, telephone, with_place
from balans.diary.tests.sounds import mp4, webm
from balans.diary.tests.test_pictures import is_red, png_that_claims

pytestmark = pytest.mark.django_db
NEW = "/herinneringen/nieuw/"


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    """Blobs of one test, in a folder of their own."""
    options = {"location": tmp_path / "blobs"}
    sealed = {"BACKEND": "balans.core.blobs.SealedFiles", "OPTIONS": options}
    settings.STORAGES = {**settings.STORAGES, "sealed": sealed}
    return tmp_path / "blobs"


def file(content: bytes, name: str = "IMG_0001.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def write(client, *photos, text: str = "Aan zee met Jan", sound=None, url: str = NEW, **more):
    data = {"tekst": text, "wanneer": "long-ago", "foto": list(photos), **more}
    return client.post(url, data | ({"geluid": sound} if sound else {}))


def page(response) -> str:
    return response.content.decode()


def memory_url(name: str = "") -> str:
    return f"/herinneringen/{Memory.objects.get().pk}/{name}"


def stored(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file()]


def test_a_photo_comes_back_turned_right_large_and_small(anna):
    content = encoded(corner(400, 300), exif=with_place(6))
    assert write(anna, file(content)).status_code == 302
    shown = page(anna.get(memory_url()))
    for name in ("groot.jpg", "klein.jpg"):
        (url,) = set(re.findall(rf'/herinneringen/[^" ]+{name}', shown))
        response = anna.get(url)
        assert response.headers["Content-Type"] == "image/jpeg"
        assert response.headers["Cache-Control"] == "no-store, private"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert is_red(response.content, 0.75, 0.25)
    assert 'width="300" height="400"' in shown


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF", "HEIF"])
def test_every_kind_of_photo_is_taken_in(anna, kind):
    assert write(anna, file(photo(kind=kind), "foto.iets")).status_code == 302
    assert Attachment.objects.photos().count() == 1


def test_several_photos_of_a_telephone_come_in_one_post(anna):
    photos = [file(telephone() + bytes([number])) for number in range(3)]
    assert sum(each.size for each in photos) > 15_000_000
    assert write(anna, *photos).status_code == 302
    assert Attachment.objects.count() == 3


def test_on_disk_there_is_no_word_and_no_photo(anna, folder):
    write(anna, file(encoded(corner(), comment=b"Scheveningen")), sound=file(webm(), "opname.webm"))
    attachment = Attachment.objects.photos().get()
    anna.post(f"{memory_url()}foto/{attachment.pk}/", {"bijschrift": "Jan op de pier"})
    contents = stored(folder)
    assert len(contents) == 3
    rows = b"".join(bytes(each.caption) for each in Attachment.objects.all())
    for raw in (*contents, rows):
        for word in (b"\xff\xd8\xff", b"JFIF", b"Scheveningen", b"webm", b"OPUS", b"Jan", b"pier"):
            assert word not in raw
    assert not [path for path in folder.rglob("*") if "jpg" in path.name]


WRONG = {
    "video": (mp4(handler=b"vide"), "vakantie.mp4", "dit is een filmpje"),
    "text": (b"Lieve Jan", "foto.jpg", "dit is geen foto die we kennen"),
    "drawing": (b"<svg xmlns='x'/>", "foto.svg", "dit is een document"),
    "cut off": (telephone()[:2_000_000], "foto.jpg", "deze foto is beschadigd"),
    "bomb": (png_that_claims(50_000, 50_000), "foto.png", "deze foto is te groot om te openen"),
    "sixty megabytes": (b"\xff\xd8\xff" + bytes(60_000_000), "foto.jpg", "deze foto is te groot"),
    "nothing": (b"", "foto.jpg", "dit is geen foto die we kennen"),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_file_is_said_beside_its_field_and_the_rest_is_kept(anna, what):
    content, name, words = WRONG[what]
    response = write(anna, file(photo()), file(content, name), file(photo(90, 60), "derde.jpg"))
    shown = page(response)
    assert response.status_code == 422
    assert f"“{name}”: {words}" in shown and 'href="#id_foto"' in shown
    assert "Je woorden zijn bewaard." in shown and "Aan zee met Jan" in shown
    assert Attachment.objects.count() == 2 and Memory.objects.get().is_draft is False
    number = re.search(r'name="_nummer" value="([^"]+)"', shown)[1]
    assert number == str(Memory.objects.get().pk)


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "a/b\\c\x00\x1b[31m.jpg", "😀" * 200 + ".jpg"]
)
def test_a_name_is_never_a_path_and_never_kept(anna, folder, name):
    assert write(anna, file(photo(), name)).status_code == 302
    assert Attachment.objects.count() == 1
    for path in folder.rglob("*"):
        assert re.fullmatch(r"[0-9a-f]{2}|[0-9a-f]{32}", path.name)


def test_a_strange_name_in_a_message_is_harmless(anna):
    shown = page(write(anna, file(b"geen foto", '<script>alert("x")</script>.jpg')))
    assert "<script>alert" not in shown


def test_photos_stay_when_the_words_do_not_fit_yet(anna):
    response = write(
        anna,
        file(photo()),
        text="Zee",
        **{"wanneer-day": "31", "wanneer-month": "2", "wanneer-year": "1999"},
    )
    shown = page(response)
    assert response.status_code == 422 and "klein.jpg" in shown
    memory = Memory.objects.get()
    assert memory.is_draft and memory.attachments.count() == 1
    hidden = dict(re.findall(r'name="(_\w+)" value="([^"]*)"', shown))
    assert write(anna, text="Zee", **hidden).status_code == 302
    memory.refresh_from_db()
    assert not memory.is_draft and memory.attachments.count() == 1


def test_a_photo_alone_is_a_memory_and_nothing_at_all_is_not(anna):
    assert write(anna, text="").status_code == 422
    assert write(anna, file(photo()), text="").status_code == 302
    assert "klein.jpg" in page(anna.get("/herinneringen/"))


def test_a_draft_of_a_photo_alone_is_not_thrown_away_by_an_empty_text(anna):
    number = "00000000-0000-4000-8000-000000000001"
    write(anna, file(photo()), text="", url="/herinneringen/kladje/", _nummer=number)
    assert Memory.objects.get().is_draft
    anna.post(f"/herinneringen/{number}/kladje/", {"tekst": "", "_versie": "1"})
    assert Attachment.objects.count() == 1


def test_the_same_post_twice_keeps_a_photo_once(anna, folder, django_capture_on_commit_callbacks):
    number = "00000000-0000-4000-8000-000000000001"
    with django_capture_on_commit_callbacks(execute=True):
        for _time in range(2):
            write(anna, file(photo()), _nummer=number, _formulier=number)
    assert Attachment.objects.count() == 1 and len(stored(folder)) == 2


def test_more_photos_than_fit_are_counted_and_the_first_are_kept(anna):
    photos = [file(photo(40 + number, 30)) for number in range(MOST_PHOTOS + 2)]
    response = write(anna, *photos)
    assert response.status_code == 422 and "Er zijn er 2 niet bij." in page(response)
    assert Attachment.objects.count() == MOST_PHOTOS


def test_a_full_disk_keeps_the_words_and_says_so(anna, folder, monkeypatch):
    def full(name: str, sealed: bytes) -> None:
        raise blobs.NoRoom("ENOSPC")

    monkeypatch.setattr(blobs, "put", full)
    response = write(anna, file(photo()))
    assert response.status_code == 422 and "we kunnen dit nu niet bewaren" in page(response)
    assert "Aan zee met Jan" in page(response)
    assert Memory.objects.get().is_draft is False and not Attachment.objects.exists()


def test_a_disk_that_is_full_half_way_leaves_nothing_half_stored(anna, folder, monkeypatch):
    real, calls = os.fsync, []

    def full(handle: int) -> None:
        calls.append(handle)
        if len(calls) > 6:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(handle)

    monkeypatch.setattr(os, "fsync", full)
    assert write(anna, file(photo()), file(photo(90, 60))).status_code == 422
    monkeypatch.setattr(os, "fsync", real)
    for attachment in Attachment.objects.all():
        assert all(blobs.get(name) for name in attachment.blob_names)
    blobs.sweep(now=timezone.now() + timedelta(hours=2))
    assert len(stored(folder)) == 2 * Attachment.objects.count()


def only_photo(anna) -> str:
    write(anna, file(photo(400, 300)))
    return f"{memory_url()}foto/{Attachment.objects.get().pk}/"


@pytest.mark.parametrize(("way", "red"), [("links", (0.25, 0.75)), ("rechts", (0.75, 0.25))])
def test_a_photo_is_turned_by_hand(anna, folder, way, red):
    url = only_photo(anna)
    assert anna.post(url, {"_actie": way, "bijschrift": "Jan"}).headers["Location"] == url
    for name in ("groot.jpg", "klein.jpg"):
        assert is_red(anna.get(url + name).content, *red)
    assert 'width="300" height="400"' in page(anna.get(url))
    assert len(stored(folder)) == 2


def test_what_is_to_be_seen_is_read_aloud_and_stands_below(anna):
    url = only_photo(anna)
    assert 'alt="Foto 1"' in page(anna.get(memory_url()))
    assert anna.post(url, {"bijschrift": "Jan <op> de pier"}).status_code == 302
    shown = page(anna.get(memory_url()))
    assert shown.count("Jan &lt;op&gt; de pier") == 2
    write(
        anna, url=memory_url("wijzigen/"), **{f"bijschrift-{Attachment.objects.get().pk}": "Piet"}
    )
    assert 'alt="Piet"' in page(anna.get(memory_url()))


def test_a_photo_is_taken_away_with_its_bytes(anna, folder, django_capture_on_commit_callbacks):
    url = only_photo(anna)
    with django_capture_on_commit_callbacks(execute=True):
        assert anna.post(url, {"_actie": "weg"}).status_code == 302
    assert not Attachment.objects.exists() and stored(folder) == []
    assert anna.get(url).status_code == 404


def test_a_photo_can_be_ticked_away_in_the_form(anna):
    only_photo(anna)
    pk = str(Attachment.objects.get().pk)
    assert write(anna, file(photo(90, 60)), url=memory_url("wijzigen/"), weg=pk).status_code == 302
    assert str(Attachment.objects.get().pk) != pk


def test_erasing_a_memory_takes_its_photos_along(anna, folder, django_capture_on_commit_callbacks):
    only_photo(anna)
    with django_capture_on_commit_callbacks(execute=True):
        anna.post(memory_url("wissen/"))
    assert stored(folder) == []


def test_what_an_erased_owner_left_is_swept(anna, folder):
    only_photo(anna)
    assert blobs.sweep(now=timezone.now() + timedelta(hours=2)) == 0
    Owner.objects.all().delete()
    assert blobs.sweep(now=timezone.now() + timedelta(hours=2)) == 2
    assert stored(folder) == []


def test_a_stranger_sees_no_photo_and_hears_nothing(anna, chris):
    write(anna, file(photo()), sound=file(mp4(), "opname.m4a"))
    write(chris, text="Chris")
    picture, sound = Attachment.objects.photos().get(), Attachment.objects.recordings().get()
    base = f"/herinneringen/{picture.memory_id}"
    urls = [f"{base}/foto/{picture.pk}/{name}" for name in ("", "groot.jpg", "klein.jpg")]
    for url in (*urls, f"{base}/geluid/{sound.pk}/"):
        assert anna.get(url).status_code == 200
        assert chris.get(url).status_code == Client().get(url).status_code == 404
    assert chris.post(urls[0], {"_actie": "weg"}).status_code == 404
    assert anna.get(f"{base}/foto/{sound.pk}/").status_code == 404
    other = Memory.objects.exclude(pk=picture.memory_id).get()
    assert anna.get(f"/herinneringen/{other.pk}/foto/{picture.pk}/").status_code == 404


def test_a_photo_whose_bytes_are_gone_is_not_there(anna):
    url = only_photo(anna)
    for name in Attachment.objects.get().blob_names:
        storages["sealed"].delete(blobs.path_of(name))
    assert anna.get(url + "groot.jpg").status_code == 404


@pytest.fixture
def sound(anna) -> str:
    write(anna, sound=file(webm(), "opname.webm"))
    return f"{memory_url()}geluid/{Attachment.objects.get().pk}/"


def test_a_recording_is_heard_on_the_page_of_its_memory(anna, sound):
    response = anna.get(memory_url())
    assert f'<audio controls preload="none" src="{sound}">' in page(response)
    assert "media-src 'self'" in response.headers["Content-Security-Policy"]
    assert "microphone=()" in response.headers["Permissions-Policy"]
    given = anna.get(sound)
    assert given.content == webm() and given.headers["Content-Type"] == "audio/webm"


@pytest.mark.parametrize(
    ("asked", "status", "part", "range"),
    [
        ("bytes=0-1", 206, slice(0, 2), "bytes 0-1/{n}"),
        ("bytes=10-", 206, slice(10, None), "bytes 10-{last}/{n}"),
        ("bytes=-5", 206, slice(-5, None), "bytes {minus5}-{last}/{n}"),
        ("bytes=0-99999999", 206, slice(None), "bytes 0-{last}/{n}"),
        ("bytes=99999-", 416, slice(0, 0), "bytes */{n}"),
        ("bytes=5-2", 200, slice(None), None),
        ("bytes=0-1,4-5", 200, slice(None), None),
        ("bytes=-", 200, slice(None), None),
        ("kilos=0-1", 200, slice(None), None),
        ("", 200, slice(None), None),
    ],
)
def test_a_player_may_ask_for_a_part(anna, sound, asked, status, part, range):
    response, n = anna.get(sound, headers={"Range": asked}), len(webm())
    assert response.status_code == status and response.content == webm()[part]
    wanted = range and range.format(n=n, last=n - 1, minus5=n - 5)
    assert response.headers.get("Content-Range") == wanted
    assert response.headers["Accept-Ranges"] == "bytes"
    assert int(response.headers["Content-Length"]) == len(response.content)


def test_the_microphone_may_be_asked_for_where_one_writes_and_nowhere_else(anna):
    form, home = anna.get(NEW), anna.get("/")
    assert "microphone=(self)" in form.headers["Permissions-Policy"]
    assert "media-src 'self' blob:" in form.headers["Content-Security-Policy"]
    assert "microphone=()" in home.headers["Permissions-Policy"]
    assert "media-src" not in home.headers["Content-Security-Policy"]


def test_a_film_is_no_recording(anna):
    response = write(anna, sound=file(webm(b"V_VP9"), "film.webm"))
    assert response.status_code == 422
    assert "“film.webm”: dit is een filmpje" in page(response)


def test_a_page_of_thirty_memories_with_photos_asks_eight_things(
    anna, django_assert_max_num_queries
):
    for number in range(30):
        write(anna, file(photo(40 + number, 30)), text=f"Nummer {number}")
    with django_assert_max_num_queries(8):
        shown = page(anna.get("/herinneringen/"))
    assert shown.count("klein.jpg") == 30
    with django_assert_max_num_queries(8):
        anna.get(f"/herinneringen/{Memory.objects.first().pk}/")


def test_photos_are_tied_to_their_memory(anna):
    only_photo(anna)
    assert settings.KEY_COOKIE in anna.cookies
    attachment = Attachment.objects.get()
    from balans.core.vault import CannotOpen, Vault

    with pytest.raises(CannotOpen):
        attachment.read(Vault(owner="somebody", data_key=os.urandom(32)))


@pytest.mark.django_db(transaction=True)
def test_a_memory_is_never_there_without_the_photo_that_came_with_it(anna, monkeypatch):
    from balans.diary import enclosures

    def cut_off(**_given: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(enclosures, "attach", cut_off)
    with pytest.raises(KeyboardInterrupt):
        write(anna, file(photo()))
    assert not Memory.objects.exists()
