"""Days as people write them in lists: 2026-11-25, 25-11-2026, 25/11/26, 25 november 2026."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Literal

from balans.directory.editing.reading.problems import Unreadable

Order = Literal["day", "month", ""]
"""What stands first in a day with slashes; empty when the file does not show it."""

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januari january",
            "feb februari february febr",
            "mrt maart march mar",
            "apr april",
            "mei may",
            "jun juni june",
            "jul juli july",
            "aug augustus august",
            "sep september sept",
            "okt oktober october oct",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}
FIRST_YEAR = 1990
TIME = re.compile(r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$")
ISO = re.compile(r"^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$")
LONG = re.compile(r"^(\d{1,2})[-.](\d{1,2})[-.](\d{4})$")
SHORT = re.compile(r"^(\d{1,2})[-.](\d{1,2})[-.](\d{2})$")
SLASH = re.compile(r"^(\d{1,2})/(\d{1,2})/(\d{2}|\d{4})$")
WORDS = re.compile(r"^(?:[a-z]+dag,? )?(\d{1,2})[ -]([a-z]+)\.?[ -](\d{2}|\d{4})$")


def slash_order(texts: Iterable[str]) -> Order:
    """Return what stands first in the days with slashes of one file.

    A number above twelve can only be a day. Empty when no row shows it, or rows disagree.
    """
    first = second = False
    for text in texts:
        if match := SLASH.match(text.strip()):
            first = first or int(match[1]) > 12
            second = second or int(match[2]) > 12
    if first == second:
        return ""
    return "day" if first else "month"


def read_date(text: str, *, today: date, order: Order = "") -> date | None:
    """Return a day, None for an empty cell. `order` is that of the file (`slash_order`).

    Raise Unreadable: ambiguous_date when two days could be meant, date for what is no day, and
    future_date for one that is still to come.
    """
    plain = TIME.sub("", text.strip()).strip().casefold()
    if not plain:
        return None
    found = _day(plain, order)
    if found is None or found.year < FIRST_YEAR:
        raise Unreadable("date")
    if found > today:
        raise Unreadable("future_date")
    return found


def _day(text: str, order: Order) -> date | None:
    if match := ISO.match(text):
        return _date(match[1], match[2], match[3])
    if match := LONG.match(text):
        return _date(match[3], match[2], match[1])
    if match := SHORT.match(text):
        return _either(_date(match[3], match[2], match[1]), _date(match[1], match[2], match[3]))
    if match := SLASH.match(text):
        day_first = _date(match[3], match[2], match[1])
        month_first = _date(match[3], match[1], match[2])
        if order and (chosen := day_first if order == "day" else month_first):
            return chosen
        return _either(day_first, month_first)
    if match := WORDS.match(text):
        month = MONTHS.get(match[2])
        return _date(match[3], str(month), match[1]) if month else None
    return None


def _either(one: date | None, other: date | None) -> date | None:
    """Return the only day that it can be. Raise Unreadable when it can be two."""
    if one and other and one != other and other.year >= FIRST_YEAR:
        raise Unreadable("ambiguous_date", f"{one.isoformat()} / {other.isoformat()}")
    return one or other


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year) + (2000 if len(year) <= 2 else 0), int(month), int(day))
    except ValueError:
        return None
