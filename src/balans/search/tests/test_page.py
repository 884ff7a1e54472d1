"""The page to search on: what stands first, what is folded, and that nothing breaks it."""

import logging

import pytest
from django.conf import settings
from django.db import OperationalError
from django.test import Client

from balans.directory.tests.offers import publish
from balans.search import views
from balans.search.engine import forget, search
from balans.search.models import Entry

pytestmark = pytest.mark.django_db
ODD = [
    "😀😀",
    "'; DROP TABLE search_entry; --",
    '" OR 1=1 NEAR(',
    "a" * 10_000,
    "zorg " * 2_000,
    "مساعدة في الليل",
    "\u202eגרוז\u202c",
    "zo\x00rg\x07 \u200b",
    "%%%_\\",
    "* -zorg title_terms:x",
    "{fact:x} <script>alert(1)</script>",
    "夜の介護",
    "ĳ ﬁ ﷺ",
    ".",
]


@pytest.fixture(autouse=True)
def anew(index):
    forget()
    yield
    forget()


def page(query: str, path: str = "/zoeken/", **more: str) -> str:
    response = Client().get(path, {"q": query, **more})
    assert response.status_code == 200
    return response.content.decode()


def names(query: str, group: str, language: str = "nl", place=None) -> list[str]:
    hits = (search(query, language, place).hits or {})[group]
    known = Entry.objects.in_bulk([hit.id for hit in hits])
    return [known[hit.id].name for hit in hits]


# Written down before looking: what carers really ask, and the need or article that answers.
QUESTIONS = [
    ("mijn man wil geen vreemden in huis", "/hulp/bij/geen-vreemden/"),
    ("wie betaalt de nachtzorg", "/hulp/bij/geld/"),
    ("mijn moeder is vannacht overleden, wat nu", "/hulp/bij/overleden/"),
    ("ik ben zo moe ik kan niet meer", "/hulp/bij/niet-meer-kunnen/"),
    ("hoe krijg ik iemand die een nacht bij hem blijft", "/hulp/bij/nacht-slapen/"),
    ("mag ik vrij nemen van mijn werk om te zorgen", "/hulp/bij/werk/"),
    ("hoe vertel ik het de kinderen", "/hulp/bij/kinderen/"),
    ("ik voel me zo schuldig als ik weg ga", "/hulp/bij/schuld/"),
    ("hij eet bijna niks meer", "/hulp/bij/eten/"),
    ("mijn broers doen niks en ik doe alles", "/hulp/bij/zorg-delen/"),
    ("waar kan ik een bed lenen", "/hulp/bij/hulpmiddelen/"),
    ("hoe weet ik dat het einde nadert", "/hulp/bij/laatste-dagen/"),
]


@pytest.mark.parametrize(("question", "address"), QUESTIONS)
def test_what_carers_really_ask_is_answered_first(question, address):
    html = page(question)
    first = html.index(address)
    others = [html.find(mark) for mark in ('id="soort-1"', '<h2 id="niets"')]
    assert all(first < other for other in others if other >= 0)


@pytest.mark.parametrize(
    ("query", "group", "name"),
    [
        ("mantelzorgers", "offers", "steunpunt"),
        ("MANTELZORGMAKELAAR", "offers", "mantelzorgmakelaar"),
        ("clientondersteuner", "offers", "clientondersteuner"),
        ("respeitzorg", "articles", "respijtzorg"),
        ("palliatif", "articles", "wat-palliatief-betekent"),
        ("taxi", "offers", "vervoer"),
        ("persoonsgebonden budget", "articles", "pgb"),
        ("grenzen", "exercises", "grenzen"),
        ("rouwgroep", "offers", "rouwgroep"),
    ],
)
def test_one_word_finds_what_it_is_about(query, group, name):
    assert name in names(query, group)[:3]


def test_a_mistake_is_mended_and_said():
    html = page("respeitzorg")
    assert "Bedoelde je" in html and "?q=respijtzorg" in html
    assert "Bedoelde je" not in page("respijtzorg")


def test_english_is_searched_in_english():
    html = page("my husband wants no strangers in the house", "/en/search/")
    assert "/en/" in html and "no-strangers-in-the-house" in html
    assert "respijtzorg" in names("respite care", "articles", "en")[:2]


def test_dying_is_folded_for_who_did_not_ask():
    html = page("wie helpt bij verdriet om mijn zieke man")
    unfolded = html.split('<details class="stack">')[0]
    for row in Entry.objects.filter(about_dying=True, language="nl").exclude(kind="need"):
        assert row.href not in unfolded


@pytest.mark.parametrize("query", ["rouw", "mijn moeder gaat dood", "begrafenis", "hoe lang nog"])
def test_dying_is_shown_to_who_asks(query):
    found = search(query, "nl")
    assert found.asks_about_dying and not found.folded


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("ik wil niet meer leven", ["113", "112"]),
        ("zelfmoord", ["113", "112"]),
        ("zelfmoort", ["113", "112"]),
        ("112", ["112"]),
        ("hij ademt niet meer", ["112"]),
        ("mijn man slaat me", ["112", "veilig-thuis"]),
    ],
)
def test_whom_to_call_stands_first(query, numbers):
    html = page(query)
    assert list(search(query, "nl").call) == numbers
    at = html.index('id="bel"')
    rest = [html.find(mark) for mark in ('id="antwoord"', 'id="soort-1"', 'id="niets"', 'id="ook"')]
    assert all(at < each for each in rest if each >= 0)


def test_whom_to_call_stands_there_in_english_and_with_the_database_away(monkeypatch):
    assert "113" in page("i want to die", "/en/search/").split('id="bel"')[1][:2000]

    def away(*_arguments):
        raise OperationalError

    monkeypatch.setattr(views, "search", away)
    response = Client().get("/zoeken/", {"q": "ik wil dood"})
    assert response.status_code == 503
    assert 'id="bel"' in response.content.decode() and "Mantelzorglijn" in response.content.decode()


def test_an_ordinary_query_frightens_nobody():
    for query in ("respijtzorg", "mijn moeder heeft pijn", "hij slikt niet goed", "was ophangen"):
        assert not search(query, "nl").call


@pytest.mark.parametrize("query", ODD)
@pytest.mark.parametrize("path", ["/zoeken/", "/en/search/", "/zoeken/suggesties/"])
def test_whatever_is_typed_never_breaks_it(query, path):
    response = Client().get(path, {"q": query, "soort": query[:20], "blad": query[:20]})
    assert response.status_code == 200
    assert b"<script>alert" not in response.content


def test_bytes_that_are_no_text_break_nothing():
    assert Client().get("/zoeken/?q=%ff%fe%00&blad=%00").status_code == 200


def test_a_very_long_query_is_cut_and_that_is_said():
    assert "Je vraag was heel lang" in page("zorg " * 100)
    assert "Je vraag was heel lang" not in page("zorg")


def test_without_a_query_there_are_three_ways_on():
    html = Client().get("/zoeken/").content.decode()
    for way in ('href="/hulp/"', 'href="/nu-iemand-spreken/"', "Mantelzorglijn"):
        assert way in html.split("<main")[1].split("</main>")[0]


def test_with_nothing_found_there_are_three_ways_on():
    html = page("xyzzyqwert").split("<main")[1].split("</main>")[0]
    assert "niets" in html
    for way in ('href="/hulp/"', 'href="/nu-iemand-spreken/"', "Mantelzorglijn"):
        assert way in html


def test_what_is_near_stands_before_what_is_national():
    offer = publish("Respijtzorg De Zwaluw", needs=["vrije-uren"])
    client = Client()
    client.cookies[settings.PLACE_COOKIE] = "zwolle"
    html = client.get("/zoeken/", {"q": "respijtzorg"}).content.decode()
    assert html.index(str(offer.pk)) < html.index("/hulp/aanbod/respijtzorg/", html.index("soort-"))
    assert "We keken ook naar hulp in Zwolle" in html
    assert str(offer.pk) in page("respijtzorg zwolle")


def test_another_municipality_is_not_shown_unless_there_is_nothing_else():
    offer = publish("Respijtzorg De Zwaluw", needs=["vrije-uren"])
    assert str(offer.pk) not in page("respijtzorg")
    assert str(offer.pk) not in page("respijtzorg assen")
    assert str(offer.pk) in page("zwaluw").split('id="elders"')[1]


def test_a_local_offer_about_dying_is_folded_too():
    offer = publish("Avond over later bij De Zwaluw", about_dying=True)
    html = page("avond zwolle")
    assert str(offer.pk) not in html.split('<details class="stack">')[0]


def test_a_page_of_one_kind_has_twenty_and_a_next():
    for number in range(25):
        publish(f"Zwaluw {number}")
    html = page("zwaluw in zwolle", soort="hulp")
    assert html.count("/hulp/bij-jou/") == 20 and "blad=2" in html
    second = page("zwaluw in zwolle", soort="hulp", blad="2")
    assert second.count("/hulp/bij-jou/") == 5 and "blad=3" not in second
    assert page("zwaluw in zwolle", soort="hulp", blad="999").count("/hulp/bij-jou/") == 5


def test_no_more_than_some_twenty_stand_on_the_first_page():
    main = page("mantelzorg").split("<main")[1].split("</main>")[0]
    assert main.split('<details class="stack">')[0].count("<li><a") <= 26


def test_a_page_needs_few_queries(django_assert_max_num_queries):
    page("respijtzorg")
    with django_assert_max_num_queries(6):
        page("respijtzorg zwolle")


def test_a_query_is_kept_by_no_cache_and_told_to_no_other_page():
    for path in ("/zoeken/", "/zoeken/suggesties/"):
        response = Client().get(path, {"q": "rouwgroep"})
        assert response.headers["Cache-Control"] == "private, no-store"
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in response.headers["X-Robots-Tag"]
        assert not response.cookies


def test_the_page_without_a_query_may_be_found_and_kept():
    response = Client().get("/zoeken/")
    assert "X-Robots-Tag" not in response.headers and b"noindex" not in response.content


def test_the_words_of_a_query_stand_in_no_link_to_another_page():
    html = page("zwaluwenverdriet")
    links = [part.split('"')[0] for part in html.split('href="')[1:]]
    assert all(link.startswith("?q=") for link in links if "zwaluwenverdriet" in link)


def test_no_word_of_a_query_is_logged_or_kept(caplog):
    with caplog.at_level(logging.DEBUG, logger="balans"):
        page("zwaluwenverdriet rouwgroep")
        page("respeitzorgje")
    assert "zwaluwenverdriet" not in caplog.text and "respeitzorgje" not in caplog.text
    from django.apps import apps

    for model in apps.get_models():
        for row in model._default_manager.values_list():
            assert "zwaluwenverdriet" not in str(row) and "respeitzorgje" not in str(row)


def suggested(typed: str, path: str = "/zoeken/suggesties/") -> list[dict[str, str]]:
    return Client().get(path, {"q": typed}).json()["options"]


def test_suggestions_lead_to_pages_that_begin_so():
    options = suggested("nach")
    assert options[0] == {
        "title": "Ik wil een nacht slapen",
        "kind": "Vraag",
        "href": "/hulp/bij/nacht-slapen/",
    }
    assert "/informatie/zorgen/nachten/" in {each["href"] for each in options}
    assert len(options) <= 8
    for option in options:
        assert Client().get(option["href"]).status_code == 200


def test_suggestions_leave_out_dying_until_one_types_of_it():
    shown = {each["href"] for each in suggested("wat")}
    dying = set(Entry.objects.filter(about_dying=True).values_list("href", flat=True))
    assert shown and dying and not shown & dying
    assert "/hulp/bij/rouw/" in {each["href"] for each in suggested("rouw")}


def test_one_letter_suggests_nothing():
    assert not suggested("n") and not suggested("")


def test_suggestions_are_there_in_english():
    found = suggested("night", "/en/search/suggestions/")
    assert found and all(each["href"].startswith("/en/") for each in found)


def test_the_field_stands_on_home_and_the_menu_leads_there():
    html = Client().get("/").content.decode()
    assert 'action="/zoeken/"' in html and 'href="/zoeken/"' in html


def test_it_is_only_read_never_posted():
    assert Client().post("/zoeken/", {"q": "zorg"}).status_code == 405
