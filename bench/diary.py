"""The diary with 2,000 memories: its first page and searching, in the process that serves it."""

import gc
import statistics
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

MEMORIES = 2_000
TIMES = 40
SENTENCE = "We liepen samen langs het water en {} vertelde over vroeger, toen {} nog klein was. "
NAMES = ("opa", "Inge", "Samira", "de buurman", "mijn moeder", "Wim", "Café Zeezicht")


def milliseconds(
    work: Callable[[], object], times: int = TIMES, *, warm: bool = True
) -> list[float]:
    """Return how long each time took; the first, which fills caches, is left out when warm."""
    found = []
    for _time in range(times + warm):
        start = time.perf_counter()
        work()
        found.append((time.perf_counter() - start) * 1000)
    return found[warm:]


def as_served() -> None:
    """Do as the server does once all is loaded: what never goes is not looked through again."""
    gc.collect()
    gc.freeze()


def measure() -> Iterator[tuple[str, str, str, bool]]:
    """Yield what, measured, bar and whether it is reached. Django must be set up."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from balans.accounts.actions import create_guest
    from balans.accounts.person import Person, write_cookie
    from balans.core.vault import new_secret
    from balans.diary.views import sealed_query

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    secret = new_secret()
    slot, vault = create_guest(secret=secret)
    person = Person(owner=slot.owner, vault=vault, slot=slot)
    fill(person)
    client = Client(headers={"host": "localhost"})
    client.cookies[settings.KEY_COOKIE] = write_cookie(secret)
    as_served()
    page = milliseconds(partial(read, client, "/herinneringen/"))
    with CaptureQueriesContext(connection) as queries:
        read(client, "/herinneringen/")
    middle = statistics.median(page)
    yield (
        f"timeline of {MEMORIES} memories, first page, p50 / max ms, queries",
        f"{middle:.1f} / {max(page):.1f}, {len(queries)}",
        "10, 8",
        middle <= 10 and len(queries) <= 8,
    )
    for words in ("zeezicht", "moeders vertellen", "bestaatniet"):
        url = f"/herinneringen/zoeken/?z={sealed_query(person, words)}"
        found = statistics.median(milliseconds(partial(read, client, url), 10))
        yield f"search them for “{words}”, p50 ms", f"{found:.0f}", "150", found < 150


def read(client: Any, url: str) -> None:
    """Get a page; anything but a page is a fault."""
    response = client.get(url)
    if response.status_code != 200:
        raise AssertionError(f"{url}: {response.status_code}")


def fill(person: Any) -> None:
    """Give a person memories of 50 to 2,000 signs over thirty years."""
    from balans.diary.actions import Returning, return_memories
    from balans.diary.words import MOODS, MemoryWords

    returning = []
    for number in range(MEMORIES):
        day = date(1996, 1, 1) + timedelta(days=number * 11_000 // MEMORIES)
        name = NAMES[number % len(NAMES)]
        words = MemoryWords(
            title=f"{name.capitalize()} en de {number}e dag" if number % 3 else "",
            text=SENTENCE.format(name, NAMES[number % 5]) * (1 + number % 22),
            when="" if number % 50 == 0 else day.isoformat(),
            mood=MOODS[number % len(MOODS)] if number % 2 else "",
        )
        moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=number)
        returning.append(Returning(uuid.uuid4(), words, moment, moment, False))
    return_memories(person=person, returning=returning)
