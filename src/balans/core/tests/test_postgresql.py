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


@pytest.fixture
def lines(monkeypatch):
    """Return a function that asks for a connection, a switch, and how often was really asked."""
    monkeypatch.setattr(base, "away", base.Away())
    asked, is_there = [], [True]

    def connect(_self, _params):
        asked.append(True)
        if not is_there[0]:
            raise psycopg.OperationalError("couldn't get a connection after 3.00 sec")
        return "a connection"

    monkeypatch.setattr(base.base.DatabaseWrapper, "get_new_connection", connect)
    monkeypatch.setattr(base.DatabaseWrapper, "pool", property(lambda _self: True))
    wrapper = base.DatabaseWrapper(
        {"OPTIONS": {}, "NAME": "balans", "CONN_MAX_AGE": 0, "TIME_ZONE": None}, "default"
    )
    return lambda: wrapper.get_new_connection({}), is_there, asked


def test_one_waits_in_vain_and_the_others_do_not_wait(now, lines):
    ask, is_there, asked = lines
    assert ask() == "a connection"
    is_there[0] = False
    with pytest.raises(psycopg.OperationalError):
        ask()
    for _each in range(20):
        with pytest.raises(OperationalError, match="a moment ago"):
            ask()
    assert len(asked) == 2


def test_one_a_second_tries_again_and_then_everybody_may(now, lines):
    ask, is_there, asked = lines
    is_there[0] = False
    with pytest.raises(psycopg.OperationalError):
        ask()
    now[0] += 1
    with pytest.raises(psycopg.OperationalError):
        ask()
    with pytest.raises(OperationalError, match="a moment ago"):
        ask()
    is_there[0] = True
    now[0] += 1
    assert [ask(), ask(), ask()] == ["a connection"] * 3
    assert len(asked) == 5


def test_while_one_tries_the_others_hear_it_at_once(now):
    away = base.Away()
    away.failed()
    now[0] += 1
    assert [away.may_try() for _each in range(3)] == [True, False, False]
    away.answered()
    assert away.may_try()


def test_a_line_without_a_pool_is_left_to_its_owner(now, lines, monkeypatch):
    ask, _is_there, _asked = lines
    base.away.failed()
    monkeypatch.setattr(base.DatabaseWrapper, "pool", property(lambda _self: None))
    assert ask() == "a connection"


def test_our_own_pool_never_makes_a_thread_wait_long():
    options = databases.postgresql("postgres://a:b@host/balans")["OPTIONS"]
    assert options["pool"]["timeout"] == options["connect_timeout"] == databases.PATIENCE_SECONDS
