"""Comparing two tables row for row, of any length, in flat memory."""

import hashlib
import json
import marshal
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

NAMED = 5
"""Of the rows of one table that differ, so many are named; all are counted."""
WHOLE = 2**53
"""Below it, a number with a fraction that happens to be whole is that whole number."""

Row = Sequence[Any]


def plain(value: Any) -> Any:
    """Return a value as it is the same in every database: number, text, bytes, or nothing."""
    change = _PLAIN.get(type(value))
    return change(value) if change else value


def _whole(value: Any) -> Any:
    """Return what JSON holds, with 1.0 as 1: databases write numbers in their own way."""
    if isinstance(value, dict):
        return {key: _whole(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_whole(each) for each in value]
    if isinstance(value, float) and value.is_integer() and abs(value) < WHOLE:
        return int(value)
    return value


def _json(value: Any) -> str:
    return json.dumps(_whole(value), sort_keys=True)


_PLAIN: dict[type, Callable[[Any], Any]] = {
    UUID: lambda value: value.bytes,
    datetime: lambda value: value.astimezone(UTC).isoformat(),
    date: date.isoformat,
    memoryview: bytes,
    dict: _json,
    list: _json,
}


def digest(row: Row) -> bytes:
    """Return a digest of a whole row: of values that `plain` gave, with their types and bounds."""
    return hashlib.blake2b(marshal.dumps(tuple(row), 0), digest_size=16).digest()


@dataclass
class Compared:
    """What comparing one table gave."""

    table: str
    rows: int = 0
    """In the old database."""

    rows_there: int = 0
    digest: str = ""
    """Of the digests of all rows in the old database, in the order of their keys."""

    differing: int = 0
    named: list[str] = field(default_factory=list)
    """Of some rows that differ: what is the matter with which."""

    @property
    def same(self) -> bool:
        """Return whether each row is there, is the same, and no other is."""
        return not self.differing and self.rows == self.rows_there

    def note(self, why: str, key: Any) -> None:
        """Count a row that differs."""
        self.differing += 1
        if len(self.named) < NAMED:
            shown = UUID(bytes=key) if isinstance(key, bytes) and len(key) == 16 else key
            self.named.append(f"{self.table} {shown} {why}")


def compare(table: str, here: Iterable[Row], there: Iterable[Row]) -> Compared:
    """Compare two tables. Each row begins with its key; both come in the order of that key."""
    found, whole = Compared(table), hashlib.blake2b(digest_size=8)
    old, new = _digested(here), _digested(there)
    left, right = next(old, None), next(new, None)
    while left or right:
        if right is None or (left and left[0] < right[0]):
            assert left
            found.note("is missing", left[0])
            step_left, step_right = True, False
        elif left is None or right[0] < left[0]:
            found.note("should not be there", right[0])
            step_left, step_right = False, True
        else:
            if left[1] != right[1]:
                found.note("is not the same", left[0])
            step_left = step_right = True
        if step_left and left:
            found.rows += 1
            whole.update(left[1])
            left = next(old, None)
        if step_right:
            found.rows_there += 1
            right = next(new, None)
    found.digest = whole.hexdigest()
    return found


def _digested(rows: Iterable[Row]) -> Iterator[tuple[Any, bytes]]:
    for row in rows:
        values = [plain(value) for value in row]
        yield values[0], digest(values)
