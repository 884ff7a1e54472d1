"""A carer's own rhythm for repeating a check: which day comes next. Rules only.

Nobody is ever too late. A day that has come stays a good moment until the check is done, or until
somebody chooses otherwise.
"""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from typing import get_args

from balans.questionnaires.instrument import Every

EVERY: tuple[Every, ...] = get_args(Every)
DAYS: Mapping[Every, int] = {"week": 7, "fortnight": 14}
MONTHS: Mapping[Every, int] = {"month": 1, "quarter": 3}


def next_day(*, every: Every, last: date | None, since: date) -> date:
    """Return the day on which to do a check again.

    Counted from the day on which it was last finished; without one it is the day on which the
    rhythm was chosen. It never lies before that day: what was long ago when somebody chose was
    not asked for yet.
    """
    return since if last is None else max(_after(last, every), since)


def _after(day: date, every: Every) -> date:
    if every in DAYS:
        return day + timedelta(days=DAYS[every])
    return _months_later(day, MONTHS[every])


def _months_later(day: date, months: int) -> date:
    """Return the same day of a later month; the last day of a month that is too short for it."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def is_good_moment(day: date, today: date) -> bool:
    """Return whether the day has come, today or longer ago."""
    return day <= today
