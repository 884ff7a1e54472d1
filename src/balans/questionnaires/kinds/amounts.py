"""The kind that asks a number for each thing chosen before, such as hours a week."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, Literal

from django.utils.translation import gettext as _
from pydantic import Field

from balans.core.content import Words
from balans.documents.document import Block as PrintedBlock
from balans.documents.document import WriteTable
from balans.questionnaires.kinds.base import (
    Entered,
    Form,
    InvalidAnswer,
    Item,
    Question,
    QuestionWords,
    Scene,
    Source,
    Value,
    clean,
)
from balans.ui.types import Amount

DECIMALS = {"nl": ",", "en": "."}
EMPTY_ROWS = 10
"""Rows on paper, where nobody chose anything yet."""

_WRITTEN = re.compile(r"(\d{0,6})(?:[.,](\d{1,2}))?")


class AmountsWords(QuestionWords):
    """`thing` and `amount` stand above the two columns. `too_much` may hold {item}."""

    thing: Words
    amount: Words
    unit: Words
    unit_one: Words
    too_much: Words


class Amounts(Question):
    """A number per thing chosen before; things may stay open. Value: {item key: number}.

    Numbers go from 0 to `most`, with at most two decimals after a comma or a point.
    """

    template: ClassVar[str] = "questionnaires/kinds/amounts.html"

    kind: Literal["amounts"]
    from_: tuple[Source, ...] = Field(min_length=1, alias="from")
    most: int = 168
    words: AmountsWords

    @property
    def sources(self) -> tuple[Source, ...]:
        return self.from_

    def offered(self, scene: Scene) -> tuple[Item, ...]:
        """Return all that a number is asked for."""
        return scene.items(self.from_)

    def askable(self, scene: Scene) -> bool:
        return bool(self.offered(scene))

    def standing(self, value: Value, scene: Scene) -> Value:
        offered = {item.key for item in self.offered(scene)}
        return {key: number for key, number in value.items() if key in offered} or None

    def field(self, item: Item) -> str:
        """Return the HTML name of an item's field."""
        return f"{self.id}--{item.key}"

    def parse(self, form: Form, scene: Scene) -> Value:
        found: dict[str, int | float] = {}
        errors: dict[str, str] = {}
        for item in self.offered(scene):
            written = clean(form.get(self.field(item), ""))
            number = read_number(written, (self.words.unit, self.words.unit_one))
            if number is not None and number <= self.most:
                found[item.key] = number
            elif written:
                errors[f"id_{self.field(item)}"] = self._message(item, number, scene)
        if errors:
            raise InvalidAnswer(errors)
        return found or None

    def _message(self, item: Item, number: float | None, scene: Scene) -> str:
        if number is not None:
            return scene.fill(self.words.too_much, item=item.text)
        return _("Bij “%(item)s” past een getal van 0 tot %(most)s, zoals 3 of 2,5.") % {
            "item": item.text,
            "most": self.most,
        }

    def fits(self, value: Value) -> bool:
        return (
            isinstance(value, dict)
            and len(value) > 0
            and all(isinstance(key, str) and self._in_range(each) for key, each in value.items())
        )

    def _in_range(self, number: Any) -> bool:
        return type(number) in (int, float) and 0 <= number <= self.most

    def marks(self, value: Value) -> tuple[str, ...]:
        return ("given",) * len(value)

    def items(self, value: Value, scene: Scene, only: Sequence[str] = ()) -> tuple[Item, ...]:
        """Return the things with an amount over zero."""
        return tuple(item for item in self.offered(scene) if value.get(item.key, 0) > 0)

    def readable(self, value: Value, scene: Scene) -> tuple[str, ...]:
        return tuple(
            f"{item.text}: {self.amount(value[item.key], scene.language)}"
            for item in self.offered(scene)
            if item.key in value
        )

    def amount(self, number: float, language: str) -> str:
        """Return an amount with its unit, as in "2,5 uur"."""
        unit = self.words.unit_one if number == 1 else self.words.unit
        return f"{number_text(number, language)} {unit}"

    def show(self, entered: Entered, scene: Scene) -> dict[str, Any]:
        return {
            "rows": tuple(self._row(item, entered, scene) for item in self.offered(scene)),
            "thing": self.words.thing,
            "amount": self.words.amount,
            "unit": self.words.unit,
        }

    def _row(self, item: Item, entered: Entered, scene: Scene) -> Amount:
        name, known = self.field(item), entered.value or {}
        value = number_text(known[item.key], scene.language) if item.key in known else ""
        if entered.form is not None:
            value = str(entered.form.get(name, ""))
        error = entered.errors.get(f"id_{name}", "")
        return Amount(name=name, label=item.text, value=value, error=error)

    def paper(self, scene: Scene) -> list[PrintedBlock]:
        rows = tuple(item.text for item in self.offered(scene)) or ("",) * EMPTY_ROWS
        head = (self.words.thing, self.words.amount)
        return [*super().paper(scene), WriteTable(head=head, rows=rows)]

    def texts(self) -> list[str]:
        words = self.words
        columns = [words.thing, words.amount, words.unit, words.unit_one]
        return [*super().texts(), *columns, words.too_much]


def read_number(written: str, units: Sequence[str] = ()) -> int | float | None:
    """Return the number that somebody wrote, as in "3", "2,5", "1½" or "4 uur"; None for others."""
    text = written.casefold().strip()
    for unit in units:
        text = text.removesuffix(unit.casefold()).strip()
    match = _WRITTEN.fullmatch(text.replace("½", ",5"))
    if match is None or not (match[1] or match[2]):
        return None
    number = float(f"{match[1] or 0}.{match[2] or 0}")
    return int(number) if number.is_integer() else number


def number_text(number: float, language: str) -> str:
    """Return the number as people write it, without decimals where there are none."""
    whole = f"{number:.2f}".rstrip("0").rstrip(".")
    return whole.replace(".", DECIMALS[language])


def total(numbers: Iterable[float]) -> float:
    """Return the sum, rounded as an estimate is: whole numbers from ten, halves below."""
    exact = sum(numbers)
    if 0 < exact < 0.5:
        return 0.5
    steps = 1 if exact >= 10 else 2
    return int(exact * steps + 0.5) / steps
