"""A walk through the whole product: no browser finds fault with what we told it to refuse.

Every kind of page once, followed from link to link, as a visitor, a carer, and who leads groups.
"""

from collections import deque
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve

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
LEAST = {"": 40, "greet": 60, "dora": 25}
"""How many kinds of pages each meets."""

FILES = (".pdf", ".zip", ".ics", ".pptx", ".csv", ".json", ".xml", ".jpg")


def kind_of(address: str) -> str:
    """Return what kind of page an address leads to, with the language; empty for none of ours."""
    path = urlsplit(address).path
    try:
        return f"{path.startswith('/en/')} {resolve(path).view_name}"
    except Resolver404:
        return ""


class Walk:
    """Goes once to every kind of page that links lead to."""

    def __init__(self, t) -> None:
        self.t, self.met, self.troubles = t, set[str](), list[str]()
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
            if not ours or not kind or kind in self.met or urlsplit(address).path.endswith(FILES):
                continue
            self.met.add(kind)
            self.t.page.goto(address)
            ahead += self.t.page.locator("a[href]").evaluate_all(LINKS)


@pytest.mark.parametrize("person", STARTS)
def test_no_page_asks_for_what_our_policy_refuses_nor_for_anything_elsewhere(tab, person):
    with tab(viewport={"width": 1280, "height": 800}) as t:
        walk = Walk(t)
        if person:
            t.go("/demo/").locator(f'form[action$="/{person}/"] button').click()
            t.page.wait_for_load_state()
        walk.through(STARTS[person])
        assert walk.troubles == [] and t.elsewhere == []
        assert len(walk.met) >= LEAST[person], sorted(walk.met)


def test_answering_writing_and_making_a_book_neither(tab):
    with tab() as t:
        walk = Walk(t)
        page = t.go("/oefeningen/contact/begin/")
        for turn in range(3):
            answer(page, turn)
            onward(page)
            page.wait_for_load_state()
        page = t.go("/herinneringen/nieuw/")
        page.fill("[name=tekst]", "Samen naar zee")
        page.locator("main form .btn.main").first.click()
        page.wait_for_load_state()
        page = t.go("/herinneringen/boek/")
        for _press in range(2):
            page.locator("main form .btn.main").first.click()
            page.wait_for_load_state()
        assert t.page.locator("look-again").count() == 1
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


def test_a_text_can_become_neither_script_nor_markup(tab):
    with tab(service_workers="block") as t:
        page = t.go("/mijn/")
        for harm in (
            "document.body.innerHTML = '<b>x</b>'",
            "eval('1')",
            "trustedTypes.createPolicy('other', {})",
        ):
            outcome = page.evaluate(
                "(harm) => new Promise((done) => { const script = document.createElement('script');"
                " script.textContent = harm; try { document.head.append(script); } catch (error)"
                " { return done(String(error)); } done('did not run'); })",
                harm,
            )
            assert "TypeError" in outcome or outcome == "did not run"
            assert page.locator("body > b").count() == 0
