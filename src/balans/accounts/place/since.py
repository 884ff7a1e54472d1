"""Since when somebody is dead: a day, a month or a year, and what follows from it for the tone.

Pure. A person gives what they know or want to give; nothing is asked further.
"""

from calendar import isleap, monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, Self

from pydantic import Field, model_validator

from balans.core.content import Content

FIRST_WEEKS = timedelta(weeks=6)
FIRST_YEAR = 1900
Season = Literal["first-weeks", "later", "open"]
"""The tone: the first six weeks, later, or open when the time was not given or is too vague."""


class Since(Content):
    """A day, a month (no day) or a year (no month) in the past."""

    year: int = Field(ge=FIRST_YEAR, le=2200)
    month: int | None = Field(default=None, ge=1, le=12)
    day: int | None = Field(default=None, ge=1, le=31)

    @model_validator(mode="after")
    def _exists(self) -> Self:
        if self.day is not None and self.month is None:
            raise ValueError("a day needs its month")
        if self.month and self.day and self.day > monthrange(self.year, self.month)[1]:
            raise ValueError("this day does not exist")
        return self

    @property
    def first(self) -> date:
        """Return the first day that it can have been."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """Return the last day that it can have been."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])


@dataclass(frozen=True)
class Anniversary:
    """A yearly day that is near: how many years ago, known to the day or to the month."""

    years: int
    month: bool


def season(since: Since | None, today: date) -> Season:
    """Return the tone that fits now.

    What is vague counts as late as it can have been, so that the first weeks last rather longer.
    """
    if since is None or (since.month is None and since.year == today.year):
        return "open"
    return "first-weeks" if today - since.last <= FIRST_WEEKS else "later"


def anniversary(since: Since | None, today: date) -> Anniversary | None:
    """Return the yearly day when it falls in this week (Monday to Sunday), or in this month.

    Only a year: never. 29 February is remembered on the 28th in other years.
    """
    if since is None or since.month is None:
        return None
    if since.day is None:
        years = today.year - since.year
        return Anniversary(years, month=True) if years and since.month == today.month else None
    return _this_week(since.first, today)


def _this_week(died: date, today: date) -> Anniversary | None:
    monday = today - timedelta(days=today.weekday())
    for year in {monday.year, (monday + timedelta(days=6)).year}:
        leap_day = (died.month, died.day) == (2, 29) and not isleap(year)
        day = date(year, died.month, 28 if leap_day else died.day)
        if year > died.year and monday <= day <= monday + timedelta(days=6):
            return Anniversary(year - died.year, month=False)
    return None
