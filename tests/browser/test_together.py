"""Filling in together, a page for a conversation and a link, in a real browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import faults
from tests.browser.conftest import answer, onward

pytestmark = pytest.mark.browser
WIDTHS = (320, 390, 820, 1280)


def begin(page: Page, device: str) -> None:
    """Begin the check from its introduction, with somebody beside you."""
    page.get_by_role("link", name=re.compile("samen|together")).first.click()
    page.locator(f"input[name=apparaat][value={device}]").check(force=True)
    page.locator("#id_wie").fill("Joke van de thuiszorg")
    onward(page)
    for row in page.locator("main fieldset").all():
        row.locator("input[value=yes]").check(force=True)
    onward(page)
    page.wait_for_selector(".outcome")


def ask(page: Page) -> None:
    """Make the page for the conversation, from the outcome."""
    page.locator("main a[href$='/gesprek/'], main a[href$='/conversation/']").first.click()
    page.locator("input[name=voorstel]").first.check(force=True)
    page.locator("input[name=vragen]").first.fill("Wie belt wie als het misgaat?")
    onward(page)
    page.wait_for_selector(".sheet")


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_on_somebody_else_s_device_one_takes_it_along_and_nothing_stays(tab, script):
    with tab(java_script_enabled=script, service_workers="block") as t, tab() as phone:
        page = t.go("/hoe-gaat-het/csi/")
        begin(page, "ander")
        expect(page.locator("main")).to_contain_text("Samen ingevuld met Joke van de thuiszorg")
        outcome = page.url
        ask(page)
        expect(page.locator(".sheet")).to_contain_text("Wie belt wie als het misgaat?")
        sheet = page.locator("main a[href$='gesprek.pdf']").get_attribute("href")
        assert page.request.get(t.url + sheet).body()[:5] == b"%PDF-"
        page.locator("main a[href$='/meenemen/']").click()
        page.locator("main form .btn.quiet").first.click()
        link = page.locator("#link").inner_text()
        expect(page.locator(".qr svg")).to_have_count(1)
        page.get_by_role("button", name="Klaar: haal het weg van dit apparaat").click()
        expect(page.locator("h1")).to_have_text("Dit apparaat is weer leeg")
        assert page.context.cookies() == [] or all(
            each["name"] != "balans_gast" for each in page.context.cookies()
        )
        assert page.goto(outcome).status == 404
        other = phone.page
        other.goto(link)
        expect(other.locator("main")).not_to_contain_text("nachtrust")
        onward(other)
        expect(other.locator("main")).to_contain_text("Mijn nachtrust is verstoord")
        expect(other.locator("main")).to_contain_text("Wie belt wie als het misgaat?")
        assert t.elsewhere == phone.elsewhere == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_none_of_these_pages_has_an_accessibility_fault(tab, scheme):
    found = []
    start = {"light": "/hoe-gaat-het/csi/", "dark": "/en/how-are-you/csi/"}[scheme]
    with tab(color_scheme=scheme, service_workers="block") as t:
        page = t.go(start)
        page.get_by_role("link", name=re.compile("samen|together")).first.click()
        onward(page)
        page.wait_for_selector(".errors")
        found += faults(page)
        t.go(start)
        begin(page, "ander")
        found += faults(page)
        page.locator("main a[href$='/gesprek/'], main a[href$='/conversation/']").first.click()
        found += faults(page)
        page.locator("input[name=met][value=other]").check(force=True)
        onward(page)
        page.wait_for_selector(".errors")
        found += faults(page)
        page.locator("input[name=met][value=gp]").check(force=True)
        page.locator("input[name=vragen]").first.fill("Wie belt wie?")
        onward(page)
        page.wait_for_selector(".sheet")
        found += faults(page)
        page.locator("main a[href*='?met=vragen']").click()
        found += faults(page)
        page.go_back()
        page.locator("main a[href$='/meenemen/'], main a[href$='/take-along/']").click()
        found += faults(page)
        page.locator("main form .btn.quiet").first.click()
        page.wait_for_selector("#link")
        found += faults(page)
        page.goto(page.locator("#link").inner_text())
        found += faults(page)
    assert found == []


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_wider_than_the_page(tab, width):
    with tab(viewport={"width": width, "height": 900}, service_workers="block") as t:
        page = t.go("/hoe-gaat-het/csi/samen/")
        assert fits(page)
        t.go("/hoe-gaat-het/csi/")
        begin(page, "ander")
        assert fits(page)
        ask(page)
        assert fits(page)
        page.goto(page.url + "?verander")
        assert fits(page)
        page.goto(page.url.replace("gesprek/?verander", "meenemen/"))
        page.locator("main form .btn.quiet").first.click()
        page.wait_for_selector("#link")
        assert fits(page)


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_the_page_for_a_conversation_with_the_keyboard_alone(tab):
    with tab(viewport={"width": 1280, "height": 900}) as t:
        page = t.go("/hoe-gaat-het/csi/begin/")
        answer(page, 0)
        onward(page)
        page.wait_for_url("**/uitkomst/")
        page.goto(page.url.replace("uitkomst/", "gesprek/"))
        page.locator("#id_wens").focus()
        page.keyboard.type("Weer eens zingen")
        page.keyboard.press("Enter")
        page.wait_for_selector(".sheet")
        expect(page.locator(".sheet")).to_contain_text("Weer eens zingen")
