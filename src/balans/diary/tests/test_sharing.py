"""A shared memory comes with its photos and recordings, for whoever said that they look."""

import re

import pytest
from django.test import Client

from balans.accounts.models import Look, Share
from balans.accounts.shares.actions import withdraw
from balans.accounts.tests.test_sharing import look, said, share
from balans.diary.attachment import Attachment
from balans.diary.models import Memory
from balans.diary.tests.photos import photo
from balans.diary.tests.sounds import webm
from balans.diary.tests.test_attachments import file, folder, write

pytestmark = pytest.mark.django_db
__all__ = ["folder"]


def shared(client) -> str:
    write(client, file(photo()), text="Aan zee", sound=file(webm(), "x.webm"))
    memory = Memory.objects.latest("created_at")
    return share(client, f"/herinneringen/{memory.pk}/")


def places(page: str) -> list[str]:
    return re.findall(r'(?:src|href)="(/gedeeld/[^"]+(?:jpg|geluid/[^"]+))"', page)


def test_photos_and_recordings_come_along_after_the_button(anna):
    link, inge = shared(anna), Client()
    assert places(said(inge, link)) == []
    look(inge, link)
    page = said(inge, link)
    assert "Om te beluisteren" in page and "Wat je vertelde" not in page
    assert len(set(places(page))) == 2
    for place in places(page):
        response = inge.get(place)
        assert response.status_code == 200 and "no-store" in response.headers["Cache-Control"]
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert response.headers["Content-Type"] in {"image/jpeg", "audio/webm"}
    small = next(each for each in places(page) if each.endswith(".jpg")).replace("groot", "klein")
    assert inge.get(small).content[:2] == b"\xff\xd8"
    assert Look.objects.count() == 1


def test_without_the_button_or_after_withdrawing_there_is_nothing(anna):
    link, inge = shared(anna), Client()
    look(inge, link)
    found = places(said(inge, link))
    assert len(found) >= 2
    for place in found:
        assert Client().get(place).status_code == 404
    withdraw(share=Share.objects.get())
    for place in found:
        response = inge.get(place)
        assert response.status_code == 404 and "Deze link werkt niet" in response.content.decode()


def test_a_link_opens_no_photo_of_another_memory(anna):
    first, second, inge = shared(anna), shared(anna), Client()
    look(inge, first)
    look(inge, second)
    mine = {each.split("/")[4] for each in places(said(inge, first))}
    for other in Attachment.objects.exclude(pk__in=mine):
        for place in (f"{first}foto/{other.pk}/groot.jpg", f"{first}geluid/{other.pk}/"):
            assert inge.get(place).status_code == 404


def test_a_photo_is_no_recording_and_the_other_way_round(anna):
    link, inge = shared(anna), Client()
    look(inge, link)
    for each in Attachment.objects.all():
        place = "geluid/%s/" if each.is_photo else "foto/%s/groot.jpg"
        assert inge.get(link + place % each.pk).status_code == 404


def test_the_owner_sees_the_photos_without_a_look(anna):
    link = shared(anna)
    for place in places(said(anna, link)):
        assert anna.get(place).status_code == 200
    assert Look.objects.count() == 0
