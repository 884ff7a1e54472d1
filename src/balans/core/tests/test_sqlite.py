"""Writers wait for one another in a queue, and never for ever."""

import threading
from copy import deepcopy

import pytest
from django.db import OperationalError, connection, transaction

from balans.core.sqlite.base import DatabaseWrapper

pytestmark = pytest.mark.django_db


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
