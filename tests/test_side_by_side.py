"""Several servers on one PostgreSQL, each with a data folder of its own, and a standby for reading.

Real processes: what is shared is the database, the keys folder and the blobs, and nothing else.
"""

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest

from conftest import Served, serving
from tests.clock import Clock
from tests.cluster import Standby, ask, fresh_database, on_postgresql, standby, wait_until
from tests.visiting import MailServer, Visitor, mail_server

pytestmark = [pytest.mark.postgres, pytest.mark.load, on_postgresql]
ROOT = Path(__file__).resolve().parents[1]
REMINDERS, OFFERS = 30, 20
LAG_SECONDS = 8
SERVICES = "/api/services"
CODE = re.compile(r"\b(\d{3}) (\d{3})\b")


def beside(environment: dict[str, str], *what: str) -> "subprocess.Popen[str]":
    line = [sys.executable, "-m", "tests.beside", *what]
    return subprocess.Popen(line, env=os.environ | environment, cwd=ROOT, text=True)


def all_of(started: list["subprocess.Popen[str]"]) -> list[int]:
    return [each.wait(timeout=120) for each in started]


@dataclass
class Two:
    """Two servers, what they share, and the standby that they read from."""

    one: Served
    other: Served
    database: str
    mails: MailServer
    behind: Standby
    shared: dict[str, str]


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Two]:
    shared_disk = tmp_path_factory.mktemp("shared")
    clock = Clock(shared_disk / "clock")
    today = datetime.now().astimezone()
    clock.set(today.replace(hour=10, minute=0) + timedelta(days=1))
    with mail_server() as mails, fresh_database() as database:
        shared = mails.settings | {
            "BALANS_DATABASE_URL": database,
            "BALANS_KEYS": str(shared_disk / "keys"),
            "BALANS_BLOBS": str(shared_disk / "blobs"),
            "BALANS_DEMO": "0",
            "BALANS_LINK_CHECK": "0",
            "TEST_CLOCK": str(clock.path),
        }
        folders = [tmp_path_factory.mktemp(name) for name in ("one", "other")]
        # The same moment, on an empty database: one prepares, the other waits and finds it done.
        at_once = [beside(shared | {"BALANS_DATA": str(each)}, "prepare") for each in folders]
        assert all_of(at_once) == [0, 0]
        known = shared | {"BALANS_DATA": str(folders[0])}
        # By the clock of the servers these are due since yesterday.
        assert all_of([beside(known, "people", str(REMINDERS), str(OFFERS))]) == [0]
        with standby() as behind:
            shared |= {
                "BALANS_READ_DATABASE_URL": behind.url(database),
                "BALANS_READ_LAG_SECONDS": str(LAG_SECONDS),
            }
            runs = [serving(each, program="tests.clock", **shared) for each in folders]
            with ThreadPoolExecutor() as pool:
                served = list(pool.map(lambda run: run.__enter__(), runs))
            try:
                yield Two(*served, database, mails, behind, shared)
            finally:
                for run in runs:
                    run.__exit__(None, None, None)


def test_of_two_servers_that_start_at_once_one_prepares(two: Two):
    entries = "SELECT count(*), count(DISTINCT (kind, name, language)) FROM search_entry"
    ((made, apart),) = ask(two.database, entries)
    assert made == apart > 100
    assert ask(two.database, "SELECT count(*) FROM core_keysmark") == [(1,)]


def test_each_reminder_that_is_due_arrives_once(two: Two):
    wanted = {f"mens{number}@example.nl" for number in range(REMINDERS)}

    def arrived() -> Counter[str]:
        return Counter(each["To"] for each in two.mails.taken if each["To"] in wanted)

    wait_until(lambda: len(arrived()) == REMINDERS, seconds=60)
    left = "SELECT count(*) FROM core_letter WHERE state = 'waiting'"
    wait_until(lambda: ask(two.database, left) == [(0,)])
    assert set(arrived().values()) == {1}


def asked_for_a_code(two: Two, address: str) -> tuple[Visitor, str]:
    visitor, before = Visitor(two.one.url), len(two.mails.taken)
    visitor.post("/mijn/inloggen/", adres=address)
    found = CODE.search(two.mails.wait_for(address, after=before))
    assert found
    return visitor, "".join(found.groups())


def test_who_signs_in_on_one_server_goes_on_at_the_other(two: Two):
    visitor, code = asked_for_a_code(two, "anna@example.nl")
    there = Visitor(two.other.url, visitor.jar)
    assert there.post("/mijn/inloggen/code/", code=code)[0] == 302
    for server in (two.one, two.other):
        status, page = Visitor(server.url, visitor.jar).get("/mijn/account/")
        assert status == 200 and "anna@example.nl" in page


def test_a_code_tried_too_often_on_one_server_is_refused_on_the_other(two: Two):
    visitor, code = asked_for_a_code(two, "bram@example.nl")
    wrong = f"{(int(code) + 1) % 10**6:06}"
    for _try in range(5):
        visitor.post("/mijn/inloggen/code/", code=wrong)
    there = Visitor(two.other.url, visitor.jar)
    status, where, _page = there.post("/mijn/inloggen/code/", code=code)
    assert (status, where) != (302, "/mijn/") and "balans_gast" not in visitor.jar


def saved(visitor: Visitor, name: str) -> str:
    """Begin an exercise with a name; return the step on which it stands."""
    _status, where, _page = visitor.post("/oefeningen/doelen/begin/", naam=name)
    return re.sub("/vraag/.*", "/vraag/wie/", where)


def last_modified(visitor: Visitor) -> datetime:
    """Return the day on which an offer last changed, as the interface says it."""
    status, _where, _body = visitor.ask("GET", SERVICES)
    assert status == 200
    return parsedate_to_datetime(visitor.headers["last-modified"])


def test_everybody_is_read_to_from_the_standby_and_who_keeps_something_from_the_primary(two: Two):
    stranger, anna = Visitor(two.one.url), Visitor(two.one.url)
    step = saved(anna, "Anna eerst")
    url = two.behind.url(two.database)
    wait_until(lambda: is_read_from(two))
    two.behind.hold()
    try:
        before = last_modified(stranger)
        ask(two.database, "UPDATE directory_localoffer SET changed_at = now() + interval '1 day'")
        assert ask(url, "SELECT pg_is_wal_replay_paused()") == [(True,)]
        # The primary knows better, and is not asked.
        assert last_modified(stranger) == before
        assert last_modified(anna) > before
        # What is saved is there at once, on each server, while the standby knows nothing of it.
        assert "Anna eerst" in anna.get(step)[1]
        step = saved(Visitor(two.one.url, anna.jar), "Anna daarna")
        assert "Anna daarna" in Visitor(two.other.url, anna.jar).get(step)[1]
        # Once it lags too far nobody is told what was.
        wait_until(lambda: last_modified(stranger) != before, seconds=LAG_SECONDS * 3)
    finally:
        two.behind.go_on()
    wait_until(lambda: is_read_from(two))


def is_read_from(two: Two) -> bool:
    """Return whether the standby keeps up, so that it is read from."""
    far = "SELECT extract(epoch FROM now() - pg_last_xact_replay_timestamp())::float"
    ((lag,),) = ask(two.behind.url(two.database), far)
    return lag is not None and lag < LAG_SECONDS / 2


def test_a_standby_that_stops_is_no_matter_to_anybody(two: Two):
    stranger = Visitor(two.one.url)
    wait_until(lambda: is_read_from(two))
    two.behind.stop()
    try:
        for path in (SERVICES, "/zoeken/?q=respijtzorg", "/hulp/aanbod/", "/groepen/zoeken/"):
            for server in (two.one, two.other):
                assert Visitor(server.url).get(path)[0] == 200, path
    finally:
        two.behind.start()
    assert stranger.get(SERVICES)[0] == 200


def test_a_server_without_the_keys_of_the_others_does_not_start(two: Two, tmp_path: Path):
    alone = two.shared | {"BALANS_DATA": str(tmp_path), "BALANS_KEYS": str(tmp_path / "own")}
    line = [sys.executable, "-m", "balans.cli", "run", "--port", "1"]
    done = subprocess.run(line, env=os.environ | alone, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2 and "the keys of this database are not in" in done.stderr
    assert not list((tmp_path / "own").glob("master-*"))


def test_two_that_do_every_chore_at_once_do_it_once(two: Two):
    ask(two.database, "UPDATE search_entry SET stamp = 'old' WHERE kind = 'local'")
    ask(
        two.database, "UPDATE accounts_owner SET expires_at = now() WHERE account_since IS NOT NULL"
    )
    environments = [two.shared | {"BALANS_DATA": str(each.data)} for each in (two.one, two.other)]
    assert all_of([beside(each, "chores") for each in environments]) == [0, 0]
    accounts = "SELECT count(*) FROM accounts_owner WHERE account_since IS NOT NULL"
    assert ask(two.database, accounts) == [(0,)]
    wait_until(lambda: ask(two.database, "SELECT count(*) FROM accounts_erasing") == [(0,)])
    assert not list((Path(two.shared["BALANS_KEYS"]) / "anchors").iterdir())
    entries = "SELECT count(*), count(DISTINCT name) FROM search_entry WHERE kind = 'local'"
    assert ask(two.database, f"{entries} AND stamp <> 'old'") == [(OFFERS, OFFERS)]
