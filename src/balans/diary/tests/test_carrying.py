"""The diary in a parcel: everything along, and everything back as it was."""

import io
import json
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from balans.accounts.models import Owner
from balans.diary.models import Memory
from balans.diary.tests.test_views import ROOM, SCRIPT, draft, good, make, opened, said, titles

pytestmark = pytest.mark.django_db


@pytest.fixture
def taken(anna) -> bytes:
    """A parcel with a memory that is being changed, good things, and a draft."""
    url = make(anna)
    form = opened(anna, f"{url}wijzigen/")
    anna.post(f"{url}kladje/", {**form, "titel": "Anders"}, headers=SCRIPT)
    good(anna, "Zon", "Soep")
    draft(anna, titel="Half af")
    return anna.get("/mijn/meenemen.zip").content


def bring(client, content: bytes, name: str = "mijn.zip"):
    return client.post("/mijn/meenemen/", {"bestand": SimpleUploadedFile(name, content)})


def data_of(content: bytes) -> dict:
    return json.loads(zipfile.ZipFile(io.BytesIO(content)).read("data.json"))


def test_everything_comes_back_as_it_was_in_an_empty_place(anna, taken):
    before = titles(anna)
    Owner.objects.all().delete()
    other = Client()
    assert bring(other, taken).headers["Location"] == "/mijn/?terug=3"
    assert titles(other) == before
    page = said(other, ROOM)
    assert "Half af" in page and "Anders" in page
    assert data_of(other.get("/mijn/meenemen.zip").content)["rooms"] == data_of(taken)["rooms"]


def test_bringing_back_over_what_is_there_changes_nothing(anna, taken):
    assert bring(anna, taken).headers["Location"] == "/mijn/?terug=0"
    assert Memory.objects.count() == 3


def test_somebody_else_gets_memories_with_ids_of_their_own(anna, taken):
    other = Client()
    assert bring(other, taken).headers["Location"] == "/mijn/?terug=3"
    assert Memory.objects.count() == 6 and titles(other) == titles(anna)


def test_a_person_can_read_it_too(taken):
    page = zipfile.ZipFile(io.BytesIO(taken)).read("index.html").decode()
    assert "Herinnering: De boot naar Texel" in page and "Opa liet de meeuwen" in page
    assert "juli 1987" in page and "Soep" in page and "Om te lachen" in page


def test_a_strange_memory_is_cut_to_what_fits_or_left_out(anna, taken):
    data = data_of(taken)
    (first, *rest) = data["rooms"]["diary"]
    first["words"] |= {"text": "\u0958" * 20_000, "title": "\x07x"}
    first["created_at"] = "2099-01-01T00:00:00Z"
    first["unfinished"] = None
    data["rooms"]["diary"] = [first, {**rest[0], "words": {"text": " "}}, first]
    other = Client()
    content = json.dumps(data).encode()
    assert bring(other, content, "data.json").headers["Location"] == "/mijn/?terug=1"
    memory = Memory.objects.latest("created_at")
    assert memory.created_at <= timezone.now()
    assert said(other, ROOM).count('class="entry') == 1


@pytest.mark.parametrize(
    "wrong", [{"when": "2024-02-31"}, {"mood": "slecht"}, {"things": ["x"] * 13}]
)
def test_a_memory_that_cannot_be_is_refused_as_a_whole(taken, wrong):
    data = data_of(taken)
    data["rooms"]["diary"][0]["words"] |= wrong
    other = Client()
    assert bring(other, json.dumps(data).encode(), "data.json").status_code == 422
    assert Memory.objects.count() == 3
