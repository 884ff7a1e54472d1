"""The database goes away for a while: plain words, what was typed is kept, and on it goes."""

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing, contextmanager

import pytest

from tests.databases import on_postgresql
from tests.faults import LONG, long_only
from tests.faults.cluster import cluster
from tests.faults.crowd import Carer, Crowd
from tests.faults.running import Product, product
from tests.faults.table import note
from tests.visiting import Visitor, mail_server

pytestmark = pytest.mark.load
AWAY_SECONDS = 10 if LONG else 2
SOON_SECONDS = 15
TO_MEET_BOTH = 12
"""How often to ask, to meet every worker."""

sqlite_alone = pytest.mark.skipif(on_postgresql(), reason="SQLite alone")
postgresql_alone = pytest.mark.skipif(not on_postgresql(), reason="PostgreSQL alone")
PUBLIC = ("/", "/oefeningen/", "/hoe-gaat-het/")
SAID = "We kunnen je antwoord nu niet bewaren"


@pytest.fixture
def carer():
    return Carer("", number=7)


def ready(server: Product, carer: Carer) -> None:
    """Have a carer at work, and the public pages in memory."""
    carer.url = server.url
    assert carer.answer() and carer.remember()
    for page in PUBLIC * 8:
        assert Visitor(server.url).get(page)[0] == 200


def form_of(carer: Carer) -> dict[str, str]:
    """Open the page of the question while all is well."""
    from tests.faults.crowd import HIDDEN
    from tests.visiting import TOKEN

    _status, page = carer.get(carer.step)
    hidden = {name: text for name, text in HIDDEN.findall(page) if name[0] == "_"}
    return hidden | {"csrfmiddlewaretoken": TOKEN.search(page)[1]}


def says_so_and_keeps_what_was_typed(carer: Carer, form: dict[str, str]) -> float:
    """Send a form while it cannot be kept; return how long the answer took."""
    began = time.monotonic()
    status, _where, page = carer.give(carer.step, form | {"naam": "Zorger 7 keer 900"})
    took = time.monotonic() - began
    assert status == 503, page
    assert SAID in page and "Zorger 7 keer 900" in page and "Probeer het nog een keer" in page
    return took


def soon(act: Callable[[], bool]) -> float:
    """Try again, as a person would, until it is done; return how long that took.

    A process that knew the database to be away looks again a second later.
    """
    began = time.monotonic()
    while not act():
        assert time.monotonic() - began < SOON_SECONDS, "it is back, and people are not told so"
        time.sleep(0.2)
    return time.monotonic() - began


def sends_again(carer: Carer, form: dict[str, str]) -> bool:
    carer.turn = 900
    status, _where, _page = carer.give(carer.step, form | {"naam": "Zorger 7 keer 900"})
    if status == 302:
        carer.kept_name = 900
    return status == 302


@postgresql_alone
def test_postgresql_is_gone_and_comes_back(tmp_path, carer):
    with (
        cluster() as database,
        mail_server() as post,
        product(tmp_path, **post.settings) as server,
    ):
        server.end()
        server.environment["BALANS_DATABASE_URL"] = database.url
        server.begin()
        ready(server, carer)
        form, crowd = form_of(carer), Crowd(server.url, 3)
        crowd.begin()
        time.sleep(1)
        database.stop()
        gone = time.monotonic()
        took = says_so_and_keeps_what_was_typed(carer, form)
        slowest = max(timed(server, page) for page in PUBLIC)
        assert server.status() == 503
        time.sleep(max(0.0, AWAY_SECONDS - (time.monotonic() - gone)))
        database.start()
        back = soon(lambda: all(server.status() == 200 for _each in range(TO_MEET_BOTH)))
        assert sends_again(carer, form)
        time.sleep(1)
        crowd.rest()
        assert carer.mail() and all(each.answer() for each in crowd.carers)
        post.wait_for(carer.mailed[-1])
        assert carer.lost() == crowd.lost() == []
        assert all(set(each.seen) <= {200, 302, 429, 503} for each in crowd.carers), crowd.carers
    note(
        f"PostgreSQL gone for {AWAY_SECONDS:.0f} s",
        "once",
        "nothing",
        "nothing",
        f"“{SAID}”, with what they typed, after {took:.1f} s; public pages after "
        f"{slowest:.1f} s at most; well {back:.1f} s after it came back",
    )


def timed(server: Product, page: str) -> float:
    began = time.monotonic()
    assert Visitor(server.url).get(page)[0] == 200
    return time.monotonic() - began


@contextmanager
def locked(server: Product):
    """Keep the database of SQLite to ourselves, as a careless program would."""
    with closing(sqlite3.connect(server.data / "balans.sqlite3", timeout=20)) as other:
        other.isolation_level = None
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@long_only
@sqlite_alone
def test_sqlite_is_locked_by_another_program(tmp_path, carer):
    with product(tmp_path) as server:
        ready(server, carer)
        crowd = Crowd(server.url, 3)
        with locked(server):
            crowd.begin()
            assert server.status() == 200
            time.sleep(AWAY_SECONDS)
        crowd.rest()
        assert all(each.answer() for each in crowd.carers)
        assert carer.lost() == crowd.lost() == []
        assert all(set(each.seen) <= {200, 302, 429, 503} for each in crowd.carers)
    note(
        f"SQLite locked by another program for {AWAY_SECONDS:.0f} s",
        "once",
        "nothing",
        "nothing",
        "pages come; a save waits until it can be kept (after 20 s they are told)",
    )


@sqlite_alone
def test_the_file_of_sqlite_is_taken_away_and_brought_back(tmp_path, carer):
    with mail_server() as post, product(tmp_path, **post.settings) as server:
        ready(server, carer)
        form = form_of(carer)
        kept, aside = server.data / "balans.sqlite3", server.data / "aside"
        kept.rename(aside)
        took = says_so_and_keeps_what_was_typed(carer, form)
        assert all(Visitor(server.url).get(page)[0] == 200 for page in PUBLIC)
        time.sleep(1)
        assert not kept.exists(), "an empty database was put in its place"
        aside.rename(kept)
        assert sends_again(carer, form)
        assert server.status() == 200
        assert carer.mail()
        post.wait_for(carer.mailed[-1])
        assert carer.lost() == []
    note(
        "the file of SQLite taken away and brought back",
        "once",
        "nothing",
        "nothing",
        f"“{SAID}”, with what they typed, after {took:.1f} s",
    )
