"""Our scripts, situations and sheets, for anybody: both languages, no form, two queries at most."""

import io
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from pypdf import PdfReader

from balans.core.references import references
from balans.directory.helplines import helplines
from balans.groups.content import handouts, scripts, situations

KINDS = ("script", "situation", "handout")
LANGUAGES = ("nl", "en")


def page(url: str) -> str:
    response = Client().get(url)
    assert response.status_code == 200, url
    return response.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_item_has_a_page_that_leads_to_the_other_language(kind, language, db):
    for each in references(kind, language):
        text = page(each.href)
        assert f"<h1>{each.title}</h1>" in text
        other = next(o for o in LANGUAGES if o != language)
        twin = next(o.href for o in references(kind, other) if o.name == each.name)
        assert f'href="{twin}"' in text
        assert "Waar komt dit vandaan?" in text or "Where does this come from?" in text


def test_addresses_are_words_of_the_language(db):
    assert next(references("script", "nl")).href == "/groepen/draaiboeken/informatie/"
    assert next(references("script", "en")).href == "/en/groups/scripts/information/"
    assert Client().get("/en/groups/scripts/informatie/").status_code == 404
    assert Client().get("/groepen/draaiboeken/information/").status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_shows_all_in_their_order_with_how_long_and_how_to_begin(language, db):
    with override(language):
        text = page(reverse("groups:scripts"))
    titles = [each.words.title for each in scripts(language).values()]
    places = [text.index(f">{title}</a>") for title in titles]
    assert places == sorted(places)
    assert text.count("60 minut") == 5 and text.count("45 minut") == 1
    assert 'id="beginnen"' in text
    for kind in ("situation", "handout"):
        assert all(each.href in text for each in references(kind, language))


def test_a_script_shows_when_each_step_begins_and_what_to_say(db):
    text = page("/groepen/draaiboeken/grenzen/")
    marks = re.findall(r'class="mark"[^>]*>([\d.]+)<', text)
    assert marks == ["0.00", "0.05", "0.15", "0.20", "0.35", "0.50", "0.55"]
    for step in scripts("nl")["grenzen"].steps:
        assert step.words.title in text and step.words.say[0].split("“")[0] in text
    assert "/oefeningen/grenzen/" in text and "/oefeningen/activiteiten/" in text
    assert "Deze stap mag je overslaan." in text


def test_a_situation_gives_numbers_to_call_with_one_touch(db):
    text = page("/groepen/draaiboeken/als/hulp-nu/")
    for name in situations("nl")["hulp-nu"].helplines:
        line = helplines("nl")[name]
        assert line.name in text
        assert not line.phone_href or f'href="{line.phone_href}"' in text


@pytest.mark.parametrize("kind", KINDS)
def test_public_pages_hold_no_form_and_ask_the_database_nothing(
    kind, db, django_assert_max_num_queries
):
    url = next(references(kind, "nl")).href
    with django_assert_max_num_queries(2):
        response = Client().get(url)
    assert response.headers["Cache-Control"].startswith("public") and not response.cookies
    assert "csrfmiddlewaretoken" not in response.content.decode()
    with django_assert_max_num_queries(2):
        response = Client().get(reverse("groups:scripts"))
    assert response.headers["Cache-Control"].startswith("public")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_script_and_sheet_is_there_on_paper(language, db):
    for kind, room in (("script", scripts), ("handout", handouts)):
        for each in room(language).values():
            with override(language):
                url = reverse(f"groups:{kind}_pdf", args=[each.slug(language)])
            response = Client().get(url)
            assert response.headers["Content-Type"] == "application/pdf"
            assert response.content.startswith(b"%PDF-")


def test_a_script_on_paper_ends_with_the_most_urgent_situations_only(db):
    content = Client().get("/groepen/draaiboeken/grenzen/pdf/").content
    pages = PdfReader(io.BytesIO(content)).pages
    said = " ".join(" ".join(each.extract_text() for each in pages).split())
    assert "Iemand heeft nu hulp nodig" in said and "0800 0113" in said
    assert "Iemand komt te laat" not in said


def test_where_a_life_may_depend_on_it_whom_to_call_stands_before_what_to_do(db):
    for name, each in situations("nl").items():
        text = page(reverse("groups:situation", args=[each.slug("nl")]))
        do, call = text.index('id="doe"'), text.find('id="bellen"')
        assert (-1 < call < do) == (name == "hulp-nu"), name
    content = Client().get("/groepen/draaiboeken/grenzen/pdf/").content
    pages = PdfReader(io.BytesIO(content)).pages
    said = " ".join(" ".join(each.extract_text() for each in pages).split())
    assert said.index("0800 0113") < said.index("Is er nu gevaar")


def test_all_of_it_stands_in_the_sitemap(db):
    text = page("/sitemap.xml")
    for kind in KINDS:
        for language in LANGUAGES:
            assert all(each.href in text for each in references(kind, language))


@pytest.mark.parametrize("slug", ["niet-hier", "eigen-1", "x" * 300])
def test_what_is_not_there_is_not_found(slug, db):
    for path in ("", "als/", "blad/"):
        assert Client().get(f"/groepen/draaiboeken/{path}{slug}/").status_code == 404
        assert Client().get(f"/groepen/draaiboeken/{path}{slug}/pdf/").status_code == 404
