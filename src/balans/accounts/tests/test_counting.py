"""Tries are counted alike in the database and in Valkey; and Valkey that is away stops nobody."""

import os
import shutil
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.utils import timezone

from balans.accounts.entry import counting, limits
from balans.accounts.entry.counting import IN_DATABASE, InDatabase, InValkey, WhileThere
from balans.accounts.models import Count
from balans.accounts.tests.letters import sent, sign_in
from balans.core.vault import host_digest
from conftest import free_port

pytestmark = pytest.mark.django_db
PROGRAM = shutil.which(os.environ.get("BALANS_VALKEY", "valkey-server")) or shutil.which(
    "redis-server"
)
HOUR = timedelta(hours=1)
WITHOUT = os.environ.get("BALANS_TEST_WITHOUT_VALKEY") == "1"


class Server:
    """Valkey on loopback, in memory alone."""

    def __init__(self, folder) -> None:
        self.folder, self.port = folder, free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.start()

    def start(self) -> None:
        line = [PROGRAM, "--port", str(self.port), "--bind", "127.0.0.1", "--save", ""]
        line += ["--dir", str(self.folder)]
        self.process = subprocess.Popen(line, stdout=subprocess.DEVNULL)
        for _attempt in range(200):
            with suppress(Exception):
                self.plain().ping()
                return
            time.sleep(0.02)
        raise AssertionError("Valkey did not start")

    def stop(self) -> None:
        self.process.kill()
        self.process.wait(10)

    def plain(self):
        from redis import Redis

        return Redis.from_url(self.url)


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    if WITHOUT:
        pytest.skip("BALANS_TEST_WITHOUT_VALKEY=1")
    assert PROGRAM, "there is no Valkey: sh bin/valkey"
    server = Server(tmp_path_factory.mktemp("valkey"))
    yield server
    server.stop()


@pytest.fixture
def valkey(running, settings, monkeypatch):
    """Valkey, empty, and the product that uses it."""
    if running.process.poll() is not None:
        running.start()
    running.plain().flushall()
    settings.CACHE_URL = running.url
    counting._while_there.cache_clear()
    return running


@pytest.fixture(params=["database", "valkey"])
def counter(request):
    if request.param == "database":
        return InDatabase()
    return InValkey(request.getfixturevalue("valkey").url)


def test_each_try_is_counted_until_the_window_is_over(counter):
    assert [counter.add("a", HOUR) for _try in range(3)] == [1, 2, 3]
    assert (counter.number("a"), counter.number("b")) == (3, 0)
    counter.add("b", timedelta(milliseconds=20))
    time.sleep(0.05)
    assert counter.number("b") == 0
    assert counter.add("b", HOUR) == 1


def test_the_window_begins_with_the_first_try_and_is_not_moved_along(counter):
    counter.add("a", HOUR)
    counter.add("a", HOUR * 5)
    assert seconds_left(counter, "a") <= HOUR.total_seconds()


def seconds_left(counter, key) -> float:
    if isinstance(counter, InDatabase):
        return (Count.objects.get(key=key).ends_at - timezone.now()).total_seconds()
    return counter._valkey.ttl(counting.PREFIX + key)


def test_counting_begins_anew_when_somebody_got_it_right(counter):
    counter.add("a", HOUR)
    counter.forget("a")
    counter.forget("a")
    assert counter.add("a", HOUR) == 1


def test_of_many_tries_at_once_none_is_missed(valkey):
    apart = [InValkey(valkey.url) for _server in range(4)]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda turn: apart[turn % 4].add("a", HOUR), range(200)))
    assert sorted(found) == list(range(1, 201))


def test_nothing_about_anybody_stands_in_valkey_and_every_count_ends(valkey):
    assert limits.allow("codes to", "anna@example.nl", most=1)
    assert not limits.allow("codes to", "anna@example.nl", most=1)
    (key,) = valkey.plain().keys()
    assert key.decode() == "balans:count:" + host_digest("limit codes to", "anna@example.nl")
    assert 3_500 < valkey.plain().ttl(key) <= 3_600
    assert not Count.objects.exists()


def test_what_we_promised_to_remember_never_depends_on_valkey(valkey):
    limits.remember("stopped", "anna@example.nl", within=timedelta(days=180))
    valkey.plain().flushall()
    assert limits.is_remembered("stopped", "anna@example.nl")
    limits.let_go("stopped", "anna@example.nl")
    assert not limits.is_remembered("stopped", "anna@example.nl")


def test_who_signs_in_while_valkey_is_away_comes_in_and_the_limits_hold(client, valkey):
    valkey.stop()
    assert sign_in(client).status_code == 302
    before = len(sent("code"))
    for _try in range(8):
        page = Client().post("/mijn/inloggen/", {"adres": "bram@example.nl"})
        assert page.status_code < 500
    codes = len(sent("code")) - before
    assert 0 < codes < 8, "the database counts meanwhile"


def test_valkey_that_is_away_is_asked_seldom_and_again_when_it_is_back(valkey, monkeypatch):
    now = [1_000.0]
    monkeypatch.setattr(counting.time, "monotonic", lambda: now[0])
    counter, asked = WhileThere(InValkey(valkey.url)), []
    add = counter._valkey.add
    monkeypatch.setattr(counter._valkey, "add", lambda *a: (asked.append(1), add(*a))[1])
    valkey.stop()
    assert [counter.add("a", HOUR) for _try in range(3)] == [1, 2, 3]
    assert len(asked) == 1 and IN_DATABASE.number("a") == 3
    valkey.start()
    now[0] += counting.AWAY_SECONDS
    assert counter.add("a", HOUR) == 1 and valkey.plain().keys() == [b"balans:count:a"]


def test_a_setting_without_its_library_is_said_clearly(settings, monkeypatch):
    settings.CACHE_URL = "redis://127.0.0.1:1/0"
    monkeypatch.setattr(counting.importlib.util, "find_spec", lambda name: None)
    counting._while_there.cache_clear()
    with pytest.raises(ImproperlyConfigured, match="BALANS_CACHE_URL"):
        limits.allow("anything", "x", most=1)
