"""The place in its cookie, the needs, and the list of all help."""

import pytest
from django.conf import settings
from django.urls import reverse

from balans.directory.needs import needs
from balans.directory.tests.offers import TITLE, publish, retire

pytestmark = pytest.mark.django_db
NEED = "praten"


def need_page(client, name: str = NEED, language: str = "nl") -> str:
    slug = needs(language)[name].slug
    prefix = "/hulp/bij/" if language == "nl" else "/en/help/with/"
    response = client.get(f"{prefix}{slug}/")
    assert response.status_code == 200
    return response.content.decode()


def choose(client, typed: str = "8011 AB", back: str = "/hulp/"):
    return client.get("/hulp/plaats/", {"plaats": typed, "naar": back})


def test_a_postcode_is_remembered_as_a_municipality_and_nothing_else(anna):
    response = choose(anna)
    assert (response.status_code, response["Location"]) == (302, "/hulp/")
    cookie = response.cookies[settings.PLACE_COOKIE]
    assert cookie.value == "zwolle"
    assert (cookie["max-age"], cookie["samesite"], cookie["httponly"]) == (31_536_000, "Lax", True)
    assert settings.KEY_COOKIE not in response.cookies
    assert "<strong>Zwolle</strong>" in anna.get("/hulp/").content.decode()


def test_a_place_is_forgotten_when_asked(anna):
    choose(anna)
    response = anna.post("/hulp/plaats/vergeten/", {"naar": "/hulp/aanbod/"})
    assert (response.status_code, response["Location"]) == (302, "/hulp/aanbod/")
    assert anna.cookies[settings.PLACE_COOKIE].value == ""
    assert "<strong>Zwolle</strong>" not in anna.get("/hulp/").content.decode()


@pytest.mark.parametrize("typed", ["0123", "1999 zz", "Nergenshuizen", "", "🙂", "' OR 1=1 --"])
def test_a_place_that_we_do_not_know_is_met_kindly(anna, typed):
    response = choose(anna, typed)
    page = response.content.decode()
    assert response.status_code == 422
    assert settings.PLACE_COOKIE not in response.cookies
    assert response.context["sought"].typed == typed
    assert 'aria-invalid="true"' in page
    assert page.count("/hulp/plaats/?plaats=") == 342


def test_ten_thousand_signs_are_no_trouble(anna):
    assert choose(anna, "x" * 10_000).status_code == 422
    assert anna.get("/hulp/aanbod/", {"nodig": "x" * 10_000}).status_code == 200


def test_a_name_that_may_mean_several_lets_one_choose(anna):
    response = choose(anna, "Bergen")
    page = response.content.decode()
    assert response.status_code == 200
    assert settings.PLACE_COOKIE not in response.cookies
    assert "Bergen (NH)" in page
    assert choose(anna, "Bergen (NH)").cookies[settings.PLACE_COOKIE].value == "bergen-nh"


def test_after_choosing_one_comes_back_here_and_never_elsewhere(anna):
    assert choose(anna, back="/hulp/aanbod/?gratis=1")["Location"] == "/hulp/aanbod/?gratis=1"
    for evil in ("https://evil.example/", "//evil.example/", "javascript:alert(1)"):
        assert choose(anna, back=evil)["Location"] == "/hulp/"


def test_a_made_up_place_in_the_cookie_is_no_place(anna):
    anna.cookies[settings.PLACE_COOKIE] = "<script>"
    page = anna.get("/hulp/").content.decode()
    assert "<script>" not in page.replace('<script type="module"', "")
    assert 'name="plaats"' in page


def test_who_has_a_place_never_gets_the_page_without_and_the_other_way_round(anna, chris):
    publish()
    for client in (anna, chris, anna):
        assert TITLE not in need_page(client)
    choose(anna)
    assert TITLE in need_page(anna)
    assert TITLE not in need_page(chris)
    assert TITLE in need_page(anna)
    assert "<strong>Zwolle</strong>" not in chris.get("/hulp/").content.decode()


def test_a_page_without_a_place_is_answered_from_memory(anna, chris, django_assert_num_queries):
    with django_assert_num_queries(0):
        first = anna.get("/hulp/")
        assert chris.get("/hulp/")["ETag"] == first["ETag"]
        assert anna.get("/hulp/").status_code == 200


def test_the_page_of_a_need_costs_one_query_however_many_offers_there_are(
    anna, django_assert_num_queries
):
    for number in range(30):
        publish(f"Wandeling {number:02}")
    choose(anna)
    with django_assert_num_queries(1):
        page = need_page(anna)
    assert page.count('<a href="/hulp/bij-jou/') == 3
    assert f"/hulp/aanbod/?nodig={NEED}" in page


def test_where_nothing_is_known_near_there_is_always_a_way_on(anna):
    publish(areas=["kampen"])
    choose(anna)
    page = need_page(anna)
    assert TITLE not in page
    assert "gemeente Zwolle" in page
    assert "/hulp/aanbod/wmo-loket/" in page
    assert "/hulp/aanbod/steunpunt/" in page


def test_a_draft_or_a_retired_offer_is_not_in_any_list(anna):
    retire(publish())
    choose(anna)
    assert TITLE not in need_page(anna)
    assert TITLE not in anna.get("/hulp/aanbod/").content.decode()


def test_what_fits_a_need_best_comes_first(anna):
    publish("Aardig", needs=["eten", NEED])
    publish("Zeker", needs=[NEED])
    choose(anna)
    page = need_page(anna)
    assert page.index("Zeker") < page.index("Aardig")


def test_help_about_dying_is_folded_where_nobody_asked(anna):
    publish("Waken met Dirk", about_dying=True)
    choose(anna)
    assert "Waken met Dirk" not in need_page(anna)
    listed = anna.get("/hulp/aanbod/").content.decode()
    assert "Waken met Dirk" not in listed
    assert "afscheid=1" in listed
    assert "Waken met Dirk" in anna.get("/hulp/aanbod/?afscheid=1").content.decode()


def test_who_is_bereaved_sees_help_for_it_without_asking(anna):
    publish("Rouwgroep met Dirk", about_dying=True)
    choose(anna)
    anna.post("/mijn/overleden/", {})
    assert "Rouwgroep met Dirk" in anna.get("/hulp/aanbod/").content.decode()
    assert 'id="daarna"' in anna.get("/hulp/").content.decode()


def test_needs_about_dying_stand_folded_at_the_end(anna):
    page = anna.get("/hulp/").content.decode()
    for each in needs("nl").values():
        assert f"/hulp/bij/{each.slug}/" in page
        if each.entry.about_dying:
            assert page.index(f"/hulp/bij/{each.slug}/") > page.rindex("<details")


def test_the_list_says_what_is_filtered_and_how_to_take_it_off(anna):
    page = anna.get("/hulp/aanbod/", {"nodig": NEED, "gratis": "1"}).content.decode()
    assert f'href="/hulp/aanbod/?nodig={NEED}"' in page
    assert 'href="/hulp/aanbod/?gratis=1"' in page
    assert 'href="/hulp/aanbod/"' in page


def test_the_list_goes_on_over_pages(anna):
    for number in range(45):
        publish(f"Wandeling {number:02}", needs=["eten"])
    choose(anna)
    first = anna.get("/hulp/aanbod/?nodig=eten")
    assert "Wandeling 00" in first.content.decode()
    assert "nodig=eten&amp;bladzijde=2" in first.content.decode()
    second = anna.get("/hulp/aanbod/?nodig=eten&bladzijde=2").content.decode()
    assert "Wandeling 20" in second
    assert "Wandeling 00" not in second
    for strange in ("0", "-3", "99999999999", "²", "x"):
        assert anna.get("/hulp/aanbod/", {"bladzijde": strange}).status_code == 200


def test_an_empty_list_leads_on(anna):
    choose(anna)
    page = anna.get("/hulp/aanbod/?via=app&voor=child&gratis=1&open=1&nodig=waken").content.decode()
    assert "/hulp/aanbod/wmo-loket/" in page


@pytest.mark.parametrize("strange", ["bestaat-niet", "' OR 1=1", "🙂", "\x00"])
def test_a_strange_need_is_no_trouble(anna, strange):
    assert anna.get("/hulp/aanbod/", {"nodig": strange}).status_code == 200
    assert anna.get("/hulp/bij/bestaat-niet/").status_code == 404


def test_the_list_costs_two_queries_at_most(anna, django_assert_max_num_queries):
    for number in range(30):
        publish(f"Wandeling {number}")
    choose(anna)
    with django_assert_max_num_queries(2):
        anna.get("/hulp/aanbod/")


def test_all_of_it_is_there_in_english(anna):
    publish()
    anna.get("/en/help/place/", {"plaats": "Zwolle"})
    page = need_page(anna, language="en")
    assert 'lang="nl"><a href="/en/help/near-you/' in page
    index = anna.get(reverse("directory:index")).content.decode()
    assert 'href="/en/help/"' in index
    assert anna.get("/en/help/offers/").status_code == 200


def test_help_around_dying_takes_no_place_from_help_that_was_asked_for(anna):
    for number in range(5):
        publish(f"Afscheid {number}", about_dying=True)
    publish("Wandelen")
    choose(anna)
    page = need_page(anna)
    assert "Wandelen" in page
    assert "Afscheid" not in page


@pytest.mark.parametrize("typed", ["8011 AB", "9876 XY", "Bergen", ""])
def test_what_somebody_typed_for_a_place_stays_in_no_cache(anna, typed):
    response = choose(anna, typed)
    assert response.headers["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize(
    "back", ["//evil.example/", "/\\evil.example", "/\t/evil.example", "https://evil.example/"]
)
def test_choosing_a_place_never_leads_elsewhere(anna, back):
    assert choose(anna, back=back)["Location"] == "/hulp/"
    assert anna.post("/hulp/plaats/vergeten/", {"naar": back})["Location"] == "/hulp/"


@pytest.mark.parametrize("path", ["/hulp/", "/hulp/bij/praten/", "/hulp/aanbod/"])
def test_a_page_that_names_a_place_is_not_there_when_one_goes_back(anna, path):
    choose(anna)
    response = anna.get(path)
    assert "Zwolle" in response.content.decode()
    assert response.headers["Cache-Control"] == "no-store, private"
    assert "Cookie" in response.headers["Vary"]
