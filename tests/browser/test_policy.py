"""A walk through the whole product: no browser finds fault with what we told it to refuse.

Every kind of page once, followed from link to link, as a visitor, a carer, and who leads groups.
"""

import re
from collections import deque
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Error

from tests.browser.conftest import answer, onward

pytestmark = pytest.mark.browser
LISTEN = """addEventListener('securitypolicyviolation', (event) =>
    console.error(`refused: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`))"""
LINKS = "all => all.map((each) => each.href)"
STARTS = {
    "": ["/", "/nu-iemand-spreken/", "/zoeken/?q=nacht", "/groepen/", "/bestaat-niet/", "/demo/"],
    "greet": ["/mijn/", "/herinneringen/", "/mijn-plan/", "/hoe-gaat-het/", "/en/mine/"],
    "dora": ["/groepen/", "/mijn/"],
}
LEAST = 90
"""How many kinds of pages they meet together."""

FILES = re.compile(r"/pdf/|[.](pdf|zip|ics|pptx|csv|json|xml|jpg)$")


def kind_of(address: str) -> str:
    """Return what kind of page an address leads to; empty for none of ours."""
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""


class Walk:
    """Goes once to every kind of page that links lead to."""

    def __init__(self, t, met: set[str]) -> None:
        self.t, self.met, self.troubles = t, met, list[str]()
        self.been = set[str]()
        t.page.add_init_script(LISTEN)
        t.page.on("console", lambda said: self._note(said.type, said.text))
        t.page.on("pageerror", lambda error: self._note("error", str(error)))

    def _note(self, kind: str, text: str) -> None:
        if kind in ("error", "warning") and "status of 404" not in text:
            self.troubles.append(f"{self.t.page.url}: {text}")

    def through(self, starts: list[str]) -> None:
        ahead = deque(self.t.url + each for each in starts)
        while ahead:
            address = ahead.popleft().partition("#")[0]
            kind = kind_of(address)
            ours = address.startswith(self.t.url + "/")
            if not ours or not kind or FILES.search(urlsplit(address).path):
                continue
            if kind in self.met and urlsplit(address).path not in starts:
                continue
            if address in self.been:
                continue
            self.been.add(address)
            self.met.add(kind)
            self.t.page.goto(address)
            ahead += self.t.page.locator("a[href]").evaluate_all(LINKS)


def test_no_page_asks_for_what_our_policy_refuses_nor_for_anything_elsewhere(tab):
    met = set[str]()
    for person, starts in STARTS.items():
        with tab(viewport={"width": 1280, "height": 800}) as t:
            walk = Walk(t, met)
            if person:
                t.go("/demo/").locator(f'form[action$="/{person}/"] button').click()
                t.page.wait_for_load_state()
            walk.through(starts)
            assert walk.troubles == [] and t.elsewhere == []
    assert len(met) >= LEAST, sorted(met)


def test_answering_writing_and_making_a_book_neither(tab):
    with tab() as t:
        walk = Walk(t, set())
        page = t.go("/oefeningen/contact/begin/")
        for turn in range(3):
            answer(page, turn)
            onward(page)
            page.wait_for_load_state()
        page = t.go("/herinneringen/nieuw/")
        page.fill("[name=tekst]", "Samen naar zee")
        page.locator("main form .btn.main").first.click()
        page.wait_for_load_state()
        t.go("/herinneringen/boek/").get_by_role("button", name="Begin je boek").click()
        page.wait_for_url(re.compile("/boek/.+/"))
        page = t.go("/herinneringen/boek/")
        page.locator("form[action$='/maken/'] button").first.click()
        page.wait_for_load_state()
        page.wait_for_timeout(2500)
        assert walk.troubles == [] and t.elsewhere == []


def test_the_service_worker_is_there_and_holds_nothing_but_ours(tab):
    with tab() as t:
        page = t.go("/")
        scope = page.evaluate("navigator.serviceWorker.ready.then((each) => each.scope)")
        script = page.evaluate(
            "navigator.serviceWorker.ready.then((each) => each.active.scriptURL)"
        )
        assert scope == f"{t.url}/" and script == f"{t.url}/service-worker.js"
        kept = page.evaluate(
            "caches.keys().then(async (names) => (await Promise.all(names.map(async (name) =>"
            " (await (await caches.open(name)).keys()).map((each) => each.url)))).flat())"
        )
        assert kept and all(each.startswith(f"{t.url}/") for each in kept)
        assert not any("/mijn" in each or "/mine" in each for each in kept)


HARM = {
    "markup": "() => { document.body.innerHTML = '<b>x</b>' }",
    "a script": "() => { document.createElement('script').textContent = 'x' }",
    "a policy": "() => { trustedTypes.createPolicy('other', {}) }",
}


@pytest.mark.parametrize("harm", HARM)
def test_a_text_becomes_neither_script_nor_markup(tab, harm):
    with tab(service_workers="block") as t:
        page = t.go("/mijn/")
        with pytest.raises(Error, match=r"TypeError.*(Trusted|Policy)"):
            page.evaluate(HARM[harm])
        assert page.locator("h1").is_visible() and page.locator("body > b").count() == 0
        assert t.refused or harm == "a policy"
        t.refused.clear()
