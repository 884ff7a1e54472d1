"""Kinds that place things: sort into piles, rate what was listed before."""

from collections.abc import Sequence
from typing import Any, ClassVar, Literal

from django.utils.translation import gettext as _
from pydantic import Field, model_validator

from balans.core.content import Id, Words
from balans.documents.document import Block as PrintedBlock
from balans.documents.document import ChoiceGrid
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
)
from balans.questionnaires.kinds.choice import OptionWords, check_words
from balans.ui.types import Choice, Row


class PlacementWords(QuestionWords):
    """`each` is the sentence per item; it may hold {item} and {phrase}.

    `each_own` is the same for words that a person wrote: only {item}.
    """

    piles: dict[Id, OptionWords]
    options: dict[Id, OptionWords] = Field(default_factory=dict)
    each: Words = "{item}"
    each_own: Words = "{item}"


class Placement(Question):
    """Put each item on one of a few piles; items may stay unplaced. Value: {item key: pile}."""

    template: ClassVar[str] = "questionnaires/kinds/placement.html"

    piles: tuple[Id, ...] = Field(min_length=2, max_length=6)
    options: tuple[Id, ...] = ()
    from_: tuple[Source, ...] = Field(default=(), alias="from")
    words: PlacementWords

    @property
    def sources(self) -> tuple[Source, ...]:
        return self.from_

    @model_validator(mode="after")
    def _words_match(self) -> "Placement":
        check_words(self.piles, self.words.piles, "piles")
        check_words(self.options, self.words.options, "options")
        return self

    def offered(self, scene: Scene) -> tuple[Item, ...]:
        """Return all that can be placed."""
        fixed = tuple(
            Item(
                key=key,
                text=scene.fill(self.words.options[key].text),
                phrase=scene.fill(self.words.options[key].phrase),
                hint=scene.fill(self.words.options[key].hint),
            )
            for key in self.options
        )
        return fixed + scene.items(self.from_)

    def standing(self, value: Value, scene: Scene) -> Value:
        if not self.from_:
            return value
        offered = {item.key for item in self.offered(scene)}
        return {key: pile for key, pile in value.items() if key in offered} or None

    def askable(self, scene: Scene) -> bool:
        return bool(self.offered(scene))

    def field(self, item: Item) -> str:
        """Return the HTML name of an item's radios."""
        return f"{self.id}--{item.key}"

    def parse(self, form: Form, scene: Scene) -> Value:
        placed = {
            item.key: str(pile)
            for item in self.offered(scene)
            if (pile := form.get(self.field(item), ""))
        }
        wrong = [key for key, pile in placed.items() if pile not in self.piles]
        if wrong:
            message = _("Kies een van de mogelijkheden hieronder.")
            raise InvalidAnswer({f"id_{self.id}": message})
        return placed or None

    def fits(self, value: Value) -> bool:
        return (
            isinstance(value, dict)
            and len(value) > 0
            and all(isinstance(key, str) and pile in self.piles for key, pile in value.items())
        )

    def marks(self, value: Value) -> tuple[str, ...]:
        return tuple(value.values())

    def items(self, value: Value, scene: Scene, only: Sequence[str] = ()) -> tuple[Item, ...]:
        return tuple(
            item
            for item in self.offered(scene)
            if item.key in value and (not only or value[item.key] in only)
        )

    def keys(self) -> tuple[str, ...]:
        return self.options

    def readable(self, value: Value, scene: Scene) -> tuple[str, ...]:
        return tuple(
            f"{item.text}: {self.words.piles[value[item.key]].text}"
            for item in self.items(value, scene)
        )

    def ask_about(self, item: Item, scene: Scene) -> str:
        """Return the sentence that asks about one item."""
        if item.phrase or not item.own:
            return scene.fill(self.words.each, item=item.text, phrase=item.phrase or item.text)
        return scene.fill(self.words.each_own, item=item.text)

    def show(self, entered: Entered, scene: Scene) -> dict[str, Any]:
        placed = dict(entered.value or {})
        if entered.form is not None:
            placed = {
                item.key: entered.form.get(self.field(item), "") for item in self.offered(scene)
            }
        return {
            "rows": tuple(
                self._row(item, placed.get(item.key, ""), scene) for item in self.offered(scene)
            ),
            "error": entered.errors.get(f"id_{self.id}", ""),
        }

    def _row(self, item: Item, placed: str, scene: Scene) -> Row:
        return Row(
            name=self.field(item),
            label=self.ask_about(item, scene),
            choices=tuple(
                Choice(
                    value=pile,
                    label=scene.fill(self.words.piles[pile].text),
                    hint=scene.fill(self.words.piles[pile].hint),
                    checked=pile == placed,
                )
                for pile in self.piles
            ),
        )

    def paper(self, scene: Scene) -> list[PrintedBlock]:
        rows = tuple(item.text for item in self.offered(scene)) or ("",) * 6
        columns = tuple(scene.fill(self.words.piles[pile].text) for pile in self.piles)
        return [*super().paper(scene), ChoiceGrid(rows=rows, columns=columns)]

    def texts(self) -> list[str]:
        words = [*self.words.piles.values(), *self.words.options.values()]
        each = [text for one in words for text in (one.text, one.hint, one.phrase) if text]
        return [*super().texts(), self.words.each, self.words.each_own, *each]

    def ends(self) -> list[str]:
        return list(self.piles)


class Sort(Placement):
    """Sort situations into piles."""

    kind: Literal["sort"]


class Rate(Placement):
    """Say of each thing listed before how it is, in the words of the question."""

    kind: Literal["rate"]
