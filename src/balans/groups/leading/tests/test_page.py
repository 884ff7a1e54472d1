"""A facilitator's own page and logo: what others read, kept whatever else is the matter."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from balans.accounts.space import space_of
from balans.accounts.tests.letters import person_behind
from balans.groups.leading.pages import logo_of, page_of
from balans.groups.leading.tests.test_begin import fields
from balans.groups.leading.tests.test_logo import picture
from balans.groups.models import Facilitator
from balans.groups.words import PublicWords

pytestmark = pytest.mark.django_db
URL = "/groepen/leiden/mijn-pagina/"
GOOD = {
    "naam": "Dora de Wit",
    "over": "Ik werk al jaren\nmet mantelzorgers.",
    "organisatie": "Steunpunt Utrecht",
    "adres": "Dorpsstraat 4\nUtrecht",
    "telefoon": "030 123 45 67",
    "mail": "dora@steunpunt.example",
    "website": "www.steunpunt.example",
}


def logo(content: bytes, name: str = "logo.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_a_page_is_kept_sealed_and_shown(dora):
    owner = person_behind(dora).owner
    assert page_of(owner) == PublicWords() and logo_of(owner) is None
    done = dora.post(URL, GOOD)
    assert "Bewaard" in dora.get(done.url).content.decode()
    found = page_of(owner)
    assert found.name == "Dora de Wit" and found.website == "https://www.steunpunt.example"
    assert found.about == GOOD["over"] and found.address == GOOD["adres"]
    assert b"Dora" not in bytes(Facilitator.objects.get().sealed)


def test_a_page_and_its_logo_are_weighed(dora):
    before = space_of(person_behind(dora)).kept
    dora.post(URL, {**GOOD, "logo": logo(picture())})
    kept = Facilitator.objects.get()
    weight = len(kept.sealed) + len(kept.logo)
    assert space_of(person_behind(dora)).kept == before + weight


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"naam": " "}, "Schrijf hoe je heet"),
        ({"mail": "dora"}, "mailadres is niet heel"),
        ({"website": "javascript:alert(1)"}, "geen adres van een website"),
        ({"website": "steunpunt"}, "geen adres van een website"),
        ({"over": "x" * 1001}, "te lang"),
        ({"telefoon": "0" * 41}, "te lang"),
    ],
)
def test_what_cannot_be_is_said_and_stays_and_a_good_logo_is_kept(dora, changes, said):
    response = dora.post(URL, {**GOOD, **changes, "logo": logo(picture())})
    assert response.status_code == 422 and said in response.content.decode()
    sent = fields(response)
    assert all(sent[name] == text for name, text in (GOOD | changes).items())
    owner = person_behind(dora).owner
    assert page_of(owner) == PublicWords() and logo_of(owner)


def test_a_logo_is_cleaned_sealed_given_and_taken_away(dora):
    assert dora.get(f"{URL}logo.png").status_code == 404
    dora.post(URL, {**GOOD, "logo": logo(picture(kind="JPEG"), "logo.jpg")})
    given = dora.get(f"{URL}logo.png")
    assert given["Content-Type"] == "image/png" and given.content.startswith(b"\x89PNG")
    assert "no-store" in given["Cache-Control"]
    assert b"PNG" not in bytes(Facilitator.objects.get().logo)[:40]
    assert logo_of(person_behind(dora).owner) == given.content
    dora.post(URL, {**GOOD, "logo-weg": "1"})
    assert logo_of(person_behind(dora).owner) is None
    assert page_of(person_behind(dora).owner).name == "Dora de Wit"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Vraag je organisatie om een PNG"),
        (b"%PDF-1.4", "Dit is een document"),
        (b"junk", "Dit bestand kennen we niet"),
        (b"", "In dit bestand zit niets"),
        (b"\x89PNG\r\n\x1a\n", "beschadigd of niet heel"),
        (b"x" * 10_000_001, "10 megabyte"),
    ],
)
def test_a_file_that_is_no_logo_is_refused_kindly_and_the_words_stay(dora, content, said):
    response = dora.post(URL, {**GOOD, "logo": logo(content)})
    assert response.status_code == 422 and said in response.content.decode()
    assert fields(response)["naam"] == GOOD["naam"]


def test_the_page_is_there_in_english(dora):
    html = dora.get("/en/groups/leading/my-page/").content.decode()
    assert "Your page as a facilitator" in html
