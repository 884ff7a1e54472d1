"""The bytes themselves: no word that anybody wrote stands in a table, file, log or mail.

The demo people live here and write on; then everything that the product left is read, byte by byte.
"""

import quopri
import re
from collections.abc import Iterator

import pytest

from conftest import serving
from tests.databases import address_of, name_for, on_postgresql
from tests.test_promises import words_of_the_demo
from tests.visiting import Visitor, found_in_files

MEMORY = re.compile(r"/herinneringen/[0-9a-f-]{36}/")
PEOPLE = ("greet", "samira", "wim", "henk")
WRITTEN = {
    "memory": "De fluitketel zong van Vlissingen",
    "title": "Zeeuwse bolus bij oma Kee",
    "goal": "Eindelijk weer harmonica spelen",
    "week": "Bladmuziek zoeken in de schuur",
    "for": "Tante Wilhelmina uit Oostkapelle",
    "sought": "fluitketelzang",
    "name": "Pietertje-Annabel",
    "exercise": "Grootvader Cornelis-Jacobus",
    "refused": "Dit antwoord past nergens bij, kattebelletje",
}


def live(url: str, person: str) -> str:
    """Write, share, search, plan, and go wrong, as one of the demo people; return what was seen."""
    visitor, seen = Visitor(url), ""
    assert visitor.post(f"/demo/{person}/", "/demo/")[0] == 302
    pages = {
        "/herinneringen/nieuw/": {"tekst": WRITTEN["memory"], "titel": WRITTEN["title"]},
        "/mijn-plan/nieuw/": {"doel": WRITTEN["goal"], "week": WRITTEN["week"], "check": "2"},
        "/mijn/gegevens/": {"naam": WRITTEN["name"]},
        "/oefeningen/grenzen/begin/": {"naam": WRITTEN["exercise"]},
    }
    for path, fields in pages.items():
        assert visitor.post(path, **fields)[0] in (302, 422), path
    memory = MEMORY.search(visitor.get("/herinneringen/")[1])[0]
    visitor.post("/herinneringen/zoeken/", "/herinneringen/", woorden=WRITTEN["sought"])
    visitor.post(f"{memory}delen/", voor=WRITTEN["for"], tot="7")
    # What goes wrong is logged: a form from nowhere, a page that is not there, a body that is none.
    visitor.ask("POST", "/mijn/gegevens/", {"naam": WRITTEN["refused"]})
    visitor.ask("POST", "/bestaat-niet/", {"naam": WRITTEN["refused"]})
    visitor.ask("GET", f"/zoeken/?q={WRITTEN['sought']}")
    for path in ("/mijn/", "/herinneringen/", "/mijn-plan/", "/mijn/delen/", "/mijn/alles/"):
        status, page = visitor.get(path)
        assert status == 200
        seen += page
    assert visitor.ask("GET", "/mijn/meenemen.zip")[2][:2] == b"PK"
    visitor.post("/herinneringen/boek/maken/", "/herinneringen/boek/")
    return seen


def tables(address: str) -> Iterator[bytes]:
    """Yield the raw bytes of every table of a PostgreSQL database."""
    import psycopg
    from psycopg import sql

    with psycopg.connect(address) as line, line.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (name,) in cursor.fetchall():
            copy = sql.SQL("COPY {} TO STDOUT (FORMAT binary)").format(sql.Identifier(name))
            with cursor.copy(copy) as rows:
                yield b"".join(bytes(each) for each in rows)


@pytest.mark.load
def test_nothing_that_is_left_holds_a_word_that_anybody_wrote(tmp_path):
    """The demo people live here, and none of their words is found in what is left of it."""
    words = words_of_the_demo() | set(WRITTEN.values())
    data, log, scratch = tmp_path / "data", tmp_path / "log", tmp_path / "tmp"
    scratch.mkdir()
    settings = {"BALANS_DEMO": "1", "TMPDIR": str(scratch)}
    with (
        log.open("wb") as lines,
        serving(data, errors=lines, program="tests.loud", **settings) as server,
    ):
        seen = "".join(live(server.url, each) for each in PEOPLE)
        assert sum(word in seen for word in words) > 30, "the pages show what they wrote"
        assert WRITTEN["title"] in seen and WRITTEN["goal"] in seen
        # While it runs: the log of the database and files that are open are there too.
        assert not found_in_files(tmp_path, words)
    assert log.stat().st_size > 0
    assert not found_in_files(tmp_path, words)
    mails = [quopri.decodestring(each.read_bytes()) for each in (data / "mailbox").glob("*")]
    assert not any(word.encode() in each for each in mails for word in words)
    if on_postgresql():
        kept = list(tables(address_of(name_for(data))))
        assert sum(len(each) for each in kept) > 100_000, "there is something to read"
        assert not {word for word in words for each in kept if word.encode() in each}
