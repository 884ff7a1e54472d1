"""Leaving quickly: at once, for somewhere ordinary, and Back does not come back."""

import re
import time

import pytest
from playwright.sync_api import Error, expect

from tests.browser.axe import faults
from tests.browser.test_accounts import come_in, new_address

pytestmark = pytest.mark.browser
AWAY = "https://www.knmi.nl/"
OWN = (
    "/mijn/",
    "/herinneringen/",
    "/mijn-plan/",
    "/hoe-gaat-het/csi/begin/",
    "/nu-iemand-spreken/",
)
WIDTHS = (320, 390, 820, 1280)
COVERED = """() => { scrollTo(0, document.body.scrollHeight);
    const box = document.querySelector('.leave').getBoundingClientRect();
    return [...document.querySelectorAll('footer a')].filter((each) => {
        const other = each.getBoundingClientRect();
        return other.bottom > box.top && other.top < box.bottom && other.right > box.left;
    }).map((each) => each.textContent) }"""


@pytest.fixture
def weather():
    """Stand in for the site that it leads to; note what each visit to it brought along."""

    def stand_in(t) -> list[dict[str, str]]:
        visits = []

        def answer(route):
            visits.append(route.request.all_headers())
            route.fulfill(body="<title>Weer</title><p>Droog", content_type="text/html")

        t.page.context.route(AWAY + "**", answer)
        return visits

    return stand_in


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without"])
def test_one_press_leads_to_an_ordinary_site_that_does_not_learn_from_where(tab, weather, scripts):
    with tab(java_script_enabled=scripts, service_workers="block") as t:
        visits = weather(t)
        for path in OWN:
            page = t.go(path)
            page.keyboard.press("Tab")
            page.keyboard.press("Tab")
            assert page.evaluate("document.activeElement.className") == "leave", path
            page.keyboard.press("Enter")
            page.wait_for_url(AWAY)
        assert len(visits) == len(OWN) and not any("referer" in each for each in visits)


def go_back(page) -> None:
    try:
        page.go_back()
    except Error:
        """It left again before it was there."""
    page.wait_for_url(AWAY)


def test_back_does_not_come_back_to_any_page_before_it(tab, weather):
    with tab(service_workers="block") as t:
        weather(t)
        t.go("/mijn/gegevens/").fill("[name=naam]", "Annemarie")
        t.page.locator("main form .btn.main").first.click()
        t.page.wait_for_selector("text=Annemarie")
        t.go("/herinneringen/")
        t.page.locator(".leave").click()
        t.page.wait_for_url(AWAY)
        for _page in range(2):
            go_back(t.page)
            assert "Droog" in t.page.content() and "Annemarie" not in t.page.content()
        # Who comes by themselves is at home again.
        assert "Annemarie" in t.go("/mijn/").content()


def test_the_page_is_blank_before_anything_else_happens(tab, weather):
    with tab(service_workers="block") as t:
        weather(t)
        page, seen = t.go("/mijn/"), []
        page.expose_function("saw", lambda words: seen.append(words))
        page.evaluate(
            "() => new MutationObserver(() => saw(document.title + document.body.innerText))"
            ".observe(document.body, { childList: true })"
        )
        page.locator(".leave").click()
        page.wait_for_url(AWAY)
        assert seen == ["…"]


def test_three_times_escape_leaves_and_says_how_many_are_left(tab, weather):
    with tab(service_workers="block") as t:
        weather(t)
        page = t.go("/mijn/")
        said = page.locator(".leave-said")
        page.keyboard.press("Escape")
        expect(said).to_have_text(re.compile("nog twee keer"))
        page.keyboard.press("a")
        expect(said).to_have_text("")
        for words in ("nog twee keer", "nog één keer"):
            page.keyboard.press("Escape")
            expect(said).to_have_text(re.compile(words))
        assert faults(page) == []
        page.keyboard.press("Escape")
        page.wait_for_url(AWAY)


def soon(is_so) -> bool:
    """Return whether it is so within seconds: what goes in passing gives no sign."""
    end = time.monotonic() + 8
    while not is_so():
        if time.monotonic() > end:
            return False
        time.sleep(0.2)
    return True


def test_what_was_typed_in_a_memory_waits_as_a_draft(tab, weather):
    with tab(service_workers="block") as t:
        weather(t)
        page = t.go("/herinneringen/nieuw/")
        page.fill("[name=tekst]", "Samen naar de vuurtoren gelopen")
        for _time in range(3):
            page.keyboard.press("Escape")
        page.wait_for_url(AWAY)
        assert soon(lambda: "vuurtoren" in t.go("/herinneringen/").content())


def test_on_the_device_of_somebody_else_it_closes_one_s_place_too(tab, weather):
    with tab(service_workers="block") as t:
        weather(t)
        come_in(t, new_address(), set(), shared=True)
        assert t.go("/mijn/account/").url.endswith("/mijn/account/")
        page = t.go("/herinneringen/nieuw/")
        page.fill("[name=tekst]", "Op de tablet van Piet geschreven")
        page.locator(".leave").click()
        page.wait_for_url(AWAY)
        assert soon(lambda: not t.go("/mijn/account/").url.endswith("/mijn/account/"))
        assert "tablet van Piet" not in t.go("/herinneringen/").content()


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("width", WIDTHS)
def test_it_lies_under_the_thumb_and_over_nothing(tab, width, language):
    look = {"color_scheme": "dark", "forced_colors": "active"} if width == 820 else {}
    with tab(viewport={"width": width, "height": 640}, service_workers="block", **look) as t:
        page = t.go("/mijn/" if language == "nl" else "/en/mine/")
        box = page.locator(".leave").bounding_box()
        assert box["height"] >= 44 and box["x"] >= 0
        assert (
            width - 40 < box["x"] + box["width"] <= width and 580 < box["y"] + box["height"] <= 640
        )
        assert page.evaluate(COVERED) == []
        # axe does not know the colours that a system forces.
        assert look or faults(page) == []
        page.emulate_media(media="print")
        assert not page.locator(".leave").is_visible()


def test_pages_for_everybody_and_for_staff_go_without(tab):
    with tab(service_workers="block") as t:
        for path in ("/", "/informatie/", "/over/", "/oefeningen/"):
            assert t.go(path).locator("leave-page").count() == 0, path
