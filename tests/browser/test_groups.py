"""Every page of who leads a group, and of who takes part: no fault, and whole on a telephone."""

import pytest

from tests.browser.axe import faults
from tests.browser.conftest import Tab
from tests.browser.test_narrow import NARROW, read, trouble

pytestmark = pytest.mark.browser
LED = [
    "", "deelnemers/", "uitnodigen/", "materiaal/", "materiaal/flyer/", "materiaal/uitnodiging/",
    "daarna/", "evaluatie/", "samenvatting/", "samen/", "samen/stoppen/", "veranderen/",
    "stoppen/", "bijeenkomst-erbij/",
]  # fmt: skip
MEETING = ["", "verzetten/", "afzeggen/", "draaiboek/", "wie-er-was/", "notitie/", "nu/"]
MINE = ["", "gegevens/", "stoppen/", "terugblik/"]


def below(t: Tab, start: str) -> str:
    """Return the address of the first group that a start page leads to."""
    links = t.go(start).locator("main a").evaluate_all("all => all.map((a) => a.pathname)")
    return next(each for each in links if len(each.strip("/").split("/")[-1]) == 36)


def led_pages(t: Tab) -> list[str]:
    """Become the facilitator of the demonstration; return the pages of a group of hers."""
    t.go("/demo/").locator('form[action$="/dora/"] button').click()
    t.page.wait_for_selector("h1")
    group = below(t, "/groepen/")
    links = t.go(group).locator("main h3 a").evaluate_all("all => all.map((a) => a.pathname)")
    pages = ["/groepen/leiden/", "/groepen/leiden/mijn-pagina/", "/groepen/leiden/nieuw/"]
    pages += ["/groepen/draaiboeken/eigen/", "/groepen/draaiboeken/eigen/maken/grenzen/"]
    pages += [f"{group}{each}" for each in LED]
    return pages + [f"{meeting}{each}" for meeting in links[1:3] for each in MEETING]


def own_pages(t: Tab) -> list[str]:
    """Become somebody who takes part; return the pages of their group."""
    t.become("greet")
    group = below(t, "/groepen/")
    links = t.go(group).locator("main a").evaluate_all("all => all.map((a) => a.pathname)")
    ways = {each for each in links if each.endswith(("/antwoord/", "/meenemen/"))}
    return [f"{group}{each}" for each in MINE] + sorted(ways)


@pytest.mark.parametrize("pages", [led_pages, own_pages], ids=["who leads", "who takes part"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_a_group_have_no_faults(tab, pages, scheme):
    found = []
    with tab(color_scheme=scheme, service_workers="block") as t:
        for path in pages(t):
            page = t.go(path)
            if scheme == "dark" and (link := page.locator("footer a[hreflang=en]")).count():
                page.goto(t.url + link.get_attribute("href"))
            found += faults(page)
    assert found == []


@pytest.mark.parametrize("pages", [led_pages, own_pages], ids=["who leads", "who takes part"])
@pytest.mark.parametrize("letters", ["1", "3"], ids=["as it comes", "with the largest letters"])
def test_pages_of_a_group_stand_on_the_narrowest_screen(tab, pages, letters):
    with tab(viewport=NARROW, bypass_csp=True, service_workers="block") as t:
        paths = pages(t)
        read(t, letters)
        found = [each for path in paths for each in trouble(t, path)]
    assert not found, "\n".join(found)
