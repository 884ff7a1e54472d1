"""What SQLite kept and PostgreSQL does not take: the rows are named, so that they can be mended."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field

NUL = "\x00"


def misfit(value: Any, longest: int | None, bounds: tuple[int | None, int | None]) -> str:
    """Return why PostgreSQL does not take a value, nothing when it does.

    `longest` in characters; `bounds` of a whole number, both included.
    """
    if isinstance(value, (dict, list)) and "\\u0000" in json.dumps(value):
        return "holds a NUL sign"
    if isinstance(value, str):
        if NUL in value:
            return "holds a NUL sign"
        if longest is not None and len(value) > longest:
            return f"has {len(value)} characters, {longest} fit"
    if isinstance(value, int) and not isinstance(value, bool):
        low, high = bounds
        if (low is not None and value < low) or (high is not None and value > high):
            return f"is {value}, from {low} to {high} fits"
    return ""


def misfits(
    fields: list["Field[Any, Any]"], rows: Iterable[list[Any]], connection: BaseDatabaseWrapper
) -> Iterator[str]:
    """Yield what does not fit, as "key: column why"; the key is the first of each row."""
    rules = [(each.column, each.max_length, _bounds(each, connection)) for each in fields]
    for row in rows:
        for (column, longest, bounds), value in zip(rules, row, strict=True):
            if why := misfit(value, longest, bounds):
                yield f"{row[0]}: {column} {why}"


def _bounds(
    field: "Field[Any, Any]", connection: BaseDatabaseWrapper
) -> tuple[int | None, int | None]:
    kind = field.get_internal_type()
    known = type(connection.ops).integer_field_ranges
    return connection.ops.integer_field_range(kind) if kind in known else (None, None)
