"""When a loved one died: told once, felt everywhere, taken back at any time, in both languages."""

from datetime import date

import pytest
from django.conf import settings
from django.utils import timezone

from balans.accounts.models import Owner
from balans.accounts.place.since import Since
from balans.articles.screen import article_page
from balans.grief import form

FIRST_DAYS = "/informatie/laatste-fase/de-eerste-uren-en-dagen/"
MOURNING = "/informatie/afscheid-en-rouw/rouw-is-geen-ziekte/"
DIED = "/mijn/overleden/"
TODAY = date(2026, 11, 25)
LIVING = ("Je zorgt", "degene voor wie je zorgt", "je dierbare")
"""Words that presume a loved one who lives."""


def said(client, url: str) -> str:
    return client.get(url).content.decode()


def main_of(page: str) -> str:
    return page.split("<main", 1)[1].split("</main>", 1)[0]


@pytest.mark.parametrize(
    ("posted", "since"),
    [
        ({}, None),
        ({"sinds": ""}, None),
        ({"sinds": "kat"}, None),
        ({"sinds": "vandaag"}, Since(year=2026, month=11, day=25)),
        ({"sinds": "gisteren"}, Since(year=2026, month=11, day=24)),
        (
            {"sinds": "vandaag", "sinds-day": "3", "sinds-month": "2", "sinds-year": " 2020 "},
            Since(year=2020, month=2, day=3),
        ),
        ({"sinds-month": "2", "sinds-year": "2020"}, Since(year=2020, month=2)),
        ({"sinds-year": "1999"}, Since(year=1999)),
        ({"sinds-month": "11", "sinds-year": "2026"}, Since(year=2026, month=11)),
    ],
)
def test_a_day_a_month_a_year_or_nothing_is_enough(posted, since):
    assert form.read(posted, TODAY) == since


@pytest.mark.parametrize(
    ("posted", "words"),
    [
        ({"sinds-day": "3"}, "Schrijf de maand en het jaar erbij"),
        ({"sinds-day": "3", "sinds-year": "2020"}, "Schrijf de maand en het jaar erbij"),
        ({"sinds-day": "31", "sinds-month": "2", "sinds-year": "2020"}, "Deze dag kennen we niet"),
        ({"sinds-year": "²⁰²⁰"}, "Deze dag kennen we niet"),
        ({"sinds-year": "9" * 5000}, "Deze dag kennen we niet"),
        ({"sinds-year": "vorig jaar"}, "Deze dag kennen we niet"),
        ({"sinds-day": "26", "sinds-month": "11", "sinds-year": "2026"}, "moet nog komen"),
    ],
)
def test_what_cannot_be_is_asked_again_kindly(posted, words):
    with pytest.raises(form.Unreadable, match=words):
        form.read(posted, TODAY)


@pytest.mark.django_db
def test_a_visitor_can_tell_it_and_only_looking_keeps_nothing(anna):
    assert "Je hebt voor iemand gezorgd." in said(anna, DIED)
    assert not Owner.objects.exists()
    response = anna.post(DIED, {})
    assert response.headers["Location"] == DIED and settings.KEY_COOKIE in response.cookies
    page = said(anna, DIED)
    assert "Je hebt het verteld" in page and "Dat liet je open." in page


@pytest.mark.django_db
def test_what_does_not_fit_comes_back_with_what_was_typed_and_keeps_nothing(anna):
    response = anna.post(DIED, {"sinds-day": "31", "sinds-month": "2", "sinds-year": "2020"})
    page = response.content.decode()
    assert (
        response.status_code == 422 and 'value="31"' in page and "Deze dag kennen we niet" in page
    )
    assert not Owner.objects.exists()


@pytest.mark.django_db
def test_it_is_kept_sealed(anna):
    anna.post("/mijn/gegevens/", {"dierbare": "Jan"})
    anna.post(DIED, {"sinds-year": "1987"})
    kept = bytes(Owner.objects.get().profile)
    assert b"1987" not in kept and b"Jan" not in kept and b"losses" not in kept
    assert "1987" in said(anna, DIED)


@pytest.mark.django_db
def test_it_can_be_taken_back_at_once_and_everything_is_as_before(anna):
    anna.post("/mijn/gegevens/", {"naam": "Greet", "dierbare": "Jan", "relatie": "partner"})
    before = said(anna, "/mijn/gegevens/")
    anna.post(DIED, {"sinds": "vandaag"})
    assert "Je hebt het verteld" in said(anna, DIED)
    anna.post(f"{DIED}terugnemen/", {"aantal": "1"})
    anna.post(f"{DIED}terugnemen/", {"aantal": "1"})
    assert "Je hebt voor iemand gezorgd" in said(anna, DIED)
    strip = "csrfmiddlewaretoken"
    assert before.split(strip)[0] == said(anna, "/mijn/gegevens/").split(strip)[0]
    assert 'value="Jan"' in said(anna, "/mijn/gegevens/")


@pytest.mark.parametrize("count", ["", "kat", "9" * 5000, "0", "2", "²"])
@pytest.mark.django_db
def test_a_strange_count_takes_nothing_back(anna, count):
    anna.post(DIED, {})
    assert anna.post(f"{DIED}terugnemen/", {"aantal": count}).status_code == 302
    assert "Je hebt het verteld" in said(anna, DIED)


@pytest.mark.django_db
def test_who_cares_for_somebody_else_can_say_so_and_the_loss_keeps_a_place(anna):
    anna.post("/mijn/gegevens/", {"dierbare": "Jan"})
    anna.post(DIED, {})
    response = anna.post(f"{DIED}weer-zorgen/")
    assert response.headers["Location"] == "/mijn/gegevens/"
    page = said(anna, "/mijn/gegevens/")
    assert 'name="gemist" type="text" value="Jan"' in page and 'name="dierbare"' in page
    anna.post("/mijn/gegevens/", {"gemist": "Jan", "dierbare": "Toos"})
    assert "Wat je eerder vertelde" in said(anna, DIED)
    anna.post(DIED, {"sinds-year": "2026"})
    assert 'value="Toos"' in said(anna, "/mijn/gegevens/")


@pytest.mark.django_db
def test_nothing_about_caring_is_suggested_any_more(anna):
    anna.post("/oefeningen/grenzen/begin/", {"naam": "Koosje"})
    from balans.questionnaires.models import Attempt

    Attempt.objects.update(finished_at=timezone.now())
    assert "Niet meer tonen" in said(anna, "/mijn/")
    anna.post(DIED, {})
    page = said(anna, "/mijn/")
    assert "Niet meer tonen" not in page and "Nadenken over je grenzen" in page
    assert FIRST_DAYS in page and MOURNING in page


@pytest.mark.parametrize(
    ("posted", "first"),
    [
        ({"sinds": "vandaag"}, FIRST_DAYS),
        ({}, FIRST_DAYS),
        ({"sinds-year": "2001"}, MOURNING),
    ],
)
@pytest.mark.django_db
def test_the_tone_follows_the_time(anna, posted, first):
    anna.post(DIED, posted)
    page = main_of(said(anna, "/mijn/"))
    other = {FIRST_DAYS: MOURNING, MOURNING: FIRST_DAYS}[first]
    assert page.index(first) < page.index(other)


@pytest.mark.parametrize(
    "url",
    [
        "/mijn/",
        "/mijn/gegevens/",
        DIED,
        "/oefeningen/",
        "/oefeningen/grenzen/",
        "/oefeningen/activiteiten/",
        "/oefeningen/doelen/",
        "/oefeningen/contact/",
        "/mijn-plan/",
    ],
)
@pytest.mark.django_db
def test_no_page_speaks_of_a_loved_one_who_lives(anna, url):
    anna.post(DIED, {})
    page = main_of(said(anna, url))
    found = [words for words in LIVING if words in page and words != "je dierbare"]
    assert found == []
    assert "je dierbare" not in page or "Wie er voor je dierbare zorgde" in page


@pytest.mark.django_db
def test_a_plan_stays_and_asks_nothing(anna):
    assert "Bijvoorbeeld:" in said(anna, "/mijn-plan/nieuw/")
    anna.post("/mijn-plan/nieuw/", {"doel": "Naar zee", "check": "2"})
    assert "Je kijkt hoe het gaat op" in said(anna, "/mijn-plan/")
    anna.post(DIED, {})
    page = said(anna, "/mijn-plan/")
    assert "Naar zee" in page and "Je kijkt hoe het gaat op" not in page
    assert "Bijvoorbeeld:" not in said(anna, "/mijn-plan/nieuw/")


@pytest.mark.parametrize("name", ["de-eerste-uren-en-dagen", "rouw-is-geen-ziekte"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_each_text_has_people_to_call_in_words_for_the_bereaved(name, language):
    page = article_page(name, language)
    assert len(page.helplines) >= 3
    texts = " ".join(f"{each.text} {each.how}" for each in page.helplines)
    assert "niet meer beter" not in texts and "will not get better" not in texts
    assert "!" not in page.article.prose.text and "helaas" not in page.article.prose.text.lower()


@pytest.mark.django_db
def test_what_stood_here_before_leads_to_its_text_without_a_key(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/mijn/eerste-dagen/").headers["Location"] == FIRST_DAYS
        assert client.get("/mijn/rouw/").headers["Location"] == MOURNING
        assert "zesde werkdag" in said(client, FIRST_DAYS)
        english = client.get("/en/mine/first-days/").headers["Location"]
        assert english == "/en/information/last-phase/the-first-hours-and-days/"


@pytest.mark.django_db
def test_it_is_told_and_taken_back_in_english_too(client):
    assert "You cared for somebody." in said(client, "/en/mine/died/")
    client.post("/en/mine/died/", {"sinds": "vandaag"})
    assert "You have told us" in said(client, "/en/mine/died/")
    assert "The first hours and days" in said(client, "/en/mine/")
    client.post("/en/mine/died/take-back/", {"aantal": "1"})
    assert "My loved one has died" in said(client, "/en/mine/died/")


@pytest.mark.django_db
def test_the_page_to_call_somebody_now_says_nothing_of_it(client):
    assert "overleden" not in main_of(said(client, "/nu-iemand-spreken/"))
