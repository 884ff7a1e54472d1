"""What is uploaded: sealed on the way, kept up to a limit, and the post read to its end."""

import errno
import io
import os
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.test import RequestFactory
from hypothesis import given, settings
from hypothesis import strategies as st

from balans.core import scratch
from balans.core.scratch import Scratch, reading
from balans.core.uploads import Limits, takes

WORDS = b"Lieve Jan, dit leest niemand. "


def posted(monkeypatch, *sizes: int, limits: Limits | None = None) -> HttpRequest:
    files = [SimpleUploadedFile(f"{n}.jpg", os.urandom(size)) for n, size in enumerate(sizes)]
    request = RequestFactory().post("/", {"foto": files, "tekst": "Lieve Jan"})

    def view() -> None: ...

    func = takes(limits)(view) if limits else view
    request.resolver_match = type("Match", (), {"func": staticmethod(func)})
    return request


def refusals(request: HttpRequest) -> list[str]:
    return [each.refused for each in request.FILES.getlist("foto")]


def test_files_come_in_as_they_were_sent(monkeypatch):
    content = os.urandom(700_000)
    request = RequestFactory().post("/", {"foto": SimpleUploadedFile("a.jpg", content)})
    file = request.FILES["foto"]
    assert file.read() == content and file.size == len(content) and file.refused == ""


def test_what_is_too_large_is_passed_by_and_the_rest_is_kept(monkeypatch):
    request = posted(monkeypatch, 10, 600_000, 20, limits=Limits(one=500_000, together=10**6))
    assert refusals(request) == ["", "large", ""]
    assert request.POST["tekst"] == "Lieve Jan"
    assert [len(each.read()) for each in request.FILES.getlist("foto")] == [10, 0, 20]


def test_what_is_too_much_together_is_passed_by(monkeypatch):
    request = posted(monkeypatch, 400, 400, 400, 100, limits=Limits(one=500, together=1_000))
    assert refusals(request) == ["", "", "together", ""]


def test_sixty_megabytes_are_passed_by_where_nothing_else_is_said(monkeypatch):
    assert refusals(posted(monkeypatch, 60_000_000, 8_000_000, 8_000_000)) == ["large", "", ""]


def test_a_full_disk_keeps_what_was_typed(monkeypatch):
    def full(self: Scratch, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Scratch, "write", full)
    request = posted(monkeypatch, 100)
    assert refusals(request) == ["no_room"] and request.POST["tekst"] == "Lieve Jan"


def test_an_upload_never_takes_the_last_room_on_the_disk(monkeypatch):
    monkeypatch.setattr(scratch, "LEFT_FREE_BYTES", 10**18)
    assert refusals(posted(monkeypatch, 100)) == ["no_room"]


def test_on_disk_there_is_nothing_to_read_and_no_name(settings, tmp_path):
    settings.DATA = tmp_path
    made = Scratch()
    made.write(WORDS * 2_000)
    assert list(tmp_path.iterdir()) == []
    raw = Path(f"/proc/self/fd/{made._file.fileno()}").read_bytes()
    assert len(raw) == len(WORDS) * 2_000 and b"Jan" not in raw
    assert reading(made).read() == WORDS * 2_000


@settings(deadline=None)
@given(st.lists(st.binary(max_size=90), max_size=8), st.integers(0, 400), st.integers(0, 200))
def test_any_place_of_a_scratch_reads_what_was_written_there(pieces, place, count):
    made, whole = Scratch(), b"".join(pieces)
    for piece in pieces:
        made.write(piece)
    file = reading(made)
    file.seek(place)
    assert file.read(count) == whole[place : place + count]
    assert file.seek(0, io.SEEK_END) == len(whole)
    made.close()


def test_two_scratches_never_share_a_key():
    first, second = Scratch(), Scratch()
    for each in (first, second):
        each.write(bytes(64))
    sealed = [os.pread(each._file.fileno(), 64, 0) for each in (first, second)]
    assert sealed[0] != sealed[1]
    assert scratch.BLOCK == 16
