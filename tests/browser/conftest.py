"""A tab in a real browser, and walking through an exercise in it."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Page

from conftest import PATIENCE
from tests.browser.line import Line, line_to

OF_THE_BROWSER = ("data:", "blob:", "chrome:", "chrome-extension:")
REFUSED = re.compile("Content Security Policy|Permissions policy|requires 'Trusted")
PHONE = {"width": 390, "height": 844}
MANY = 40
CHOICES = "input:is([type=radio], [type=checkbox]):not([value=''])"


class Tab:
    """A browser of its own at our address.

    Remembers every request to somewhere else, and what it refused because our policy says so.
    """

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url
        self.elsewhere: list[str] = []
        self.refused: list[str] = []
        page.context.on("request", self._note)
        page.context.on("console", self._hear)

    def _note(self, request: Any) -> None:
        if not request.url.startswith((self.url, *OF_THE_BROWSER)):
            self.elsewhere.append(request.url)

    def _hear(self, said: Any) -> None:
        if said.type == "error" and REFUSED.search(said.text):
            self.refused.append(f"{said.page.url if said.page else ''}: {said.text}")

    def go(self, path: str) -> Page:
        self.page.goto(self.url + path)
        return self.page

    def become(self, person: str) -> None:
        """Step into the shoes of a demo person."""
        self.go("/demo/")
        self.page.locator(f'form[action$="/{person}/"] button').click()
        self.page.wait_for_url("**/mijn/")


@pytest.fixture
def line(served) -> Iterator[Line]:
    """A line to the served product that can be cut: with tab(line=line) as t."""
    with line_to(served.url) as laid:
        yield laid


@pytest.fixture
def tab(served, chromium) -> Callable[..., Any]:
    """Return a way to open a tab: with tab(javaScriptEnabled=False) as t."""

    @contextmanager
    def opened(*, line: Line | None = None, **options: Any) -> Iterator[Tab]:
        context = chromium.new_context(viewport=options.pop("viewport", PHONE), **options)
        context.set_default_timeout(PATIENCE)
        try:
            opened_tab = Tab(context.new_page(), line.url if line else served.url)
            yield opened_tab
            assert opened_tab.refused == []
        finally:
            context.close()

    return opened


def answer(page: Page, turn: int, words: str = "Samen een uur naar zee") -> None:
    """Fill in what the page asks, with what a person could say."""
    for number, group in enumerate(page.locator("main form fieldset").all()):
        choices = group.locator(CHOICES).all()
        if choices:
            choices[(turn + number) % len(choices)].check(force=True)
    texts = page.locator("main form input.input:not([inputmode], [type=email], [type=tel])")
    for field in [*texts.all(), *page.locator("main form textarea").all()]:
        if not field.input_value() and "-own" not in (field.get_attribute("name") or ""):
            field.fill("Jan" if field.get_attribute("name") == "naam" else words)


def onward(page: Page) -> None:
    page.locator("main form .btn.main").first.click()


def walk(page: Page, slug: str, *, look: Callable[[Page], None] | None = None) -> list[str]:
    """Do an exercise from its introduction to its outcome; return the questions met."""
    page.get_by_role("link", name=re.compile("^(Begin|Start)")).first.click()
    met = []
    for turn in range(MANY):
        met.append(page.locator("h1").first.inner_text())
        if look:
            look(page)
        answer(page, turn)
        before = page.url
        onward(page)
        page.wait_for_url(lambda url, before=before: url != before)
        if re.search("/(uitkomst|outcome)/$", page.url):
            return met
    raise AssertionError(f"{slug} does not end")
