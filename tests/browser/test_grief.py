"""A loved one died: told and taken back in a real browser, without a script too, without faults."""

import pytest

from tests.browser.axe import faults

pytestmark = pytest.mark.browser
READINGS = (
    "/informatie/laatste-fase/de-eerste-uren-en-dagen/",
    "/informatie/afscheid-en-rouw/rouw-is-geen-ziekte/",
)
PAGES = ["/mijn/", "/mijn/alles/", "/mijn/gegevens/", "/mijn/overleden/", "/oefeningen/"]
ENGLISH = ["/en/mine/", "/en/mine/everything/", "/en/mine/details/", "/en/mine/died/"]


def tell(t, *, day: str = "") -> None:
    page = t.go("/mijn/gegevens/")
    page.fill("[name=naam]", "Greet")
    page.fill("[name=dierbare]", "Jan")
    page.get_by_role("button", name="Bewaar").click()
    page.wait_for_url("**/mijn/")
    page.get_by_role("link", name="Mijn dierbare is overleden").click()
    if day:
        page.fill("[name=sinds-year]", day)
    page.get_by_role("button", name="Bewaar dit").click()
    page.get_by_role("heading", name="Je hebt het verteld").wait_for()


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without"])
def test_it_is_told_once_and_taken_back(tab, script):
    with tab(java_script_enabled=script) as t:
        tell(t)
        page = t.go("/mijn/")
        assert page.locator("h1").inner_text() == "Dag Greet"
        assert page.get_by_role("link", name="De eerste uren en dagen").count() == 1
        page.get_by_role("link", name="Wat je vertelde over het overlijden").click()
        page.get_by_role("button", name="Neem het terug").click()
        page.wait_for_url("**/mijn/")
        assert page.get_by_role("link", name="Mijn dierbare is overleden").count() == 1
        assert t.elsewhere == []


def test_it_is_told_with_the_keyboard_alone(tab):
    with tab() as t:
        page = t.go("/mijn/overleden/")
        page.get_by_label("Gisteren").focus()
        page.keyboard.press("Space")
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="Je hebt het verteld").wait_for()
        assert t.page.locator("main").get_by_text("Dat liet je open").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("year", ["", "2001"])
def test_no_page_of_the_bereaved_has_a_fault(tab, scheme, year):
    found = []
    with tab(color_scheme=scheme, service_workers="block") as t:
        tell(t, day=year)
        for path in [*PAGES, *ENGLISH]:
            found += faults(t.go(path))
        page = t.go("/mijn/overleden/")
        page.locator("main details").evaluate_all("all => all.forEach((each) => each.open = true)")
        found += faults(page)
        page.fill("[name=sinds-day]", "31")
        page.locator("main details .btn").first.click()
        page.wait_for_selector(".errors")
        found += faults(page)
    assert found == []


@pytest.mark.parametrize("width", [320, 390, 820, 1280])
def test_nothing_sticks_out(tab, width):
    with tab(viewport={"width": width, "height": 800}) as t:
        tell(t)
        for path in [
            *PAGES,
            "/informatie/laatste-fase/de-eerste-uren-en-dagen/",
            "/informatie/afscheid-en-rouw/rouw-is-geen-ziekte/",
        ]:
            page = t.go(path)
            wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
            assert not page.evaluate(wide), path
