"""The people of a series in browsers of their own, with a clock, mail and an app for codes."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser, Locator, Page

from balans.accounts.staff import totp
from balans.accounts.staff.tests.people import secret_on
from conftest import PATIENCE, Served, serving
from tests.browser.conftest import PHONE, Tab, answer, onward
from tests.browser.line import Line, line_to
from tests.clock import Clock
from tests.visiting import MailServer, mail_server

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
TABLET, DESK = {"width": 820, "height": 1180}, {"width": 1280, "height": 900}
MANY = 60
CODE = re.compile(r"(\d{3}) (\d{3})")
LINK = re.compile(r"https?://\S+")
WHERE = """() => {
  const here = document.activeElement;
  if (!here.closest("main form")) return "";
  if (here.matches(".btn.main")) return "onward";
  if (here.matches("textarea, input.input:not([inputmode])")) return here.value ? "" : "words";
  return here.matches("[type=radio], [type=checkbox]") && !here.checked ? "choice" : "";
}"""
SECRET = "Samen naar zee, zei nummer"
"""What everybody types where they are asked for words, with a number of their own behind it."""


def at(day: str, clock: str) -> datetime:
    """Return the moment at which a clock on a wall in Amsterdam says so."""
    return datetime.fromisoformat(f"{day} {clock}").replace(tzinfo=AMSTERDAM)


def seen(page: Page) -> Page:
    """Say that a page is looked at: nothing of it lies outside the screen."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
    return page


def press_main(page: Page) -> None:
    """Press the main button of the page, and wait until that led on."""
    with page.expect_navigation():
        page.locator("main form .btn.main").first.click()


def tab_to(page: Page, what: Locator) -> None:
    """Go on with the Tab key until this has the focus."""
    for _step in range(MANY):
        if what.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not come to {what}")


def enter(page: Page, what: Locator) -> None:
    """Go to a link or button with the keyboard, and use it."""
    tab_to(page, what)
    with page.expect_navigation():
        page.keyboard.press("Enter")


@dataclass
class Someone:
    """Somebody in this story, with a browser of their own."""

    story: "Story"
    name: str
    tab: Tab
    address: str = ""
    words: str = SECRET
    home: str = "/groepen/mijn/"
    """Below which address the pages of a participant lie, in the language they read."""

    @property
    def page(self) -> Page:
        return self.tab.page

    def go(self, path: str) -> Page:
        return seen(self.tab.go(path))

    def ask(self, path: str) -> Any:
        """Fetch something with the cookies of this browser, without showing it."""
        return self.page.request.get(self.tab.url + path, max_redirects=0)

    def sign_in(self, start: str = "/mijn/inloggen/") -> None:
        """Sign in with the code from the mail."""
        before = len(self.story.mail.taken)
        page = self.go(start)
        page.fill("[name=adres]", self.address)
        press_main(page)
        code = CODE.search(self.story.mail.wait_for(self.address, after=before))
        page.fill("[name=code]", "".join(code.groups()))
        press_main(page)
        assert re.search("/(mijn|mine)/$", page.url), page.url

    def mail_about(self, subject: str) -> str:
        return self.story.mail.wait_for(self.address, subject)

    def path_in_mail(self, subject: str) -> str:
        """Return where the first link of a mail leads to."""
        found = LINK.search(self.mail_about(subject))
        assert found
        return urlsplit(found[0]).path

    def mine(self) -> Page:
        """Open one's own page of the group."""
        return self.go(f"{self.home}{self.story.group}/")

    def fill_in(self, page: Page) -> None:
        """Answer every question of an exercise or a survey, from the first to the last."""
        for turn in range(MANY):
            seen(page)
            self.answer(page, turn)
            if not re.search("/(vraag|question|begin)/", page.url):
                return
        raise AssertionError("it does not end")

    def answer(self, page: Page, turn: int) -> None:
        answer(page, turn, self.words)
        before = page.url
        onward(page)
        page.wait_for_url(lambda url: url != before)


class WithKeys(Someone):
    """Somebody who touches no mouse and no screen."""

    def answer(self, page: Page, turn: int) -> None:
        """Go over a question with the Tab key: choose, type, and go on."""
        for _step in range(MANY):
            page.keyboard.press("Tab")
            here = page.evaluate(WHERE)
            if here == "choice":
                page.keyboard.press("Space")
            elif here == "words":
                page.keyboard.type(self.words)
            elif here == "onward":
                with page.expect_navigation():
                    page.keyboard.press("Enter")
                return
        raise AssertionError("the keyboard does not come to the main button")


@dataclass
class Facilitator(Someone):
    """Dora: every page of hers asks for the second step once in twelve hours."""

    secret: bytes = b""

    def go(self, path: str) -> Page:
        page = self.tab.go(path)
        if "/tweede-stap/" in page.url:
            self._confirm(page)
            page.wait_for_url(self.tab.url + path)
        return seen(page)

    def _confirm(self, page: Page) -> None:
        if not self.secret:
            page.get_by_role("button", name="Stel een app in").click()
            page.wait_for_selector(".qr svg")
            self.secret = secret_on(page.content().encode())
        step = totp.step_of(self.story.clock.now())
        page.fill("[name=code]", totp.code_at(self.secret, step))
        press_main(page)

    def led(self, rest: str = "") -> Page:
        """Open one of the pages of the group that she leads."""
        return self.go(self.path(rest))

    def path(self, rest: str = "") -> str:
        return f"/groepen/leiden/{self.story.group}/{rest}"

    def meeting(self, number: int, rest: str = "") -> str:
        """Return the address of a meeting, counted from nought."""
        return self.path(f"bijeenkomst/{self.story.meetings[number]}/{rest}")

    def everything(self) -> dict[str, str]:
        """Return every page of this group that links lead to, by its address; no files."""
        found: dict[str, str] = {}
        waiting = [self.path()]
        while waiting:
            path = waiting.pop()
            if path in found:
                continue
            answered = self.ask(path)
            assert answered.status in (200, 302), path
            found[path] = answered.text()
            links = re.findall(r'href="([^"#?]+/)["#?]', found[path])
            mine = [each for each in links if each.startswith(self.path())]
            waiting += [each for each in mine if not each.endswith("/pdf/")]
        return found


@dataclass
class Story:
    """A served product of which the clock is ours, and who comes along."""

    served: Served
    line: Line
    """Over which the facilitator comes, so that it can be cut."""

    mail: MailServer
    clock: Clock
    browser: Browser
    people: dict[str, Someone] = field(default_factory=dict)
    group: str = ""
    meetings: list[str] = field(default_factory=list)
    code: str = ""

    def enters(self, name: str, kind: type[Someone] = Someone, **options: Any) -> Any:
        """Let somebody come in with a browser of their own, on a telephone unless it says so."""
        address = options.pop("address", "")
        url = options.pop("url", self.served.url)
        options = {"viewport": PHONE, "service_workers": "block", **options}
        context = self.browser.new_context(**options)
        context.set_default_timeout(PATIENCE)
        tab = Tab(context.new_page(), url)
        words = f"{SECRET} {len(self.people)}"
        self.people[name] = kind(story=self, name=name, tab=tab, address=address, words=words)
        return self.people[name]

    def leaves(self, name: str) -> None:
        self.people.pop(name).page.context.close()

    def __getitem__(self, name: str) -> Any:
        return self.people[name]

    def here(self, *but: str) -> list[Someone]:
        """Return who takes part, in the order in which they came."""
        return [each for name, each in self.people.items() if name not in ("Dora", *but)]


@contextmanager
def story_in(folder: Path, browser: Browser, begins: datetime) -> Iterator[Story]:
    """Serve the product at some moment, with a mail server, until the block ends."""
    clock = Clock(folder / "ahead")
    clock.set(begins)
    with mail_server() as mail:
        environment = {**mail.settings, "TEST_CLOCK": str(clock.path), "BALANS_DEMO": "0"}
        with (
            serving(folder / "data", program="tests.clock", **environment) as served,
            line_to(served.url) as line,
        ):
            story = Story(served=served, line=line, mail=mail, clock=clock, browser=browser)
            try:
                yield story
            finally:
                for name in list(story.people):
                    story.leaves(name)
