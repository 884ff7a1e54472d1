"""A facilitator makes a script of one's own out of one of ours, with and without JavaScript."""

import pytest

from tests.browser.axe import faults
from tests.browser.test_accounts import come_in, new_address
from tests.browser.test_staff import give, set_up

pytestmark = pytest.mark.browser
OURS, OWN = "/groepen/draaiboeken/grenzen/", "/groepen/draaiboeken/eigen/"


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without"])
def test_a_facilitator_makes_a_script_of_ones_own(tab, served, script):
    address, found = new_address(), []
    give(served.data, address, "facilitator")
    with tab(java_script_enabled=script, service_workers="block") as t:
        come_in(t, address, set())
        page = t.go(OWN)
        set_up(page)
        page.wait_for_url(f"**{OWN}")
        page.goto(t.url + OURS)
        page.get_by_role("link", name="Maak er je eigen draaiboek van").click()
        page.get_by_role("button", name="Maak mijn draaiboek").click()
        page.wait_for_url("**/veranderen/")
        found += faults(page) if script else []
        page.locator("button[value=omlaag-2]").click()
        page.locator("button[value=erbij-1]").click()
        assert page.locator("[name=stap-4-titel]").input_value() == "Kennismaken"
        page.fill("[name=stap-2-titel]", "Thee")
        page.fill("[name=stap-2-doe]", "Schenk thee in.")
        page.get_by_role("button", name="Bewaar", exact=True).click()
        page.wait_for_selector(".errors")
        assert "5 minuten te veel" in page.locator(".errors").inner_text()
        found += faults(page) if script else []
        page.fill("[name=minuten]", "65")
        page.get_by_role("button", name="Bewaar", exact=True).click()
        page.wait_for_selector(".moments")
        marks = page.locator(".moment .mark").all_inner_texts()
        assert marks == ["0.00", "0.05", "0.10", "0.15", "0.25", "0.40", "0.55", "1.00"]
        found += faults(page) if script else []
        page.get_by_role("link", name="Eerdere versies").click()
        page.wait_for_selector(".changes")
        found += faults(page) if script else []
        page.get_by_role("link", name="Bekijk versie 1").click()
        page.get_by_role("button", name="Zet deze versie terug").click()
        page.wait_for_selector(".moments")
        assert page.locator(".moment").count() == 7
    assert found == []
