"""A browser keeps the titles of pages in its history: no word that somebody wrote stands in one."""

import re

import pytest
from django.test import Client

from balans.accounts.tests.test_sharing import look, said, share
from balans.diary.models import Memory
from balans.diary.tests.photos import photo
from balans.diary.tests.test_attachments import file, folder, only_photo, write

pytestmark = pytest.mark.django_db
__all__ = ["folder"]


def title(client, path: str) -> str:
    found = re.search(r"<title>(.*?)</title>", said(client, path))
    assert found, path
    return found[1]


def test_neither_of_a_memory_nor_of_its_photo(anna):
    write(anna, file(photo()), titel="Mijn psychiater", text="Hij zei dat het goed is")
    memory = Memory.objects.get()
    path = f"/herinneringen/{memory.pk}/"
    assert "Mijn psychiater" in said(anna, path)
    assert title(anna, path).startswith("Een herinnering")
    assert title(anna, path.replace("/herinneringen/", "/en/memories/")).startswith("A memory")


def test_nor_what_is_to_be_seen_on_a_photo(anna):
    place = only_photo(anna)
    anna.post(place, {"bijschrift": "Bij de psychiater"})
    assert "Bij de psychiater" in said(anna, place)
    assert title(anna, place).startswith("Een foto")


def test_nor_in_the_browser_of_who_it_is_shared_with(anna):
    write(anna, titel="Mijn psychiater")
    link, inge = share(anna, f"/herinneringen/{Memory.objects.get().pk}/"), Client()
    look(inge, link)
    assert "Mijn psychiater" in said(inge, link)
    assert "psychiater" not in title(inge, link)
