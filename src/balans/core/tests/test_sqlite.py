"""Writers wait for one another in a queue, and never for ever."""

import threading
from copy import deepcopy

import pytest
from django.db import OperationalError, connection, transaction

from balans.core.chores import _chores
from balans.core.sqlite import base
from balans.core.sqlite.base import DatabaseWrapper, write_back

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="about the SQLite file itself"),
]


@pytest.fixture
def connect(tmp_path):
    made = []

    def new(timeout: float = 5) -> DatabaseWrapper:
        settings = deepcopy(connection.settings_dict)
        settings |= {"NAME": tmp_path / "proef.sqlite3"}
        settings["OPTIONS"] |= {"timeout": timeout}
        made.append(DatabaseWrapper(settings, alias="default"))
        made[-1].inc_thread_sharing()
        return made[-1]

    yield new
    for each in made:
        each.close()


def begin(wrapper: DatabaseWrapper) -> None:
    wrapper.ensure_connection()
    wrapper._start_transaction_under_autocommit()


def test_a_second_writer_waits_until_the_first_is_done(connect):
    first, second = connect(), connect()
    begin(first)
    order = []

    def wait():
        begin(second)
        order.append("second")
        second._commit()

    waiting = threading.Thread(target=wait)
    waiting.start()
    waiting.join(0.05)
    order.append("first")
    first._commit()
    waiting.join(5)
    assert order == ["first", "second"]


@pytest.mark.parametrize("end", ["_commit", "_rollback", "close"])
def test_the_turn_ends_however_the_transaction_does(connect, end):
    first, second = connect(), connect(timeout=0.1)
    begin(first)
    getattr(first, end)()
    begin(second)
    second._rollback()


def test_nobody_waits_for_ever(connect):
    first, second = connect(), connect(timeout=0.05)
    begin(first)
    with pytest.raises(OperationalError, match="locked"):
        begin(second)


def test_eight_writers_lose_nothing(connect):
    count = connect()
    with count.cursor() as cursor:
        cursor.execute("CREATE TABLE beurten (wie integer)")

    def write(who: int, wrapper: DatabaseWrapper) -> None:
        for _turn in range(10):
            begin(wrapper)
            with wrapper.cursor() as cursor:
                cursor.execute("INSERT INTO beurten VALUES (%s)", [who])
            wrapper._commit()

    writers = [threading.Thread(target=write, args=(who, connect())) for who in range(8)]
    for each in writers:
        each.start()
    for each in writers:
        each.join()
    with count.cursor() as cursor:
        assert cursor.execute("SELECT count(*) FROM beurten").fetchone() == (80,)


def test_a_transaction_inside_another_waits_once():
    with transaction.atomic(), transaction.atomic():
        assert connection.in_atomic_block


def write_some(wrapper: DatabaseWrapper, rows: int) -> None:
    begin(wrapper)
    with wrapper.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS regels (wat blob)")
        for _row in range(rows):
            cursor.execute("INSERT INTO regels VALUES (randomblob(4000))")
    wrapper._commit()


def test_a_save_leaves_the_log_to_the_process_beside(connect, tmp_path):
    writer = connect()
    write_some(writer, 1500)
    database, log = (tmp_path / f"proef.sqlite3{end}" for end in ("", "-wal"))
    assert database.stat().st_size < 100_000
    assert log.stat().st_size > 6_000_000
    connect().checkpoint()
    assert database.stat().st_size > 6_000_000
    # The log begins anew: it does not grow with what is written next.
    size = log.stat().st_size
    write_some(writer, 500)
    assert log.stat().st_size == size


def test_moving_the_log_gives_the_turn_back_and_loses_nothing(connect):
    writer, beside, reader = connect(), connect(), connect()
    for _turn in range(3):
        write_some(writer, 10)
        beside.checkpoint()
    with reader.cursor() as cursor:
        assert cursor.execute("SELECT count(*) FROM regels").fetchone() == (30,)


def test_the_process_beside_moves_the_log_every_second(connect, monkeypatch, tmp_path):
    chore = _chores["moved from the log of the database"]
    assert (chore.act, chore.every_seconds) == (write_back, 1)
    writer = connect()
    write_some(writer, 100)
    monkeypatch.setattr(base, "connection", connect())
    assert write_back() == 0
    assert (tmp_path / "proef.sqlite3").stat().st_size > 400_000
