"""Articles, themes and pathways: on the page, on paper, and what is not shown unasked."""

import io
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from pypdf import PdfReader

from balans.articles.content import NOW, articles, pathways, themes
from balans.articles.printing import blocks_of
from balans.articles.screen import article_page
from balans.core.references import brief, refer
from balans.directory.helplines import helplines
from balans.documents.document import Items, Paragraph

LANGUAGES = ("nl", "en")
NAMES = sorted(articles("nl"))


def reverse_in(language: str, name: str) -> str:
    with override(language):
        return reverse(name)


def main_of(page: str) -> str:
    return page.split("<main", 1)[1].split("</main>", 1)[0]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_every_text_can_be_read_without_a_database(
    name, language, django_assert_num_queries, client, db
):
    href = refer("article", name, language).href
    with django_assert_num_queries(0):
        page = client.get(href).content.decode()
    shown = article_page(name, language)
    assert NOW[language] in page and shown.now.html in page
    for part in (shown.offers, shown.related, shown.exercises, shown.checks):
        assert all(f'href="{each.href}"' in page for each in part)
    assert (
        re.search(r"\]\(|\{fact:|href=\"(article|offer|need|exercise|talk-now):", main_of(page))
        is None
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_about_dying_is_folded_until_somebody_asks(language, client):
    for theme in themes(language).values():
        page = main_of(client.get(refer("theme", theme.name, language).href).content.decode())
        open_part, _, folded = page.partition("<details")
        for article in theme.articles:
            href = f'href="{refer("article", article.name, language).href}"'
            assert (href in folded) is article.entry.about_dying
            assert (href in open_part) is not article.entry.about_dying


@pytest.mark.parametrize("language", LANGUAGES)
def test_phases_lead_through_texts_in_their_order(language, client):
    index = main_of(
        client.get(
            f"/{'' if language == 'nl' else 'en/'}"
            + {"nl": "informatie/", "en": "information/"}[language]
        ).content.decode()
    )
    open_part, _, folded = index.partition("<details")
    for pathway in pathways(language).values():
        reference = refer("pathway", pathway.name, language)
        assert reference.href in (folded if pathway.entry.about_dying else open_part)
        page = main_of(client.get(reference.href).content.decode())
        places = [
            page.index(refer("article", each.name, language).href) for each in pathway.articles
        ]
        assert places == sorted(places)


def test_no_text_leads_to_dying_unless_it_is_about_that():
    for article in articles("nl").values():
        shown = article_page(article.name, "nl")
        if not article.entry.about_dying:
            assert not any(each.about_dying for each in shown.related)


def test_the_same_text_is_found_in_the_other_language(client):
    page = client.get(refer("article", "slapen", "nl").href).content.decode()
    assert f'hreflang="en" href="http://testserver{refer("article", "slapen", "en").href}"' in page


@pytest.mark.parametrize(
    "path",
    [
        "/informatie/jij/niets/",
        "/informatie/niets/",
        "/informatie/fase/niets/",
        "/informatie/jij/respijtzorg/",
        "/informatie/jij/niets/pdf/",
    ],
)
def test_what_is_not_there_gets_the_page_that_says_so(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["de-laatste-dagen", "pgb", "als-iemand-doodgaat"])
def test_a_text_can_be_had_on_paper(name, language, client):
    shown = article_page(name, language)
    response = client.get(f"{shown.href}pdf/")
    assert response.headers["Content-Type"] == "application/pdf"
    text = "".join(each.extract_text() for each in PdfReader(io.BytesIO(response.content)).pages)
    for heading in (
        shown.article.title,
        shown.now.heading,
        *(each.heading for each in shown.sections),
    ):
        assert heading.split()[0] in text
    assert "testserver" in text
    assert str(shown.article.entry.reviewed.year) in text and "(seed" not in text


def test_lists_and_outside_addresses_go_along_on_paper():
    found = blocks_of("Een *zin* op\ntwee regels.\n\n- [Ergens](https://example.org/)\n- Twee")
    assert found == [
        Paragraph(text="Een zin op twee regels."),
        Items(items=("Ergens (https://example.org/)", "Twee")),
    ]


def test_who_searches_the_web_finds_every_text():
    page = Client().get("/sitemap.xml").content.decode()
    for language in LANGUAGES:
        assert all(refer("article", name, language).href in page for name in NAMES)
    assert "/mijn/" not in page and "Sitemap: http://testserver/sitemap.xml" in (
        Client().get("/robots.txt").content.decode()
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_who_to_call_stands_there_once_and_speaks_of_a_death_only_after_it(name, language, client):
    shown, lines = article_page(name, language), helplines(language)
    called = {each.id for each in shown.helplines}
    assert not called & {each.name for each in (*shown.offers, *shown.folded)}
    for line in shown.helplines:
        bereaved = lines[line.id].for_bereaved
        assert line == (bereaved if shown.article.entry.after_death else lines[line.id])


def test_what_is_only_about_after_a_death_is_about_dying():
    found = articles("nl").values()
    assert all(each.entry.about_dying for each in found if each.entry.after_death)
    assert any(each.entry.about_dying and not each.entry.after_death for each in found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_theme_leads_on_to_help(language, client):
    for theme in themes(language).values():
        page = main_of(client.get(refer("theme", theme.name, language).href).content.decode())
        help_page = "/hulp/" if language == "nl" else "/en/help/"
        if theme.name == "jong":
            help_page = reverse_in(language, "directory:offers") + "?voor=young"
        assert f'href="{help_page}"' in page


def test_in_a_list_a_question_goes_with_its_answer():
    assert (
        brief("Mag jij een prik geven? Soms wel. Vraag het.") == "Mag jij een prik geven? Soms wel."
    )
    assert brief("Dat mag. Vraag het.") == "Dat mag."
    assert brief("Alleen een vraag?") == "Alleen een vraag?"


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_article_that_is_not_about_dying_folds_offers_that_are(language, client):
    seen = 0
    for name, article in articles(language).items():
        shown = article_page(name, language)
        named = [refer("offer", each, language) for each in article.entry.offers]
        dying = {each.href for each in named if each.about_dying}
        if article.entry.about_dying or not dying:
            assert not shown.folded
            continue
        seen += 1
        assert {each.href for each in shown.folded} == dying
        help_ = client.get(shown.href).content.decode().split('id="hulp"', 1)[1]
        open_, folded = help_.split("</section>", 1)[0].split("<details", 1)
        assert all(f'href="{each}"' in folded and f'href="{each}"' not in open_ for each in dying)
    assert seen


def test_a_text_about_overload_points_at_a_check_that_can_be_begun(settings):
    assert [each.kind for each in article_page("overbelasting-herkennen", "nl").checks] == [
        "check",
        "check",
    ]
    settings.CHECKS_OFF = ("csi",)
    article_page.cache_clear()
    names = [each.name for each in article_page("overbelasting-herkennen", "nl").checks]
    article_page.cache_clear()
    assert names == ["drie-minuten"]
