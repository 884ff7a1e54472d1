"""What PostgreSQL does not take is named, and what goes wrong is said in one line."""

import sqlite3

import pytest
from django.db import DataError, InterfaceError, OperationalError, connection

from balans.accounts.models import Owner
from balans.core.models import Letter
from balans.transfer.fitting import misfit, misfits
from balans.transfer.problems import in_words
from balans.transfer.tables import Table, tables_in_order

NO_BOUNDS = (None, None)


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("kort", ""),
        ("precies 10", ""),
        ("meer dan 10", "has 11 characters, 10 fit"),
        ("a\x00b", "holds a NUL sign"),
        ({"a": ["b\x00"]}, "holds a NUL sign"),
        ({"a": "b"}, ""),
        (b"a\x00b", ""),
        (None, ""),
        (True, ""),
        (-1, "is -1, from 0 to 9 fits"),
        (10, "is 10, from 0 to 9 fits"),
        (9, ""),
    ],
)
def test_what_does_not_fit(value, why):
    assert misfit(value, 10, (0, 9)) == why


def test_without_bounds_everything_fits():
    assert misfit("x" * 1_000, None, NO_BOUNDS) == misfit(10**30, None, NO_BOUNDS) == ""


def test_the_row_and_the_column_are_named():
    table = Table(Letter)
    fits = ["k", *[None] * (len(table.fields) - 1)]
    wrong = [*fits]
    wrong[table.columns.index("kind")] = "x" * 41
    found = list(misfits(table.fields, [fits, wrong], connection))
    assert found == ["k: kind has 41 characters, 40 fit"]


def test_no_table_refers_to_a_later_one_and_each_is_moved_or_made_anew():
    order = [each.name for each in tables_in_order()]
    assert order.index(Owner._meta.db_table) < order.index("questionnaires_attempt")
    assert len(order) == len(set(order)) and "search_entry" not in order
    assert {each.name for each in tables_in_order(moved=False)} >= {"search_entry"}


def test_the_key_is_the_first_column():
    for table in tables_in_order():
        assert table.fields[0].primary_key and len(set(table.columns)) == len(table.columns)


class Full(Exception):
    sqlstate = "53100"


@pytest.mark.parametrize(
    ("error", "cause", "said"),
    [
        (sqlite3.DatabaseError("file is not a database"), None, "SQLite file cannot be read: file"),
        (
            OperationalError("could not extend file\nHINT: x"),
            Full(),
            "disk of the PostgreSQL server",
        ),
        (OperationalError("connection refused\nmore"), None, "does not answer: connection refused"),
        (InterfaceError("connection already closed"), None, "does not answer"),
        (DataError("invalid byte sequence"), None, "does not take it: invalid byte"),
    ],
)
def test_a_fault_is_one_line(error, cause, said):
    error.__cause__ = cause
    assert said in in_words(error) and "\n" not in in_words(error)
