"""What people do on a day: most read, some do an exercise or a check, a few keep memories."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from load.browser import Answer, Broken, Browser
from load.forms import filled, form_with
from load.photos import photo

READING, DOING, REMEMBERING = 0.80, 0.15, 0.05
"""Shares of what is done: see docs/load.md."""

READ, LOOK, CHOOSE, ANSWER, WRITE = 25, 8, 6, 10, 60
"""Seconds that somebody needs in the middle: an article, a list, a question, a memory."""

ARTICLES = (
    "/informatie/",
    "/informatie/jij/",
    "/informatie/jij/slapen/",
    "/informatie/hulp-erbij/respijtzorg/",
    "/oefeningen/",
    "/hoe-gaat-het/",
    "/nu-iemand-spreken/",
)
HELP = ("/hulp/", "/hulp/bij/nacht-slapen/", "/hulp/aanbod/", "/hulp/aanbod/respijtzorg/")
QUERIES = ("respijtzorg", "nachtzorg", "ik+kan+niet+meer", "wie+betaalt+dat", "taxi+ziekenhuis")
MAP = ("/hulp/plaats/?plaats=Utrecht", "/hulp/plaats/?plaats=Zwolle", "/hulp/plaats/?plaats=Assen")
EXERCISES = (
    "/hoe-gaat-het/week/",
    "/hoe-gaat-het/csi/",
    "/hoe-gaat-het/ediz/",
    "/oefeningen/grenzen/",
    "/oefeningen/doelen/",
)
MOST_STEPS = 30
PDF_SHARE = 0.15


@dataclass
class Day:
    """One person's day, with what the server said it kept: address, and words that are there."""

    browser: Browser
    kept: list[tuple[str, str]] = field(default_factory=list)
    memories: list[str] = field(default_factory=list)
    done: int = 0

    async def go_on(self) -> None:
        """Do one thing. What goes wrong is counted already, and the day goes on."""
        acts: tuple[tuple[float, Callable[[], Awaitable[None]]], ...] = (
            (READING, self.read),
            (DOING, self.do),
            (REMEMBERING, self.remember),
        )
        weights = [share for share, _act in acts]
        [(_share, act)] = self.browser.dice.choices(acts, weights)
        try:
            await act()
        except Broken:
            await self.browser.think(LOOK)
        self.done += 1

    async def arrive(self) -> None:
        """Come in: the first page, with what a browser that was never here fetches beside it."""
        page = await self.browser.get("home", "/")
        for path in _files(page.text):
            await self.browser.get("files beside a page", path)

    async def read(self) -> None:
        """Read an article, look for help, search, or say where one lives."""
        browser, dice = self.browser, self.browser.dice
        kind = dice.choices(("article", "help", "search", "map"), (55, 20, 15, 10))[0]
        if kind == "article":
            await browser.get("article", dice.choice(ARTICLES))
            await browser.think(READ)
        elif kind == "help":
            await browser.get("help", dice.choice(HELP))
            await browser.think(LOOK)
        elif kind == "search":
            await browser.get("search", f"/zoeken/?q={dice.choice(QUERIES)}")
            await browser.think(LOOK)
        else:
            found = await browser.get("the map", dice.choice(MAP), (200, 302))
            if found.where:
                await browser.get("help near by", found.where)
            await browser.think(LOOK)

    async def do(self) -> None:
        """Do an exercise or a check to the end; see what comes out, now and then on paper."""
        browser, dice = self.browser, self.browser.dice
        first = dice.choice(EXERCISES)
        await browser.get("introduction", first)
        await browser.think(CHOOSE)
        where = await self._answer(f"{first}begin/")
        for _step in range(MOST_STEPS):
            if "/vraag/" not in where:
                break
            where = await self._answer(where)
        if not where.startswith(first):
            return
        outcome = await self._follow("outcome", where)
        if "/uitkomst/" in where and outcome.status == 200:
            self.kept.append((where, "<h1"))
            await browser.think(READ)
            if dice.random() < PDF_SHARE:
                await browser.get("outcome as PDF", where.replace("/uitkomst/", "/uitkomst.pdf"))

    async def _answer(self, where: str) -> str:
        """Open one page of questions and answer it; return where it leads."""
        page = await self._follow("questions", where)
        await self.browser.think(ANSWER)
        fields = filled(form_with(page.text, "csrfmiddlewaretoken"), self.browser.dice)
        sent = await self.browser.post("answers saved", where, fields, (302, 200, 422))
        if sent.status != 302:
            skip = [each for each in fields if each[0].startswith(("_", "csrf"))]
            skip.append(("_actie", "overslaan"))
            sent = await self.browser.post("a page skipped", where, skip)
        return sent.where

    async def _follow(self, kind: str, where: str) -> Answer:
        answer = await self.browser.get(kind, where, (200, 302))
        return await self.browser.get(kind, answer.where) if answer.where else answer

    async def remember(self) -> None:
        """Keep a memory, mostly with photos, and look back at what is there."""
        browser, dice = self.browser, self.browser.dice
        page = await browser.get("a memory begun", "/herinneringen/nieuw/")
        await browser.think(WRITE)
        title = f"Dag {dice.randrange(10**9)}"
        hidden = [
            each
            for each in filled(form_with(page.text, "tekst"), dice)
            if each[0].startswith(("_", "csrf")) and each[0] != "_actie"
        ]
        words = [*hidden, ("titel", title), ("tekst", "We zaten samen in de zon. " * 8)]
        many = dice.choices((0, 1, 2), (3, 5, 2))[0]
        if many:
            photos = [photo(dice) for _each in range(many)]
            sent = await browser.send(
                "a memory with photos", "/herinneringen/nieuw/", words, photos
            )
        else:
            sent = await browser.post("a memory of words", "/herinneringen/nieuw/", words)
        self.kept.append((sent.where, title))
        shown = await browser.get("looking back", sent.where)
        for path in _pictures(shown.text):
            await browser.get("a photo", path)
        await browser.think(READ)
        await browser.get("looking back", "/herinneringen/")
        await browser.think(LOOK)

    async def look_again(self) -> None:
        """See whether all that the server said it kept is there."""
        for where, words in self.kept:
            self.browser.count.kept += 1
            try:
                page = await self.browser.get("looked at once more", where)
            except Broken:
                self.browser.count.lost.append(where)
                continue
            if words not in page.text:
                self.browser.count.lost.append(where)


def _files(page: str) -> list[str]:
    """Return what a page brings along: style, script, fonts, icon."""
    found = re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js|woff2|svg|png))"', page)
    return list(dict.fromkeys(found))


def _pictures(page: str) -> list[str]:
    """Return the photos that a page shows."""
    return list(dict.fromkeys(re.findall(r'<img[^>]+src="(/herinneringen/[^"]+)"', page)))
