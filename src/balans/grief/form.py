"""Reading since when: today, yesterday, a day, a month, a year, or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from pydantic import ValidationError

from balans.accounts.place.since import Since
from balans.core.text import clean
from balans.ui.types import Choice

FIELD = "sinds"
PARTS = ("day", "month", "year")
DAYS_AGO = {"vandaag": 0, "gisteren": 1}
MOST_DIGITS = 4


class Unreadable(Exception):
    """What was written is not a day, a month or a year that has been; the message is for people."""


@dataclass(frozen=True)
class SinceFields:
    """What stands in the fields."""

    day: str
    month: str
    year: str
    quick: tuple[Choice, ...]
    error: str = ""


def read(form: Mapping[str, Any], today: date) -> Since | None:
    """Return since when, None when it was left open. Raise Unreadable.

    What is written goes before what is chosen.
    """
    day, month, year = (clean(form.get(f"{FIELD}-{part}", "")) for part in PARTS)
    if day or month or year:
        return _written(day, month, year, today)
    ago = DAYS_AGO.get(str(form.get(FIELD, "")))
    if ago is None:
        return None
    chosen = today - timedelta(days=ago)
    return Since(year=chosen.year, month=chosen.month, day=chosen.day)


def _written(day: str, month: str, year: str, today: date) -> Since:
    if not year or (day and not month):
        raise Unreadable(
            _("Schrijf de maand en het jaar erbij, zoals 3 12 2026. Of laat alles leeg.")
        )
    try:
        since = Since(year=_number(year), month=_part(month), day=_part(day))
    except (ValueError, ValidationError):
        raise Unreadable(
            _("Deze dag kennen we niet. Schrijf hem zoals 3 12 2026. Of laat alles leeg.")
        ) from None
    if since.first > today:
        raise Unreadable(_("Deze dag moet nog komen. Verander de dag, of laat alles leeg."))
    return since


def _part(text: str) -> int | None:
    return _number(text) if text else None


def _number(text: str) -> int:
    """Return a number of at most four plain digits. Raise ValueError."""
    if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
        raise ValueError(text)
    return int(text)


def fields(since: Since | None, form: Mapping[str, Any] | None, error: str = "") -> SinceFields:
    """Return the fields with what was typed, else with what is known."""
    if form is not None:
        day, month, year = (str(form.get(f"{FIELD}-{part}", "")) for part in PARTS)
    else:
        day, month, year = (
            str(part or "")
            for part in ((since.day, since.month, since.year) if since else ("", "", ""))
        )
    picked = str(form.get(FIELD, "")) if form is not None else ""
    labels = {"vandaag": _("Vandaag"), "gisteren": _("Gisteren")}
    quick = tuple(
        Choice(value=value, label=label, checked=value == picked) for value, label in labels.items()
    )
    return SinceFields(day=day, month=month, year=year, quick=quick, error=error)
