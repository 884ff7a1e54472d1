"""An editor in a real browser: a list brought, carried out and undone, and no page with a fault."""

import os
import subprocess
import sys

import pytest

from balans.directory.editing.tests.test_importing import lines
from tests.browser.axe import faults
from tests.browser.conftest import Tab
from tests.browser.test_accounts import come_in, new_address
from tests.browser.test_staff import both_languages, give, set_up

pytestmark = pytest.mark.browser
HOME = "/beheer/hulp/"
NARROW = {"width": 320, "height": 800}


def begin(t: Tab, served) -> None:
    """Come in as an editor of Hattem."""
    address = new_address()
    give(served.data, address, "editor")
    command = [sys.executable, "-m", "balans.cli", "staff", "area", address, "hattem"]
    subprocess.run(command, env=os.environ | {"BALANS_DATA": str(served.data)}, check=True)
    come_in(t, address, set())
    set_up(t.go(HOME))
    t.page.wait_for_url(t.url + HOME)


def bring(t: Tab, name: str, *rows: dict[str, str]):
    """Bring a list; return its page once it was read."""
    page = t.go(f"{HOME}inlezen/")
    data = lines(*(row | {"gemeenten": "Hattem"} for row in rows))
    file = {"name": "lijst.csv", "mimeType": "text/csv", "buffer": data}
    page.set_input_files("[name=bestand]", file)
    page.fill("[name=bron]", name)
    page.get_by_role("button", name="Lees in, en laat eerst zien").click()
    page.get_by_role("heading", name="Wat er zou veranderen").wait_for()
    return page


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without"])
def test_a_list_is_brought_looked_at_carried_out_found_and_undone(tab, served, script):
    title = f"Inloop {'met' if script else 'zonder'} script"
    with tab(java_script_enabled=script) as t:
        begin(t, served)
        page = bring(t, title, {"naam": title}, {"telefoon": "bel maar"})
        page.get_by_role("button", name="Voer door").click()
        page.wait_for_selector(".errors")
        page.check("[name=zonder]")
        page.get_by_role("button", name="Voer door").click()
        page.get_by_role("heading", name="Doorgevoerd").wait_for()
        result = page.url
        t.go(HOME)
        page.fill("[name=zoek]", title)
        page.get_by_role("button", name="Zoek", exact=True).click()
        page.get_by_role("button", name="Klopt nog").first.click()
        page.wait_for_selector("[role=status]")
        page.goto(result)
        page.get_by_role("button", name="Zet alles terug").click()
        page.get_by_role("heading", name="Teruggezet").wait_for()
        assert "Intussen veranderd, dus blijven staan" in page.inner_text("main")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_of_an_editor_has_an_accessibility_fault(tab, served, scheme):
    found = []
    with tab(color_scheme=scheme, service_workers="block", viewport=NARROW) as t:
        begin(t, served)
        page = bring(t, f"Lijst {scheme}", {"naam": "Een heel lange naam " * 5}, {"telefoon": "x"})
        kept = page.url.removeprefix(t.url)
        page.goto(f"{page.url}?soort=new")
        found += faults(page)
        page.check("[name=zonder]")
        page.get_by_role("button", name="Voer door").click()
        page.get_by_role("heading", name="Doorgevoerd").wait_for()
        offer = t.go(f"{HOME}?lijst=alles").locator(".own-offers .what a").first
        there = offer.get_attribute("href")
        for path in (
            *(HOME, kept, f"{HOME}inlezen/", f"{HOME}inlezen/uitleg/", f"{HOME}nieuw/"),
            *(f"{HOME}vier-ogen/", f"{HOME}landelijk/"),
            *(there, f"{there}veranderen/", f"{there}geschiedenis/", f"{there}weghalen/"),
        ):
            found += both_languages(t, path)
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= NARROW["width"], path
        page = t.go(f"{HOME}nieuw/")
        page.locator("[name=doen][value=zichtbaar]").click()
        page.wait_for_selector(".errors")
        found += faults(page)
    assert found == []
