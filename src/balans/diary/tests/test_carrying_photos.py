"""Photos and recordings in a parcel: all along, all back; a hostile file harms nobody."""

import io
import json
import struct
import tracemalloc
import zipfile
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from balans.accounts import parcel, returning
from balans.accounts.models import Owner
from balans.accounts.returning import UnreadableParcel, unpack
from balans.core import blobs
from balans.diary.attachment import Attachment
from balans.diary.models import Memory
from balans.diary.tests.photos import corner, encoded, photo
from balans.diary.tests.sounds import mp4, webm
from balans.diary.tests.test_attachments import file, folder, stored, write
from balans.diary.tests.test_carrying import bring, data_of, packed

pytestmark = pytest.mark.django_db
assert folder  # a fixture that every test here uses


@pytest.fixture
def taken(anna) -> bytes:
    """A parcel with two memories, three photos (one with a caption) and two recordings."""
    write(
        anna, file(encoded(corner(900, 700))), file(photo(300, 200)), sound=file(webm(), "a.webm")
    )
    url = f"/herinneringen/{Memory.objects.get().pk}"
    first = Attachment.objects.photos().first()
    anna.post(f"{url}/foto/{first.pk}/", {"bijschrift": "Jan op de pier"})
    write(anna, file(photo(200, 300)), text="", sound=file(mp4(), "b.m4a"))
    return packed(anna)


def opened(content: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(content))


def files_of(content: bytes) -> dict[str, bytes]:
    found = opened(content)
    return {name: found.read(name) for name in found.namelist() if "/" in name}


def with_files(content: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """Return a parcel in which each file is changed, or left out for None."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as copy:
        for name, old in (
            (name, opened(content).read(name)) for name in opened(content).namelist()
        ):
            if (new := change(name, old)) is not None:
                copy.writestr(name, new)
    return made.getvalue()


def test_a_parcel_holds_every_photo_and_recording_as_a_file(taken):
    files = files_of(taken)
    assert sorted(name.split("/")[0] for name in files) == ["fotos"] * 3 + ["geluid"] * 2
    page = opened(taken).read("index.html").decode()
    assert all(f'src="{name}"' in page for name in files)
    assert 'alt="Jan op de pier"' in page
    assert opened(taken).testzip() is None


def test_everything_comes_back_with_the_same_bytes_in_an_empty_place(taken):
    Owner.objects.all().delete()
    other = Client()
    assert bring(other, taken).headers["Location"] == "/mijn/?terug=2"
    again = packed(other)
    assert files_of(again) == files_of(taken)
    assert data_of(again)["rooms"] == data_of(taken)["rooms"]
    attachment = Attachment.objects.photos().first()
    base = f"/herinneringen/{attachment.memory_id}/foto/{attachment.pk}"
    assert other.get(f"{base}/groot.jpg").content in files_of(taken).values()
    assert len(other.get(f"{base}/klein.jpg").content) < 25_000


def test_bringing_back_twice_changes_nothing_and_keeps_no_byte_more(anna, taken, folder):
    before = len(stored(folder))
    assert bring(anna, taken).headers["Location"] == "/mijn/?terug=0"
    assert Attachment.objects.count() == 5 and len(stored(folder)) == before


def test_what_somebody_else_still_has_comes_back_under_ids_of_its_own(anna, taken):
    other = Client()
    assert bring(other, taken).headers["Location"] == "/mijn/?terug=2"
    assert Attachment.objects.count() == 10
    assert sorted(files_of(packed(other)).values()) == sorted(files_of(taken).values())


def test_data_alone_brings_the_words_and_tells_what_is_missing(taken):
    other = Client()
    content = opened(taken).read("data.json")
    response = bring(other, content, "data.json")
    # The second memory was photos and sound alone: without them nothing is left of it.
    assert response.headers["Location"] == "/mijn/?terug=1&zonder=5"
    assert "5 foto’s of opnames" in other.get(response.headers["Location"]).content.decode()


HARM = {
    "damaged": lambda name, old: old[: len(old) // 2] if "/" in name else old,
    "a text": lambda name, old: b"Lieve Jan" if "/" in name else old,
    "a bomb": lambda name, old: bytes(40_000_000) if "/" in name else old,
    "missing": lambda name, old: None if "/" in name else old,
    "a script behind it": lambda name, old: old + b"<script>" if name.endswith(".jpg") else old,
}


@pytest.mark.parametrize("harm", HARM)
def test_a_file_that_is_no_good_is_left_out_or_cleaned_and_the_words_come_back(taken, harm):
    Owner.objects.all().delete()
    other = Client()
    content = with_files(taken, HARM[harm])
    response = bring(other, content)
    assert response.status_code == 302
    kept = files_of(packed(other))
    assert "terug=0" not in response.headers["Location"]
    assert all(b"<script>" not in each and b"Lieve" not in each for each in kept.values())
    if harm in ("a text", "a bomb", "missing"):
        assert response.headers["Location"].endswith("zonder=5") and not kept


@pytest.mark.parametrize(
    "path",
    ["../../etc/passwd", "fotos/../../x.jpg", "/fotos/a.jpg", "fotos/a.exe", "fotos/a/b.jpg"],
)
def test_a_path_that_leads_elsewhere_is_refused_with_the_whole_file(taken, path):
    data = data_of(taken)
    data["rooms"]["diary"][0]["attachments"][0]["path"] = path
    with pytest.raises(UnreadableParcel):
        unpack(io.BytesIO(json.dumps(data).encode()))


def test_too_many_photos_on_one_memory_are_refused(taken):
    data = data_of(taken)
    first = data["rooms"]["diary"][0]
    first["attachments"] = first["attachments"] * 20
    with pytest.raises(UnreadableParcel):
        unpack(io.BytesIO(json.dumps(data).encode()))


def test_one_file_named_a_thousand_times_is_kept_once_for_each_memory(taken):
    Owner.objects.all().delete()
    data = data_of(taken)
    first = data["rooms"]["diary"][0]
    path = first["attachments"][0]["path"]
    for each in first["attachments"]:
        each["path"], each["kind"] = path, "photo"
    content = with_files(
        taken, lambda n, old: json.dumps(data).encode() if n == "data.json" else old
    )
    bring(Client(), content)
    assert Memory.objects.get(pk=first["id"]).attachments.count() == 1


def test_a_directory_that_lies_about_its_size_takes_no_memory(taken, monkeypatch):
    at = taken.rindex(b"PK\x05\x06")
    liar = taken[: at + 12] + struct.pack("<I", 0xFFFFFF00) + taken[at + 16 :]
    with pytest.raises(UnreadableParcel):
        unpack(io.BytesIO(liar))
    many = io.BytesIO()
    with zipfile.ZipFile(many, "w") as made:
        for number in range(25_000):
            made.writestr(f"fotos/een-heel-lange-naam-van-een-foto-{number:08}.jpg", b"")
    tracemalloc.start()
    with pytest.raises(UnreadableParcel):
        unpack(many)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10_000_000


def test_millions_of_empty_things_are_refused_before_they_are_read():
    with pytest.raises(UnreadableParcel) as refused:
        unpack(io.BytesIO(b'{"rooms": [' + b"[]," * 2_000_000 + b"[]]}"))
    assert refused.value.why == "strange"


def test_a_parcel_larger_than_is_taken_in_is_said_kindly(monkeypatch, client):
    monkeypatch.setattr(returning.unpack, "__defaults__", (returning.Bounds(1_000),))
    response = bring(client, b"PK" + bytes(2_000))
    assert response.status_code == 422 and "te groot" in response.content.decode()


def test_a_parcel_of_thirty_megabytes_and_more_comes_in(client):
    padded = io.BytesIO()
    with zipfile.ZipFile(padded, "w") as made:
        made.writestr("vulling.bin", bytes(35_000_000))
        head = {"format": parcel.FORMAT, "version": parcel.VERSION, "rooms": {}}
        made.writestr("data.json", json.dumps(head))
    upload = SimpleUploadedFile("mijn.zip", padded.getvalue())
    response = client.post("/mijn/meenemen/", {"bestand": upload})
    assert response.status_code == 302


def test_a_full_disk_brings_nothing_back_half(taken, monkeypatch):
    Owner.objects.all().delete()
    real, calls = blobs.put, []

    def full(name: str, sealed: bytes) -> None:
        calls.append(name)
        if len(calls) > 3:
            raise blobs.NoRoom("ENOSPC")
        real(name, sealed)

    monkeypatch.setattr(blobs, "put", full)
    response = bring(Client(), taken)
    assert response.status_code == 503
    assert not Memory.objects.exists() and not Attachment.objects.exists()


def test_a_photo_whose_bytes_are_gone_is_left_out_of_the_parcel(anna, taken, folder):
    for path in folder.rglob("*"):
        if path.is_file():
            path.unlink()
    assert files_of(packed(anna)) == {}
