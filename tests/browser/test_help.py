"""Finding help in a real browser: with and without JavaScript, narrow, and by keyboard."""

import re

import pytest

from tests.browser.axe import faults
from tests.browser.conftest import Tab
from tests.browser.test_narrow import NARROW, trouble

pytestmark = pytest.mark.browser
PLACED = [
    "/hulp/",
    "/hulp/bij/nacht-slapen/",
    "/hulp/bij/rouw/",
    "/hulp/aanbod/",
    "/hulp/aanbod/?nodig=praten&gratis=1&open=1",
    "/hulp/aanbod/?via=app&voor=child&gratis=1",
    "/hulp/aanbod/mantelzorglijn/",
    "/hulp/aanbod/mantelzorglijn/klopt-niet/",
    "/hulp/aanbod/mantelzorglijn/bewaren/",
    "/hulp/plaats/?plaats=bergen",
    "/hulp/plaats/?plaats=0123",
    "/hulp/gemeld/",
    "/hulp/bewaard/",
]
ENGLISH = ["/en/help/", "/en/help/offers/", "/en/help/kept/", "/en/help/offers/mantelzorglijn/"]
UNFOLD = "() => document.querySelectorAll('main details').forEach((each) => { each.open = true })"


def choose_place(t: Tab) -> None:
    page = t.go("/hulp/")
    page.fill("[name=plaats]", "8011 AB")
    page.get_by_role("button", name="Toon hulp dichtbij").click()
    page.get_by_text("Je zoekt in Zwolle").wait_for()


@pytest.mark.parametrize("scripts", [True, False])
def test_from_a_need_to_help_nearby_that_is_kept_with_a_note(tab, scripts):
    with tab(java_script_enabled=scripts, service_workers="block") as t:
        choose_place(t)
        page = t.page
        page.get_by_role("link", name="Ik wil een nacht slapen").click()
        page.get_by_role("link", name="Nachtwacht aan huis (voorbeeld)", exact=True).click()
        page.get_by_role("link", name="Bewaar dit").click()
        page.get_by_role("button", name="Ja, bewaar het").click()
        page.get_by_role("link", name="Schrijf op wat je deed").click()
        page.get_by_label("Ik wacht op antwoord").check(force=True)
        page.fill("[name=woorden]", "Vrijdag terugbellen 🌷")
        page.get_by_role("button", name="Bewaar", exact=True).click()
        page.get_by_text("Vrijdag terugbellen 🌷").wait_for()
        assert page.get_by_text("Ik wacht op antwoord").is_visible()
        assert t.elsewhere == []


def test_help_is_found_with_the_keyboard_alone(tab):
    with tab(service_workers="block") as t:
        page = t.go("/hulp/")
        page.locator("[name=plaats]").focus()
        page.keyboard.type("zwolle")
        page.keyboard.press("Enter")
        page.get_by_text("Je zoekt in Zwolle").wait_for()
        page.goto(t.url + "/hulp/aanbod/")
        page.locator("main summary").first.focus()
        page.keyboard.press("Enter")
        page.get_by_label("Alleen gratis").focus()
        page.keyboard.press("Space")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile("gratis=1"))
        page.locator(".offer .title a").first.focus()
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile("/hulp/(bij-jou|aanbod)/[^/?]+/"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_of_the_support_map_has_a_fault(tab, scheme):
    found = []
    with tab(color_scheme=scheme, service_workers="block") as t:
        t.become("greet")
        choose_place(t)
        for path in [*PLACED, *ENGLISH]:
            page = t.go(path)
            page.evaluate(UNFOLD)
            found += faults(page)
    assert found == []


def test_the_support_map_stands_on_the_narrowest_screen(tab):
    found = []
    with tab(viewport=NARROW, bypass_csp=True, service_workers="block") as t:
        for path in ("/hulp/", "/hulp/plaats/", "/hulp/bij/nacht-slapen/"):
            found += trouble(t, path)
        t.become("greet")
        choose_place(t)
        for path in PLACED:
            found += trouble(t, path)
    assert found == []
