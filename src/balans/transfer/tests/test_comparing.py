"""Every row that differs is found, whatever is the matter with it."""

from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balans.transfer.comparing import NAMED, compare, digest, plain

KEYS = st.dictionaries(st.integers(0, 40), st.text(max_size=3), max_size=20)


def rows(known: dict) -> list[tuple]:
    return sorted(known.items())


def test_the_same_rows_are_the_same():
    found = compare("t", [(1, "a"), (2, None)], [(1, "a"), (2, None)])
    assert found.same and (found.rows, found.rows_there, found.named) == (2, 2, [])


@pytest.mark.parametrize(
    ("there", "said"),
    [
        ([(1, "a")], ["t 2 is missing"]),
        ([(2, "b")], ["t 1 is missing"]),
        ([(1, "a"), (2, "b"), (3, "c")], ["t 3 should not be there"]),
        ([(0, "z"), (1, "a"), (2, "b")], ["t 0 should not be there"]),
        ([(1, "a"), (2, "B")], ["t 2 is not the same"]),
        ([(1, "a"), (2, b"b")], ["t 2 is not the same"]),
        ([], ["t 1 is missing", "t 2 is missing"]),
    ],
)
def test_what_differs_is_named(there, said):
    found = compare("t", [(1, "a"), (2, "b")], there)
    assert not found.same and found.named == said and found.differing == len(said)


def test_few_are_named_and_all_are_counted():
    found = compare("t", [(number,) for number in range(100)], [])
    assert found.differing == 100 and len(found.named) == NAMED


@given(KEYS, KEYS)
def test_it_finds_as_many_as_there_are(here, there):
    found = compare("t", rows(here), rows(there))
    keys = set(here) | set(there)
    assert found.differing == sum(here.get(key) != there.get(key) for key in keys)
    assert (found.rows, found.rows_there) == (len(here), len(there))
    assert found.same == (here == there)


def test_the_digest_of_a_table_depends_on_every_row_and_their_bounds():
    digests = {
        compare("t", found, []).digest
        for found in ([(1, "ab", "c")], [(1, "a", "bc")], [(1, "ab", None)], [(2, "ab", "c")], [])
    }
    assert len(digests) == 5
    assert digest((1,)) != digest((True,)) != digest(("1",))


def test_a_value_is_plain_the_same_however_a_database_writes_it():
    noon = datetime(2026, 11, 26, 12, tzinfo=UTC)
    there = noon.astimezone(timezone(timedelta(hours=1)))
    assert plain(noon) == plain(there)
    assert plain({"b": 1.0, "a": [2]}) == plain({"a": [2], "b": 1})
    assert plain({"a": 0.5}) != plain({"a": 0})
    assert plain(memoryview(b"x")) == b"x" and plain(UUID(int=1)) == UUID(int=1).bytes
