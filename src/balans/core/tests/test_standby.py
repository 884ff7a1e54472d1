"""Which database is read from: the standby for marked reading alone, and never after a write."""

import logging
import time

import pytest
from django.db import OperationalError
from django.test import RequestFactory

from balans.core import databases, standby
from balans.core.models import Letter
from balans.core.standby import Router, alias, from_standby


@pytest.fixture
def there(settings, monkeypatch):
    """A standby that is fit, as far as anybody asks."""
    fitness = standby.Fitness()
    monkeypatch.setattr(standby, "is_set", lambda: True)
    monkeypatch.setattr(standby, "fitness", fitness)
    monkeypatch.setattr(standby, "lag_seconds", lambda: 0.2)
    monkeypatch.setattr(standby, "connections", {"default": Apart(), "standby": Apart()})
    settings.READ_LAG_SECONDS = 10
    return fitness


class Apart:
    """A connection that nobody uses."""

    in_atomic_block = False

    def close(self) -> None:
        pass


@from_standby
def read(request, act=lambda: None):
    act()
    return alias()


def ask(method="GET", **cookies):
    request = RequestFactory().generic(method, "/hulp/aanbod/")
    request.COOKIES = cookies
    return request


def test_a_page_for_everybody_is_read_from_the_standby_and_nothing_after_it(there):
    assert read(ask()) == read(ask("HEAD")) == "standby"
    assert alias() == "default"


def test_who_keeps_something_here_or_sends_something_is_read_to_from_the_primary(there):
    assert read(ask(balans_gast="x")) == "default"
    assert read(ask("POST")) == "default"
    assert read(ask(balans_plaats="zwolle")) == "standby"


def test_who_writes_reads_their_own_writing_for_the_rest_of_the_page(there):
    writes = []
    act = lambda: writes.append(Router().db_for_write(Letter))  # noqa: E731
    assert read(ask(), act) == "default" and writes == ["default"]


def test_within_a_transaction_the_primary_is_read(there):
    def begin() -> None:
        standby.connections["default"].in_atomic_block = True

    assert read(ask(), begin) == "default"


def test_what_was_read_from_the_standby_is_written_to_the_primary(there):
    found = Letter(kind="code")
    found._state.db = "standby"
    assert Router().db_for_write(Letter, instance=found) == "default"
    assert Router().db_for_read(Letter, instance=found) == "default"
    assert not Router().allow_migrate("standby", "core")


@pytest.mark.parametrize("lag", [10.1, None])
def test_one_that_lags_too_far_or_is_no_standby_any_more_is_not_read_from(there, monkeypatch, lag):
    monkeypatch.setattr(standby, "lag_seconds", lambda: lag)
    assert read(ask()) == "default"


def test_a_standby_that_goes_away_in_the_middle_is_no_matter_and_is_left_alone(there, caplog):
    tries = []

    def break_off() -> None:
        tries.append(alias())
        if alias() == "standby":
            raise OperationalError("words of somebody")

    with caplog.at_level(logging.WARNING, logger="balans"):
        assert read(ask(), break_off) == "default"
        assert read(ask(), break_off) == "default"
    assert tries == ["standby", "default", "default"]
    assert "words of somebody" not in caplog.text and "standby" in caplog.text


def test_an_error_of_the_page_itself_is_not_hidden(there):
    def fail() -> None:
        raise OperationalError("both")

    with pytest.raises(OperationalError):
        read(ask(), fail)


def test_the_standby_is_looked_at_once_a_second_and_seldom_while_it_is_away(there, monkeypatch):
    now, looks = [1_000.0], []

    def look() -> float:
        looks.append(now[0])
        if len(looks) > 1:
            raise OperationalError
        return 0.0

    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    monkeypatch.setattr(standby, "lag_seconds", look)
    fit = []
    for _step in range(16):
        fit.append(there.holds())
        now[0] += 0.5
    assert looks == [1_000.0, 1_001.0, 1_006.0]
    assert fit == [True, True] + [False] * 14


def test_without_a_setting_nothing_changes():
    assert read(ask()) == "default" and standby.beat() == 0


def test_a_standby_has_no_pool_that_waits_for_it():
    made = databases.standby("postgres://a:b@standby/balans?sslmode=require", "")
    options = made["OPTIONS"]
    assert "pool" not in options and options["sslmode"] == "require"
    assert options["connect_timeout"] == 2 and options["tcp_user_timeout"] == 2_000
    assert made["CONN_MAX_AGE"] == 60 and made["HOST"] == "standby"


def test_the_address_says_how_long_to_wait():
    made = databases.standby("postgres://a@standby/balans?connect_timeout=7")
    assert made["OPTIONS"]["connect_timeout"] == "7"
