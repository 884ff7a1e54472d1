"""Checks in a real browser: every one of them, with the keyboard, without JavaScript, and short."""

import re

import pytest
from playwright.sync_api import expect

from balans.questionnaires.content import checks
from tests.browser.axe import faults
from tests.browser.conftest import onward, walk

pytestmark = pytest.mark.browser
SLUGS = {language: [flow.words.slug for flow in checks(language)] for language in ("nl", "en")}


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
@pytest.mark.parametrize("slug", SLUGS["nl"])
def test_a_check_from_the_front_to_words_and_one_next_step(tab, slug, script):
    with tab(java_script_enabled=script, service_workers="block") as t:
        page = t.go("/hoe-gaat-het/")
        page.locator(f'main a[href="/hoe-gaat-het/{slug}/"]').first.click()
        walk(page, slug)
        assert re.search(rf"/hoe-gaat-het/{slug}/[0-9a-f-]+/uitkomst/$", page.url)
        expect(page.locator("main .next")).to_have_count(1)
        pdf = page.get_by_role("link", name="Download als pdf").get_attribute("href")
        file = page.request.get(t.url + pdf)
        assert file.headers["content-type"] == "application/pdf" and file.body()[:5] == b"%PDF-"
        assert t.elsewhere == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("place", range(len(SLUGS["nl"])))
def test_no_page_of_a_check_has_an_accessibility_fault(tab, place, scheme):
    found = []
    base = {
        "light": f"/hoe-gaat-het/{SLUGS['nl'][place]}/",
        "dark": f"/en/how-are-you/{SLUGS['en'][place]}/",
    }
    with tab(color_scheme=scheme, service_workers="block") as t:
        page = t.go(base[scheme])
        walk(page, base[scheme], look=lambda each: found.extend(faults(each)))
        found += faults(page)
    assert found == []


def test_thirteen_statements_with_the_keyboard_alone(tab):
    with tab(viewport={"width": 1280, "height": 900}) as t:
        page = t.go("/hoe-gaat-het/csi/begin/")
        page.locator("#inhoud").focus()
        for _statement in range(13):
            page.keyboard.press("Tab")
            page.keyboard.press("Space")
        assert page.locator("main input:checked").count() == 13
        page.keyboard.press("Enter")
        page.wait_for_url("**/uitkomst/")
        assert "13 van de 13" in page.locator("main").inner_text()


def test_twelve_of_thirteen_say_which_is_open_and_lead_there(tab):
    with tab() as t:
        page = t.go("/hoe-gaat-het/csi/begin/")
        for row in page.locator("main fieldset").all()[:-1]:
            row.get_by_label("Ja", exact=True).check(force=True)
        onward(page)
        page.wait_for_url("**/uitkomst/")
        main = page.locator("main")
        expect(main).to_contain_text("Eén vraag staat nog open")
        assert "12 van de 13" not in main.inner_text()
        main.get_by_role("link", name="We leven onder financiële druk.").click()
        page.wait_for_url("**/vraag/stellingen/*")
        page.locator("#id_geld").get_by_label("Nee", exact=True).check(force=True)
        onward(page)
        page.wait_for_url("**/uitkomst/*")
        assert "12 van de 13" in page.locator("main").inner_text()
