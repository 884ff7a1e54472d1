"""Kinds for a date and for how to reach somebody."""

from datetime import date, timedelta
from typing import Any, ClassVar, Literal

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balans.documents.document import Block as PrintedBlock
from balans.documents.document import WriteLines
from balans.questionnaires.kinds.base import (
    SHORT_LIMIT,
    Entered,
    Form,
    InvalidAnswer,
    Question,
    Scene,
    Value,
    clean,
    too_long,
)
from balans.ui.types import Choice


class Date(Question):
    """A day, chosen by weeks from now or written out. Value: ISO date."""

    template: ClassVar[str] = "questionnaires/kinds/date.html"
    kind: Literal["date"]
    weeks: tuple[int, ...] = ()
    """Offer "over 2 weken" and so on beside a date of one's own."""
    future: bool = False

    def parse(self, form: Form, scene: Scene) -> Value:
        day, month, year = (clean(form.get(f"{self.id}-{part}", "")) for part in DATE_PARTS)
        weeks = str(form.get(self.id, ""))
        if day or month or year:
            return self._written(day, month, year)
        if weeks and weeks not in {str(each) for each in self.weeks}:
            raise self._invalid(_("Kies een van de mogelijkheden, of schrijf een datum."))
        if weeks:
            return (timezone.localdate() + timedelta(weeks=int(weeks))).isoformat()
        return None

    def _written(self, day: str, month: str, year: str) -> str:
        try:
            written = date(int(year), int(month), int(day))
        except (ValueError, OverflowError):
            raise self._invalid(
                _("Deze datum bestaat niet. Schrijf dag, maand en jaar, zoals 3 12 2026.")
            ) from None
        if not in_range(written):
            raise self._invalid(_("Schrijf het jaar met vier cijfers, zoals 2026."))
        if self.future and written < timezone.localdate():
            raise self._invalid(_("Deze dag is al voorbij. Kies een dag die nog komt."))
        return written.isoformat()

    def _invalid(self, message: str) -> InvalidAnswer:
        return InvalidAnswer({f"id_{self.id}": message})

    def fits(self, value: Value) -> bool:
        try:
            day = date.fromisoformat(value) if isinstance(value, str) else None
        except ValueError:
            return False
        return day is not None and day.isoformat() == value and in_range(day)

    def readable(self, value: Value, scene: Scene) -> tuple[str, ...]:
        return (date_format(date.fromisoformat(value), "j F Y"),)

    def show(self, entered: Entered, scene: Scene) -> dict[str, Any]:
        parts = dict.fromkeys(DATE_PARTS, "")
        picked = ""
        if entered.form is not None:
            parts = {part: entered.form.get(f"{self.id}-{part}", "") for part in DATE_PARTS}
            picked = str(entered.form.get(self.id, ""))
        elif entered.value:
            known = date.fromisoformat(entered.value)
            parts = {"day": str(known.day), "month": str(known.month), "year": str(known.year)}
        return {
            **parts,
            "quick": tuple(
                Choice(value=str(each), label=weeks_from_now(each), checked=str(each) == picked)
                for each in self.weeks
            ),
            "error": entered.errors.get(f"id_{self.id}", ""),
        }

    def paper(self, scene: Scene) -> list[PrintedBlock]:
        return [*super().paper(scene), WriteLines(count=1)]


DATE_PARTS = ("day", "month", "year")
FIRST_YEAR, LAST_YEAR = 1900, 2200


def in_range(day: date) -> bool:
    """Return whether a day is one that people live in."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


def weeks_from_now(weeks: int) -> str:
    """Return the day a number of weeks from now, in words."""
    day = timezone.localdate() + timedelta(weeks=weeks)
    names = {"weeks": weeks, "day": date_format(day, "j F")}
    return ngettext("Over een week (%(day)s)", "Over %(weeks)s weken (%(day)s)", weeks) % names


class Contact(Question):
    """How to reach somebody. Value: {"person", "phone", "email"}, each str, one at least filled."""

    template: ClassVar[str] = "questionnaires/kinds/contact.html"
    kind: Literal["contact"]

    def parse(self, form: Form, scene: Scene) -> Value:
        value = {part: clean(form.get(f"{self.id}-{part}", "")) for part in CONTACT_PARTS}
        errors = {
            f"id_{self.id}-{part}": message
            for part, text in value.items()
            if (message := too_long(text, SHORT_LIMIT) or _contact_problem(part, text))
        }
        if errors:
            raise InvalidAnswer(errors)
        return value if any(value.values()) else None

    def fits(self, value: Value) -> bool:
        return (
            isinstance(value, dict)
            and set(value) == set(CONTACT_PARTS)
            and all(isinstance(text, str) for text in value.values())
            and any(value.values())
        )

    def readable(self, value: Value, scene: Scene) -> tuple[str, ...]:
        return tuple(value[part] for part in CONTACT_PARTS if value[part])

    def phrase(self, value: Value, scene: Scene) -> str:
        return ", ".join(self.readable(value, scene))

    def show(self, entered: Entered, scene: Scene) -> dict[str, Any]:
        value = entered.value or dict.fromkeys(CONTACT_PARTS, "")
        if entered.form is not None:
            value = {part: entered.form.get(f"{self.id}-{part}", "") for part in CONTACT_PARTS}
        errors = {part: entered.errors.get(f"id_{self.id}-{part}", "") for part in CONTACT_PARTS}
        return {**value, "errors": errors}

    def paper(self, scene: Scene) -> list[PrintedBlock]:
        return [*super().paper(scene), WriteLines(count=3)]


CONTACT_PARTS = ("person", "phone", "email")


def _contact_problem(part: str, text: str) -> str:
    if part == "phone" and text and sum(sign.isdigit() for sign in text) < 3:
        return _("Hier past een telefoonnummer, zoals 06 12 34 56 78.")
    if part == "email" and text and ("@" not in text.strip("@") or " " in text):
        return _("Hier past een mailadres, zoals naam@voorbeeld.nl.")
    return ""
