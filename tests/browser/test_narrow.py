"""One's own place on the narrowest screen: nothing sticks out, is too small or is cut off."""

import re

import pytest

from balans.diary.tests.photos import photo
from tests.browser.conftest import Tab
from tests.browser.test_accounts import come_in, new_address

pytestmark = pytest.mark.browser
NARROW = {"width": 320, "height": 640}
LONG = "Hottentottententententoonstellingsopeningsfeestprogrammaboekje"
OPEN = [
    "/", "/demo/", "/mijn/", "/mijn/lezen/", "/mijn/gegevens/", "/mijn/delen/", "/mijn/overleden/",
    
    "/materiaal/?organisatie=Hottentottententententoonstelling&telefoon=030", "/materiaal/website/",
    "/informatie/laatste-fase/de-eerste-uren-en-dagen/",
    "/informatie/afscheid-en-rouw/rouw-is-geen-ziekte/",
    "/mijn/meenemen/", "/mijn/wissen/", "/mijn/gewist/",
    "/mijn/bewaren/", "/mijn/inloggen/", "/mijn/inloggen/wachtwoord/", "/mijn/uitgelogd/",
    "/mijn/inloggen/herstelblad/", "/gedeeld/niet-hier/", "/herinneringen/", "/mijn-plan/",
    "/herinneringen/vragen/", "/herinneringen/zoeken/?woorden=niets", "/mijn-plan/stop/abc/",
    "/hoe-gaat-het/", "/hoe-gaat-het/over-de-checks/", "/hoe-gaat-het/csi/",
    "/hoe-gaat-het/csi/begin/", "/hoe-gaat-het/ediz/begin/", "/hoe-gaat-het/volhoudtijd/begin/",
    "/hoe-gaat-het/week/begin/", "/hoe-gaat-het/csi/samen/", "/hoe-gaat-het/csi/ritme/",
    "/oefeningen/activiteiten/uitleg/6/", "/oefeningen/contact/uitleg/alles/",
    "/groepen/", "/groepen/zoeken/", "/groepen/meedoen/", "/groepen/uitnodiging/abc/",
    "/groepen/draaiboeken/", "/groepen/draaiboeken/grenzen/", "/groepen/draaiboeken/als/hulp-nu/",
    "/groepen/draaiboeken/blad/tips/",
    "/bestaat-niet/", "/galerij/", "/nu-iemand-spreken/", "/zoeken/",
    "/zoeken/?q=ik+wil+niet+meer+leven",
]  # fmt: skip
OWN = [
    "/mijn/", "/mijn/alles/", "/mijn/gegevens/", "/mijn/delen/", "/mijn/meenemen/", "/mijn/wissen/",
    "/mijn/account/", "/mijn/account/apparaten/", "/mijn/account/adres/",
    "/mijn/account/wachtwoord/", "/mijn/account/herstelblad/", "/herinneringen/",
    "/herinneringen/nieuw/", "/herinneringen/drie-goede-dingen/", "/herinneringen/boek/",
    "/herinneringen/boek/kiezen/", "/herinneringen/boek/volgorde/", "/herinneringen/boek/kaft/",
    "/herinneringen/boek/wissen/", "/mijn-plan/", "/mijn-plan/nieuw/", "/mijn-plan/agenda/",
    "/mijn-plan/herinneringen/",
]  # fmt: skip
SPACED = (
    "* { line-height: 1.5 !important; letter-spacing: .12em !important;"
    " word-spacing: .16em !important } p { margin-block-end: 2em !important }"
)
TOO_SMALL = """() => [...document.body.querySelectorAll('*')].filter((each) =>
    !each.closest('svg, .visually-hidden, script, pre') && each.checkVisibility()
    && [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim())
    && parseFloat(getComputedStyle(each).fontSize) < 15
).map((each) => each.outerHTML.slice(0, 100))"""
CUT_OFF = """() => [...document.body.querySelectorAll('main *, header *')].filter((each) =>
    !each.closest('svg, .visually-hidden, textarea, input, audio') && each.checkVisibility()
    && ['hidden', 'clip'].includes(getComputedStyle(each).overflowX)
    && (each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 1)
).map((each) => each.outerHTML.slice(0, 100))"""
STICKS_OUT = """() => document.documentElement.scrollWidth > innerWidth
    ? [`${document.documentElement.scrollWidth} px wide`] : []"""
UNFOLD = "() => document.querySelectorAll('main details').forEach((each) => { each.open = true })"


@pytest.fixture
def used() -> set[str]:
    """The codes from the mail that were used before."""
    return set()


def trouble(t: Tab, path: str) -> list[str]:
    """Return what is wrong with how a page stands, as it is and with text spaced out."""
    page, found = t.go(path), []
    page.evaluate(UNFOLD)
    found += page.evaluate(TOO_SMALL) + page.evaluate(STICKS_OUT)
    page.add_style_tag(content=SPACED)
    found += page.evaluate(STICKS_OUT) + page.evaluate(CUT_OFF)
    return [f"{path}: {each}" for each in found]


def write(t: Tab) -> list[str]:
    """Write a memory with a photo and a plan, all with long words; return their addresses."""
    page = t.go("/herinneringen/nieuw/")
    page.fill("[name=tekst]", LONG * 3)
    page.fill("[name=titel]", LONG)
    image = {"name": "zee.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    page.set_input_files("[name=foto]", [image, image])
    page.get_by_role("button", name="Bewaar", exact=True).click()
    page.wait_for_url(re.compile(r"/herinneringen/[0-9a-f-]{36}/$"))
    memory, link = page.url, page.locator(".first-photo a").get_attribute("href")
    page = t.go("/mijn-plan/nieuw/")
    for name in ("doel", "week", "maand"):
        page.locator(f"input[name={name}]").first.fill(LONG)
    page.locator("input[name=check][value='2']").check(force=True)
    page.locator("main form .btn.main").first.click()
    page.wait_for_url(re.compile(r"/mijn-plan/[0-9a-f-]{36}/$"))
    memory, plan = memory.removeprefix(t.url), page.url.removeprefix(t.url)
    t.go("/herinneringen/boek/").get_by_role("button", name="Begin je boek").click()
    below = [f"{memory}{each}" for each in ("", "wijzigen/", "wissen/", "delen/")]
    below += [f"{plan}{each}" for each in ("", "wijzigen/", "kijken/", "kleiner/", "wissen/")]
    return [*below, link]


def share(t: Tab, memory: str) -> list[str]:
    """Share a memory under a long name; return the addresses that came of it."""
    page = t.go(f"{memory}delen/")
    page.fill("[name=voor]", LONG)
    page.fill("[name=van]", LONG[:40])
    page.locator("main form .btn.main").first.click()
    link = page.locator("#link").inner_text()
    ways = (
        t.go("/mijn/delen/").locator(".share a").evaluate_all("all => all.map((a) => a.pathname)")
    )
    return [f"/gedeeld/{link.rstrip('/').split('/')[-1]}/", "/mijn/delen/", *ways]


@pytest.mark.parametrize("letters", ["1", "3"], ids=["as it comes", "with the largest letters"])
def test_pages_for_everyone_stand_on_the_narrowest_screen(tab, letters):
    with tab(viewport=NARROW, bypass_csp=True, service_workers="block") as t:
        read(t, letters)
        found = [each for path in OPEN for each in trouble(t, path)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("letters", ["1", "3"], ids=["as it comes", "with the largest letters"])
def test_pages_with_long_words_stand_on_the_narrowest_screen(tab, used, letters):
    with tab(viewport=NARROW, bypass_csp=True, service_workers="block") as t:
        come_in(t, new_address(), used)
        read(t, letters)
        below = write(t)
        below += share(t, below[0])
        found = [each for path in [*OWN, *below] for each in trouble(t, path)]
        guest = t.page.context.browser.new_context(viewport=NARROW, bypass_csp=True)
        other = Tab(guest.new_page(), t.url)
        link = next(each for each in below if each.startswith("/gedeeld/"))
        found += trouble(other, link)
        other.go(link).locator("main form .btn.main").first.click()
        other.page.wait_for_selector(".letter")
        found += other.page.evaluate(STICKS_OUT) + other.page.evaluate(TOO_SMALL)
        guest.close()
    assert not found, "\n".join(found)


def read(t: Tab, letters: str) -> None:
    """Choose the size of the letters, as a reader does."""
    page = t.go("/mijn/lezen/")
    page.locator(f"[name=letters][value='{letters}']").check(force=True)
    page.locator("main form .btn:visible").first.click()
    page.wait_for_selector(f"html[data-letters='{letters}']")
