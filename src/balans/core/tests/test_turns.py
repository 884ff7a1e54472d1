"""Whoever wants to write waits in line: the first who came first, in each process."""

import os
import threading
import time
from collections.abc import Callable

import pytest

from balans.core.sqlite.turns import take_turn

LONG = 10.0
WELL = 7
"""With what a child ends that could do what it should."""


@pytest.fixture
def database(tmp_path) -> str:
    return str(tmp_path / "proef.sqlite3")


def in_a_child(act: Callable[[], object]) -> int:
    """Do something in a process of its own; return its number."""
    child = os.fork()
    if not child:
        try:
            act()
            os._exit(WELL)
        finally:
            os._exit(1)
    return child


def ended_well(child: int) -> bool:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == WELL


def write(database: str) -> None:
    turn = take_turn(database, LONG)
    time.sleep(0.001)
    turn.give_back()


def wait_in_line(database: str, who: int, order: list[int]) -> threading.Thread:
    """Begin to wait; return when that is so."""

    def wait() -> None:
        turn = take_turn(database, LONG)
        order.append(who)
        turn.give_back()

    thread = threading.Thread(target=wait)
    thread.start()
    time.sleep(0.02)
    return thread


def test_the_first_who_came_is_the_first(database):
    turn, order = take_turn(database, LONG), []
    waiting = [wait_in_line(database, who, order) for who in range(8)]
    turn.give_back()
    for each in waiting:
        each.join(LONG)
    assert order == [*range(8)]


def test_who_waited_too_long_leaves_the_line_and_keeps_nobody_waiting(database):
    turn, order = take_turn(database, LONG), []
    with pytest.raises(TimeoutError):
        take_turn(database, 0.01)
    last = wait_in_line(database, 1, order)
    turn.give_back()
    last.join(LONG)
    assert order == [1]
    take_turn(database, 0).give_back()


def test_another_process_is_waited_for_and_not_for_ever(database):
    turn = take_turn(database, LONG)

    def wait_in_vain() -> None:
        with pytest.raises(TimeoutError):
            take_turn(database, 0.05)

    assert ended_well(in_a_child(wait_in_vain))
    turn.give_back()
    assert ended_well(in_a_child(lambda: take_turn(database, 0)))


def test_who_dies_gives_the_turn_back(database):
    heard, told = os.pipe()

    def stay() -> None:
        take_turn(database, LONG)
        os.write(told, b"!")
        time.sleep(LONG)

    child = in_a_child(stay)
    assert os.read(heard, 1) == b"!"
    with pytest.raises(TimeoutError):
        take_turn(database, 0.05)
    os.kill(child, 9)
    os.waitpid(child, 0)
    take_turn(database, LONG).give_back()


def test_a_child_does_not_stand_in_the_line_of_its_parent(database):
    turn = take_turn(database, LONG)

    def begin_anew() -> None:
        # Nobody has a lock on this file; the line of the parent has somebody in it.
        os.unlink(f"{database}.queue")
        take_turn(database, 0.5)

    assert ended_well(in_a_child(begin_anew))
    turn.give_back()


def test_a_busy_process_lets_another_have_its_turns(database):
    child = in_a_child(lambda: [write(database) for _turn in range(50)])
    done, taken = threading.Event(), []

    def write_on() -> None:
        while not done.is_set():
            write(database)
            taken.append(1)

    busy = [threading.Thread(target=write_on) for _each in range(6)]
    for each in busy:
        each.start()
    try:
        assert ended_well(child)
    finally:
        done.set()
    for each in busy:
        each.join(LONG)
    # Of two who ask each has about half of the turns; who is passed over has hardly any.
    assert len(taken) < 50 * 5
