"""The log does not run wild: the same trouble stands in it a few times a minute."""

import logging

from balans.core.logs import NotTooOften


def said(filter_: NotTooOften, text: str, level: int = logging.ERROR) -> str:
    record = logging.LogRecord("balans", level, "x.py", 1, text, (), None)
    return record.getMessage() if filter_.filter(record) else ""


def test_the_same_trouble_is_said_five_times_a_minute_and_then_counted():
    now = [0.0]
    seldom = NotTooOften(lambda: now[0])
    assert [bool(said(seldom, "disk full")) for _each in range(100)] == [True] * 5 + [False] * 95
    assert said(seldom, "another") == "another"
    now[0] = 61
    assert said(seldom, "disk full") == "disk full (and 95 times more)"
    assert said(seldom, "disk full") == "disk full"


def test_what_goes_well_is_always_said_and_the_memory_stays_small():
    seldom = NotTooOften(lambda: 0.0)
    assert all(said(seldom, "mails sent: 1", logging.INFO) for _each in range(50))
    for number in range(5_000):
        said(seldom, f"trouble {number}")
    assert len(seldom._seen) <= NotTooOften.most_lines
