"""Running a number of days side by side, in one process that leaves the machine to the server."""

import asyncio
import time
from contextlib import suppress
from dataclasses import dataclass
from random import Random
from urllib.parse import urlsplit

from load.browser import Broken, Browser, TimeIsUp
from load.counting import Count
from load.days import CHOOSE, Day
from load.watching import Watch

COOKIE = "balans_gast"
LOOK_EVERY_SECONDS = 5
SLOW_SHARE = 0.05
WITH_ACCOUNT = 0.4
ARRIVE_WITHIN = 0.15
"""People do not come all at the same moment, but within this part of the time."""


@dataclass(frozen=True)
class Plan:
    """How many people, how long, and how quickly they think (0: not at all)."""

    people: int
    seconds: float
    pace: float = 1.0
    seed: int = 7
    known: tuple[str, ...] = ()
    """Cookies of accounts that are there already; some people come with one of them."""


@dataclass(frozen=True)
class Ran:
    """What happened."""

    count: Count
    seconds: float
    accounts: int
    own_seconds: float
    """How long this process worked: it shares the processor with the server."""

    server_seconds: float


def run(plan: Plan, url: str, watch: Watch) -> Ran:
    """Let people have their day; then see whether all that was acknowledged is there."""
    own, served = time.process_time(), watch.processor_seconds()
    ran = asyncio.run(_run(plan, url, watch))
    return Ran(
        count=ran[0],
        seconds=ran[1],
        accounts=ran[2],
        own_seconds=time.process_time() - own,
        server_seconds=watch.processor_seconds() - served,
    )


async def _run(plan: Plan, url: str, watch: Watch) -> tuple[Count, float, int]:
    count, afterwards = Count(), Count()
    start = time.perf_counter()
    end = start + plan.seconds
    days = [_day(plan, url, number, count) for number in range(plan.people)]
    watcher = asyncio.create_task(_watch(watch, end))
    await asyncio.gather(*(_live(each, plan, end) for each in days))
    seconds = time.perf_counter() - start
    await watcher
    for day in days:
        day.browser.count, day.browser.slow = afterwards, False
        await day.look_again()
        day.browser.close()
    count.kept, count.lost = afterwards.kept, afterwards.lost
    accounts = sum(day.browser.jar.get(COOKIE, "") in plan.known for day in days)
    return count, seconds, accounts if plan.known else 0


def _day(plan: Plan, url: str, number: int, count: Count) -> Day:
    dice, where = Random(f"{plan.seed} {number}"), urlsplit(url)
    browser = Browser(
        host=where.hostname or "",
        port=where.port or 80,
        address=f"81.{number // 250 % 250}.{number % 250}.{dice.randrange(1, 250)}",
        dice=dice,
        count=count,
        pace=plan.pace,
        slow=dice.random() < SLOW_SHARE,
    )
    if plan.known and dice.random() < WITH_ACCOUNT:
        browser.jar[COOKIE] = plan.known[number % len(plan.known)]
    return Day(browser)


async def _live(day: Day, plan: Plan, end: float) -> None:
    """Come in at some moment, and do one thing after the other until the time is over."""
    browser = day.browser
    if plan.pace:
        await asyncio.sleep(browser.dice.random() * plan.seconds * ARRIVE_WITHIN)
    browser.end = end
    with suppress(Broken):
        await day.arrive()
    with suppress(TimeIsUp):
        while True:
            await day.go_on()
            await browser.think(CHOOSE)


async def _watch(watch: Watch, end: float) -> None:
    while time.perf_counter() < end:
        watch.look()
        await asyncio.sleep(min(LOOK_EVERY_SECONDS, max(0.1, end - time.perf_counter())))
    watch.look()
