"""Herinneringen, as a carer meets it: nothing typed is lost, strangers see nothing."""

import re
import uuid

import pytest
from django.conf import settings

from balans.accounts.models import Owner
from balans.accounts.person import Person, read_cookie
from balans.core.vault import open_vault
from balans.diary.models import Memory

pytestmark = pytest.mark.django_db
ROOM = "/herinneringen/"
NEW = "/herinneringen/nieuw/"
DRAFT = "/herinneringen/kladje/"
GOOD = "/herinneringen/drie-goede-dingen/"
SEARCH = "/herinneringen/zoeken/"
SCRIPT = {"Accept": "application/json"}
FILLED = {
    "titel": "De boot naar Texel",
    "tekst": "Opa liet de meeuwen uit zijn hand eten.\n\nWe lachten tot we huilden.",
    "wanneer-month": "7",
    "wanneer-year": "1987",
    "stemming": "laugh",
}


def fields(**given) -> dict[str, str]:
    """Return a filled form of its own, as the page would have made it."""
    sheet = {"_nummer": str(uuid.uuid4()), "_versie": "0", "_formulier": str(uuid.uuid4())}
    return {**FILLED, **sheet, **{key: str(text) for key, text in given.items()}}


def make(client, **given) -> str:
    response = client.post(NEW, fields(**given))
    assert response.status_code == 302, response.content.decode()
    return response.headers["Location"]


def said(client, url: str) -> str:
    return client.get(url).content.decode()


def person(client) -> Person:
    """Return who a browser belongs to, with the vault open."""
    secret = read_cookie(client.cookies[settings.GUEST_COOKIE].value)
    from balans.core.vault import lookup

    owner = Owner.objects.get(lookup=lookup(secret))
    return Person(owner=owner, vault=open_vault(str(owner.id), secret, owner.key))


def opened(client, url: str) -> dict[str, str]:
    """Return the fields of the form at an address, as a browser would post them."""
    page = said(client, url)
    found = dict(re.findall(r'<input type="hidden" name="(_\w+)" value="([^"]*)"', page))
    return {**FILLED, **found}


def test_a_memory_is_read_as_it_was_written(anna):
    page = said(anna, make(anna))
    assert "<h1>De boot naar Texel</h1>" in page and "juli 1987" in page
    assert "<p>We lachten tot we huilden.</p>" in page and "Om te lachen" in page
    assert Memory.objects.get().is_draft is False


def test_the_timeline_stands_by_month_newest_first(anna):
    for year, month, title in (("1987", "7", "boot"), ("2020", "", "jaar"), ("2020", "3", "maart")):
        make(anna, titel=title, **{"wanneer-year": year, "wanneer-month": month})
    make(anna, titel="los", **{"wanneer": "lang-geleden", "wanneer-year": "", "wanneer-month": ""})
    page = said(anna, ROOM)
    heads = ["Maart 2020", "Ergens in 2020", "Juli 1987", "Zonder datum"]
    assert [page.index(each) for each in heads] == sorted(page.index(each) for each in heads)
    assert "Lang geleden" in page
