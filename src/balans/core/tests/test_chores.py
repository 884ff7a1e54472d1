"""Chores are done when they are due, and one that fails stops nobody."""

import logging

import pytest
from django.db import OperationalError

from balans.core import chores


@pytest.fixture
def alone(monkeypatch):
    """No other chores than those of the test."""
    monkeypatch.setattr(chores, "_chores", {})


def test_a_chore_is_done_when_it_is_due_and_not_before(alone):
    done = []
    chores.register("sweep", lambda: done.append("sweep") or 1, every_seconds=10)
    rounds = chores.Rounds()
    for now in (100.0, 101.0, 109.9, 110.0, 111.0):
        rounds.turn(now)
    assert done == ["sweep", "sweep"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("fault", [OperationalError("locked"), RuntimeError("words of somebody")])
def test_a_chore_that_fails_stops_nobody_and_logs_no_words(alone, caplog, fault):
    def fail() -> int:
        raise fault

    done = []
    chores.register("bad", fail, every_seconds=1)
    chores.register("good", lambda: done.append(1) or 1, every_seconds=1)
    with caplog.at_level(logging.INFO, logger="balans"):
        chores.Rounds().turn(0.0)
    assert done == [1]
    assert "bad" in caplog.text and "words of somebody" not in caplog.text
