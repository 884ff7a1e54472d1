"""A kind for a number that is written, such as hours or kilos."""

import re
from typing import Any, ClassVar, Literal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from pydantic import model_validator

from balans.documents.document import Block as PrintedBlock
from balans.documents.document import WriteLines
from balans.questionnaires.kinds.base import (
    Entered,
    Form,
    InvalidAnswer,
    Question,
    Scene,
    Value,
    clean,
)

WRITTEN = re.compile(r"-?\d{1,9}([.,]\d{1,6})?", re.ASCII)
MOST = 10**9


class Number(Question):
    """A number, written with a comma or a point. Value: int, or float with at most six decimals."""

    template: ClassVar[str] = "questionnaires/kinds/number.html"
    kind: Literal["number"]
    whole: bool = False
    low: float | None = None
    high: float | None = None

    @model_validator(mode="after")
    def _ends_differ(self) -> "Number":
        if self.low is not None and self.high is not None and not self.low < self.high:
            raise ValueError("low must be under high")
        return self

    def parse(self, form: Form, scene: Scene) -> Value:
        raw = clean(form.get(self.id, "")).replace(" ", "")
        if not raw:
            return None
        if not WRITTEN.fullmatch(raw):
            raise self._invalid(_("Schrijf een getal, zoals 3 of 2,5."))
        number = float(raw.replace(",", "."))
        value = int(number) if number.is_integer() else number
        if self.whole and not isinstance(value, int):
            raise self._invalid(_("Schrijf een heel getal, zoals 3."))
        if not self._within(value):
            raise self._invalid(self._bounds())
        return value

    def _within(self, value: float) -> bool:
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)

    def _bounds(self) -> str:
        """Return which numbers are right, in words."""
        ends = {"low": _written(self.low), "high": _written(self.high)}
        if self.high is None:
            return _("Schrijf een getal van %(low)s of hoger.") % ends
        if self.low is None:
            return _("Schrijf een getal van %(high)s of lager.") % ends
        return _("Schrijf een getal van %(low)s tot en met %(high)s.") % ends

    def _invalid(self, message: str) -> InvalidAnswer:
        return InvalidAnswer({f"id_{self.id}": message})

    def fits(self, value: Value) -> bool:
        right = (int,) if self.whole else (int, float)
        return type(value) in right and -MOST < value < MOST and self._within(value)

    def readable(self, value: Value, scene: Scene) -> tuple[str, ...]:
        return (_written(value),)

    def show(self, entered: Entered, scene: Scene) -> dict[str, Any]:
        value = _written(entered.value)
        if entered.form is not None:
            value = str(entered.form.get(self.id, ""))
        return {
            "value": value,
            "inputmode": "numeric" if self.whole else "decimal",
            "error": entered.errors.get(f"id_{self.id}", ""),
        }

    def paper(self, scene: Scene) -> list[PrintedBlock]:
        return [*super().paper(scene), WriteLines(count=1)]


def _written(value: float | None) -> str:
    """Return a number as people write it in the language of the page."""
    if value is None:
        return ""
    return str(number_format(int(value) if float(value).is_integer() else value))
