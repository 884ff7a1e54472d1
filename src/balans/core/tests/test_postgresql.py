"""PostgreSQL that is away: the first waits, the others hear it at once, until it is back."""

import time

import psycopg
import pytest
from django.db import OperationalError

from balans.core import databases
from balans.core.postgresql import base


@pytest.fixture
def now(monkeypatch):
    moment = [1_000.0]
    monkeypatch.setattr(time, "monotonic", lambda: moment[0])
    return moment


class Pool:
    """A pool of connections; those that are called dead answer nothing."""

    max_size = 20

    def __init__(self) -> None:
        self.back: list[str] = []

    def check_connection(self, connection):
        if connection == "dead":
            raise psycopg.OperationalError("server closed the connection unexpectedly")

    def putconn(self, connection):
        self.back.append(connection)


@pytest.fixture
def pool(monkeypatch):
    made = Pool()
    monkeypatch.setattr(base.DatabaseWrapper, "pool", property(lambda _self: made))
    return made


@pytest.fixture
def lines(monkeypatch, pool):
    """Return a function that asks for a connection, what the pool gives, and what it was asked."""
    monkeypatch.setattr(base, "away", base.Away())
    given, asked = [], []

    def connect(_self, _params):
        asked.append(True)
        line = given.pop(0) if given else "alive"
        if line is None:
            raise psycopg.OperationalError("couldn't get a connection after 3.00 sec")
        return line

    monkeypatch.setattr(base.base.DatabaseWrapper, "get_new_connection", connect)
    wrapper = base.DatabaseWrapper(
        {"OPTIONS": {}, "NAME": "balans", "CONN_MAX_AGE": 0, "TIME_ZONE": None}, "default"
    )
    return lambda: wrapper.get_new_connection({}), given, asked


def test_one_waits_in_vain_and_the_others_do_not_wait(now, lines):
    ask, given, asked = lines
    given += ["alive", None]
    assert ask() == "alive"
    with pytest.raises(psycopg.OperationalError):
        ask()
    for _each in range(20):
        with pytest.raises(OperationalError, match="a moment ago"):
            ask()
    assert len(asked) == 2


def test_one_a_second_tries_again_and_then_everybody_may(now, lines):
    ask, given, asked = lines
    given += [None, None]
    with pytest.raises(psycopg.OperationalError):
        ask()
    now[0] += 1
    with pytest.raises(psycopg.OperationalError):
        ask()
    with pytest.raises(OperationalError, match="a moment ago"):
        ask()
    now[0] += 1
    assert [ask(), ask(), ask()] == ["alive"] * 3
    assert len(asked) == 5


def test_connections_that_died_in_the_pool_go_without_a_sleep(lines, pool, monkeypatch):
    monkeypatch.setattr(time, "sleep", lambda _seconds: pytest.fail("it slept"))
    ask, given, asked = lines
    given += ["dead"] * 7
    assert ask() == "alive"
    assert pool.back == ["dead"] * 7 and len(asked) == 8


def test_a_pool_of_dead_ones_alone_is_a_database_that_is_away(now, lines, pool):
    ask, given, _asked = lines
    given += ["dead"] * 20 + [None]
    with pytest.raises(psycopg.OperationalError):
        ask()
    with pytest.raises(OperationalError, match="a moment ago"):
        ask()
    assert len(pool.back) == 20


def test_while_one_tries_the_others_hear_it_at_once(now):
    away = base.Away()
    away.failed()
    now[0] += 1
    assert [away.may_try() for _each in range(3)] == [True, False, False]
    away.answered()
    assert away.may_try()


def test_a_line_without_a_pool_is_left_to_its_owner(now, lines, monkeypatch):
    ask, _given, _asked = lines
    base.away.failed()
    monkeypatch.setattr(base.DatabaseWrapper, "pool", property(lambda _self: None))
    assert ask() == "alive"


def test_our_own_pool_never_makes_a_thread_wait_long():
    options = databases.postgresql("postgres://a:b@host/balans")["OPTIONS"]
    assert options["pool"]["timeout"] == options["connect_timeout"] == databases.PATIENCE_SECONDS
