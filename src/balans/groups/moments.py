"""From the clock on the wall to a moment, and days as people type them. Knows no web and no store.

Meetings are planned by the clock on the wall in the Netherlands: at two in the afternoon stays two
in the afternoon, also across the change to summer time.
"""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Amsterdam")
FIRST_YEAR, LAST_YEAR = 2000, 2199
WRITTEN_DAY = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?::00)?\s*(?:uur|u)?", re.IGNORECASE)
Holiday = Literal[
    "new_year",
    "easter",
    "easter_monday",
    "kings_day",
    "ascension",
    "whit_sunday",
    "whit_monday",
    "christmas",
    "boxing_day",
]


class NoSuchTime(ValueError):
    """The clock skips this time on this day: it goes forward an hour."""


class NoDay(ValueError):
    """What was typed is no day that there is."""


class NoClock(ValueError):
    """What was typed is no time of the day."""


def moment_of(day: date, clock: time) -> datetime:
    """Return the moment at which the clock on the wall says so; of two the first.

    Raise NoSuchTime for a time that the clock skips.
    """
    moment = datetime.combine(day, clock.replace(tzinfo=None), tzinfo=ZONE)
    if moment.astimezone(UTC).astimezone(ZONE).replace(tzinfo=None) != moment.replace(tzinfo=None):
        raise NoSuchTime
    return moment


def happens_twice(day: date, clock: time) -> bool:
    """Return whether the clock says so two times that day, because it goes back an hour."""
    moment = datetime.combine(day, clock.replace(tzinfo=None), tzinfo=ZONE)
    later = moment.replace(fold=1)
    return moment.utcoffset() > later.utcoffset()  # type: ignore[operator]


def on_the_wall(moment: datetime) -> tuple[date, time]:
    """Return the day and the time that the clock on the wall shows at a moment."""
    shown = moment.astimezone(ZONE)
    return shown.date(), shown.time().replace(second=0, microsecond=0)


def read_day(typed: str) -> date:
    """Return a day as a browser sends it (2027-02-04) or as one writes it (4-2-2027).

    Raise NoDay.
    """
    text = typed.strip()
    if match := ISO_DAY.fullmatch(text):
        year, month, day = match.groups()
    elif match := WRITTEN_DAY.fullmatch(text):
        day, month, year = match.groups()
    else:
        raise NoDay
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise NoDay
    try:
        return date(int(year), int(month), int(day))
    except ValueError as error:
        raise NoDay from error


def read_clock(typed: str) -> time:
    """Return a time such as 14:00, 14.00, 14 or "14 uur". Raise NoClock."""
    match = CLOCK.fullmatch(typed.strip())
    if match is None:
        raise NoClock
    try:
        return time(int(match[1]), int(match[2] or 0))
    except ValueError as error:
        raise NoClock from error


def easter(year: int) -> date:
    """Return Easter Sunday (the Gregorian rule as given by Meeus, Jones and Butcher)."""
    golden, century = year % 19, year // 100
    corrected = century - century // 4 - (8 * century + 13) // 25
    age = (19 * golden + corrected + 15) % 30
    age -= age // 28 * (1 - age // 28 * (29 // (age + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + age + 2 - century + century // 4) % 7
    ahead = age - weekday
    month = 3 + (ahead + 40) // 44
    return date(year, month, ahead + 28 - 31 * (month // 4))


def holiday(day: date) -> Holiday | None:
    """Return which public holiday of the Netherlands a day is; computed for every year.

    King's Day is on 27 April, a day earlier when that is a Sunday.
    """
    sunday = easter(day.year)
    kings = date(day.year, 4, 27)
    found: dict[date, Holiday] = {
        kings - timedelta(days=kings.weekday() == 6): "kings_day",
        date(day.year, 1, 1): "new_year",
        date(day.year, 12, 25): "christmas",
        date(day.year, 12, 26): "boxing_day",
        sunday: "easter",
        sunday + timedelta(days=1): "easter_monday",
        sunday + timedelta(days=39): "ascension",
        sunday + timedelta(days=49): "whit_sunday",
        sunday + timedelta(days=50): "whit_monday",
    }
    return found.get(day)
