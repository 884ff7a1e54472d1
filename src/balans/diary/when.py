"""When a memory was: a day, a month, a year, or no date at all."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

FIRST_YEAR, LAST_YEAR = 1800, 2200


@dataclass(frozen=True, order=True)
class When:
    """A date as far as it is known; month and day are 0 when they are not."""

    year: int
    month: int = 0
    day: int = 0

    def __post_init__(self) -> None:
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise ValueError("a year that nobody here lived in")
        if not 0 <= self.month <= 12 or (self.day and not self.month):
            raise ValueError("a month that does not exist")
        if self.day and not 1 <= self.day <= monthrange(self.year, self.month)[1]:
            raise ValueError("a day that does not exist")

    def __str__(self) -> str:
        parts = [f"{self.year:04}", f"{self.month:02}", f"{self.day:02}"]
        return "-".join(parts[: 1 + bool(self.month) + bool(self.day)])

    def begins_after(self, today: date) -> bool:
        """Return whether even the first day of this lies in the future."""
        return (self.year, self.month or 1, self.day or 1) > (today.year, today.month, today.day)


@lru_cache(maxsize=10_000)
def read_when(text: str) -> When | None:
    """Return the date in a text like 2024, 2024-05 or 2024-05-03; None for an empty text.

    Raise ValueError for anything else, so that one date has one spelling. Remembered: a page of
    the timeline reads thirty of them, four times.
    """
    if not text:
        return None
    found = When(*(int(part) for part in text.split("-", 2)))
    if str(found) != text:
        raise ValueError("not a date as it is kept")
    return found


def when_of(day: date) -> When:
    """Return a whole day."""
    return When(day.year, day.month, day.day)
