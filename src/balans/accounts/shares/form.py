"""The forms of sharing: for whom, under which name, and for how long."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from balans.accounts.shares.actions import Wish
from balans.accounts.shares.sharing import day_before_end, end_of, last_day
from balans.core.text import clean
from balans.ui.types import Choice, Error

UNTIL, WHOM, SHARER, VISITOR = "tot", "voor", "van", "naam"
STOP = "stop"
DAYS = (1, 7, 30)
USUAL = "7"
PARTS = ("day", "month", "year")
NAME_LIMIT = 100
LAST_YEAR = 2200


class InvalidEnd(ValueError):
    """What was chosen for how long is no day to come; the message says what would do."""


def say_day(day: date) -> str:
    """Return a day in words."""
    return date_format(day, "j F Y")


def say_end(end: datetime | None) -> str:
    """Return the last day of a share in words; empty when it has none."""
    if end is None:
        return ""
    return say_day(day_before_end(end, timezone.get_current_timezone()))


class EndForm:
    """For how long a thing is shared, as posted, or as it is now."""

    def __init__(self, form: Any = None, *, picked: str = USUAL, day: date | None = None) -> None:
        self.form = form
        self.errors: dict[str, str] = {}
        self._picked, self._day = picked, day

    @classmethod
    def of(cls, ends_at: datetime | None) -> "EndForm":
        """Return the form as it stands for a share that is there."""
        if ends_at is None:
            return cls(picked=STOP)
        return cls(picked="", day=day_before_end(ends_at, timezone.get_current_timezone()))

    def _given(self, name: str) -> str:
        return clean(self.form.get(name, "")) if self.form is not None else ""

    def is_valid(self) -> bool:
        """Return whether it can be kept; else `errors` says what is missing."""
        self.errors = self._problems()
        return not self.errors

    def _problems(self) -> dict[str, str]:
        try:
            self.ends_at()
        except InvalidEnd as error:
            return {UNTIL: str(error)}
        return {}

    def ends_at(self) -> datetime | None:
        """Return when it ends, None for when its owner ends it. Raise InvalidEnd."""
        written = [self._given(f"{UNTIL}-{part}") for part in PARTS]
        if any(written):
            return _end(_written(*written))
        picked = self._given(UNTIL)
        if picked == STOP:
            return None
        if picked not in {str(each) for each in DAYS}:
            raise InvalidEnd(_("Kies hoe lang je dit deelt. Stoppen kan altijd eerder."))
        return _end(last_day(int(picked), timezone.localdate()))

    @property
    def quick(self) -> tuple[Choice, ...]:
        picked = self._given(UNTIL) if self.form is not None else self._picked
        today = timezone.localdate()
        names = {1: _("Een dag"), 7: _("Een week"), 30: _("Een maand")}
        days = tuple(
            Choice(
                value=str(each),
                label=names[each],
                hint=_("Tot en met %(day)s") % {"day": say_day(last_day(each, today))},
                checked=str(each) == picked,
            )
            for each in DAYS
        )
        stop = Choice(value=STOP, label=_("Tot ik ermee stop"), checked=picked == STOP)
        return (*days, stop)

    @property
    def parts(self) -> dict[str, str]:
        """Return day, month and year as they stand in the form."""
        if self.form is not None:
            return {part: self._given(f"{UNTIL}-{part}") for part in PARTS}
        day = self._day
        return {part: str(getattr(day, part)) if day else "" for part in PARTS}

    @property
    def errors_to_show(self) -> list[Error]:
        return [Error(field_id=f"id_{name}", text=text) for name, text in self.errors.items()]


def _end(day: date) -> datetime:
    return end_of(day, timezone.get_current_timezone())


def _written(day: str, month: str, year: str) -> date:
    try:
        written = date(int(year), int(month), int(day))
    except (ValueError, OverflowError):
        raise InvalidEnd(
            _("Deze datum bestaat niet. Schrijf dag, maand en jaar, zoals 3 12 2026.")
        ) from None
    if written < timezone.localdate():
        raise InvalidEnd(_("Deze dag is al voorbij. Kies een dag die nog komt."))
    if written.year > LAST_YEAR:
        raise InvalidEnd(_("Schrijf het jaar met vier cijfers, zoals 2026."))
    return written


class ShareForm(EndForm):
    """For whom something is shared, under which name, and for how long."""

    @property
    def with_whom(self) -> str:
        return self._given(WHOM)

    @property
    def sharer(self) -> str:
        return self._given(SHARER)

    def _problems(self) -> dict[str, str]:
        named = {WHOM: self.with_whom, SHARER: self.sharer}
        long = {name: text for name, given in named.items() if (text := too_long(given))}
        return {**long, **super()._problems()}

    def wish(self) -> Wish:
        """Return what was filled in; only of a form that is valid."""
        return Wish(with_whom=self.with_whom, sharer=self.sharer, ends_at=self.ends_at())


def too_long(name: str) -> str:
    """Return a kind message for a name that is too long, else an empty text."""
    if len(name) <= NAME_LIMIT:
        return ""
    return _("Dit is te lang. Hier passen %(limit)s tekens.") % {"limit": NAME_LIMIT}
