"""A kind for a number that is written, such as hours or kilos."""

from typing import Any, ClassVar, Literal

from django.utils.translation import gettext as _
from pydantic import Field, model_validator

from balans.documents.document import Block as PrintedBlock
from balans.documents.document import WriteLines
from balans.questionnaires.kinds.amounts import number_text, read_number
from balans.questionnaires.kinds.base import (
    Entered,
    Form,
    InvalidAnswer,
    Question,
    Scene,
    Value,
    clean,
)

MOST = 999_999


class Number(Question):
    """A number from 0 to 999,999, with at most two decimals. Value: int or float."""

    template: ClassVar[str] = "questionnaires/kinds/number.html"
    steady: ClassVar[bool] = True
    kind: Literal["number"]
    whole: bool = False
    low: float = Field(default=0, ge=0)
    high: float = Field(default=MOST, le=MOST)

    @model_validator(mode="after")
    def _ends_differ(self) -> "Number":
        if not self.low < self.high:
            raise ValueError("low must be under high")
        return self

    def parse(self, form: Form, scene: Scene) -> Value:
        raw = clean(form.get(self.id, ""))
        if not raw:
            return None
        number = read_number(raw)
        if number is None:
            raise self._invalid(_("Schrijf een getal, zoals 3 of 2,5."))
        if self.whole and not isinstance(number, int):
            raise self._invalid(_("Schrijf een heel getal, zoals 3."))
        if not self.low <= number <= self.high:
            ends = {
                "low": number_text(self.low, scene.language),
                "high": number_text(self.high, scene.language),
            }
            raise self._invalid(_("Schrijf een getal van %(low)s tot en met %(high)s.") % ends)
        return number

    def _invalid(self, message: str) -> InvalidAnswer:
        return InvalidAnswer({f"id_{self.id}": message})

    def fits(self, value: Value) -> bool:
        right = (int,) if self.whole else (int, float)
        return type(value) in right and self.low <= value <= self.high

    def readable(self, value: Value, scene: Scene) -> tuple[str, ...]:
        return (number_text(value, scene.language),)

    def show(self, entered: Entered, scene: Scene) -> dict[str, Any]:
        value = "" if entered.value is None else number_text(entered.value, scene.language)
        if entered.form is not None:
            value = str(entered.form.get(self.id, ""))
        return {
            "value": value,
            "inputmode": "numeric" if self.whole else "decimal",
            "error": entered.errors.get(f"id_{self.id}", ""),
        }

    def paper(self, scene: Scene) -> list[PrintedBlock]:
        return [*super().paper(scene), WriteLines(count=1)]
