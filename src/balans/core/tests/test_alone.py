"""One server at a time: who is second finds the chore taken, or waits."""

import threading

import pytest
from django.db import connection

from balans.core import chores
from balans.core.alone import alone

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
needs_postgresql = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one")


def elsewhere(act):
    """Do something as another server: with a connection of its own; return what it gives."""
    found = []

    def run() -> None:
        try:
            found.append(act())
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(20)
    return found[0]


def is_free(what: str) -> bool:
    with alone(what) as is_ours:
        return is_ours


@needs_postgresql
def test_what_one_is_at_is_no_turn_of_another_until_it_is_done():
    with alone("sweep") as is_ours:
        assert is_ours
        assert not elsewhere(lambda: is_free("sweep"))
        assert elsewhere(lambda: is_free("something else"))
    assert elsewhere(lambda: is_free("sweep"))


@needs_postgresql
def test_who_waits_comes_after(monkeypatch):
    done, begun = [], threading.Event()

    def second() -> None:
        begun.set()
        with alone("prepare", wait=True):
            done.append("second")

    with alone("prepare", wait=True):
        other = threading.Thread(target=lambda: (second(), connection.close()))
        other.start()
        begun.wait(10)
        done.append("first")
    other.join(20)
    assert done == ["first", "second"]


@needs_postgresql
def test_a_connection_that_was_changed_for_another_keeps_nothing_in_the_pool():
    with alone("sweep"):
        # Two taken out at once: the one that gives the lock back is not the one that has it.
        connection.close()
        elsewhere(lambda: is_free("something else"))
    assert elsewhere(lambda: is_free("sweep"))


@needs_postgresql
def test_a_chore_is_left_alone_while_another_server_is_at_it(monkeypatch):
    monkeypatch.setattr(chores, "_chores", {})
    done = []
    chores.register("sweep", lambda: done.append("sweep") or 1, every_seconds=10)
    chores.register("mail", lambda: done.append("mail") or 1, every_seconds=10, together=True)
    with alone("chore sweep"):
        elsewhere(lambda: chores.Rounds().turn(0.0))
    assert done == ["mail"]
    chores.Rounds().turn(0.0)
    assert done == ["mail", "sweep", "mail"]


def test_on_sqlite_it_is_always_our_turn():
    if connection.vendor == "sqlite":
        with alone("sweep") as outer, alone("sweep") as inner:
            assert outer and inner
