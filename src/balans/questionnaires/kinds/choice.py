"""Kinds that offer something to choose: one, several, a scale."""

from collections.abc import Sequence
from typing import Any, ClassVar, Literal

from django.utils.translation import gettext as _
from pydantic import Field, model_validator

from balans.core.content import Content, Id, Words
from balans.documents.document import Block as PrintedBlock
from balans.documents.document import Checkboxes, ChoiceGrid, WriteLines
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
    enumerate_words,
    lower_first,
    own_item,
)
from balans.questionnaires.kinds.words import fits_lines, parse_lines
from balans.ui.types import Choice


class OptionWords(Content):
    """An option in words. `phrase` is how it stands inside a sentence."""

    text: Words
    hint: str = ""
    phrase: str = ""

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, data: object) -> object:
        return {"text": data} if isinstance(data, str) else data


class ChoiceWords(QuestionWords):
    options: dict[Id, OptionWords] = Field(default_factory=dict)
    own_label: str = ""
    """What stands above the lines for own items; needed when `own` is not 0."""


class Choices(Question):
    """Options of our own, items of earlier answers, and lines for own items.

    Value: {"chosen": [keys], "own": [texts]}.
    """

    template: ClassVar[str] = "questionnaires/kinds/choices.html"
    steady: ClassVar[bool] = True
    multiple: ClassVar[bool] = True

    options: tuple[Id, ...] = ()
    from_: tuple[Source, ...] = Field(default=(), alias="from")
    own: int = 0
    words: ChoiceWords

    @property
    def sources(self) -> tuple[Source, ...]:
        return self.from_

    @model_validator(mode="after")
    def _words_match(self) -> "Choices":
        check_words(self.options, self.words.options, "options")
        if self.own and not self.words.own_label:
            raise ValueError("own_label is missing in the words: the question has own lines")
        return self

    def offered(self, scene: Scene) -> tuple[Item, ...]:
        """Return all that can be chosen, the items of earlier answers first."""
        fixed = tuple(self._item(key, scene) for key in self.options)
        return scene.items(self.from_) + fixed

    def _item(self, key: str, scene: Scene) -> Item:
        words = self.words.options[key]
        return Item(
            key=key,
            text=scene.fill(words.text),
            phrase=scene.fill(words.phrase),
            hint=scene.fill(words.hint),
        )

    def standing(self, value: Value, scene: Scene) -> Value:
        if not self.from_:
            return value
        offered = {item.key for item in self.offered(scene)}
        chosen = [key for key in value["chosen"] if key in offered]
        return {"chosen": chosen, "own": value["own"]} if chosen or value["own"] else None

    def askable(self, scene: Scene) -> bool:
        return bool(self.options or self.own or scene.items(self.from_))

    def parse(self, form: Form, scene: Scene) -> Value:
        offered = {item.key for item in self.offered(scene)}
        chosen = list(dict.fromkeys(str(key) for key in form.getlist(self.id) if key))
        if not set(chosen) <= offered or (len(chosen) > 1 and not self.multiple):
            raise InvalidAnswer({f"id_{self.id}": _("Kies een van de mogelijkheden hieronder.")})
        own = parse_lines(form, f"{self.id}-own")[: self.own] if self.own else []
        if own and not self.multiple:
            chosen = []
        return {"chosen": chosen, "own": own} if chosen or own else None

    def fits(self, value: Value) -> bool:
        return (
            isinstance(value, dict)
            and set(value) == {"chosen", "own"}
            and isinstance(value["chosen"], list)
            and all(
                isinstance(key, str) and (key in self.options or bool(self.from_))
                for key in value["chosen"]
            )
            and fits_lines(value["own"])
        )

    def marks(self, value: Value) -> tuple[str, ...]:
        return (*value["chosen"], *("own" for _text in value["own"]))

    def items(self, value: Value, scene: Scene, only: Sequence[str] = ()) -> tuple[Item, ...]:
        known = {item.key: item for item in self.offered(scene)}
        chosen = tuple(known[key] for key in value["chosen"] if key in known)
        if only:
            return tuple(item for item in chosen if item.key in only)
        return chosen + tuple(own_item(text) for text in value["own"])

    def keys(self) -> tuple[str, ...]:
        return self.options

    def readable(self, value: Value, scene: Scene) -> tuple[str, ...]:
        return tuple(item.text for item in self.items(value, scene))

    def phrase(self, value: Value, scene: Scene) -> str:
        parts = [
            item.text.rstrip(" .") if item.own else item.phrase or lower_first(item.text)
            for item in self.items(value, scene)
        ]
        return enumerate_words(parts, scene.language)

    def show(self, entered: Entered, scene: Scene) -> dict[str, Any]:
        value = entered.value or {"chosen": [], "own": []}
        chosen, own = value["chosen"], list(value["own"])
        if entered.form is not None:
            chosen = entered.form.getlist(self.id)
            own = [str(text) for text in entered.form.getlist(f"{self.id}-own")]
        field_ids = (f"id_{self.id}", f"id_{self.id}-own")
        return {
            "choices": tuple(
                Choice(value=item.key, label=item.text, hint=item.hint, checked=item.key in chosen)
                for item in self.offered(scene)
            ),
            "multiple": self.multiple,
            "own": tuple(own + [""] * (self.own - len(own))) if self.own else (),
            "own_name": f"{self.id}-own" if self.own else "",
            "own_label": scene.fill(self.words.own_label),
            "error": next(
                (entered.errors[each] for each in field_ids if each in entered.errors), ""
            ),
        }

    def paper(self, scene: Scene) -> list[PrintedBlock]:
        options = tuple(item.text for item in self.offered(scene))
        lines = self.own or (3 if self.from_ and not options else 0)
        return [
            *super().paper(scene),
            *(
                [Checkboxes(options=options, columns=2 if len(options) > 5 else 1)]
                if options
                else []
            ),
            *([WriteLines(count=lines)] if lines else []),
        ]

    def texts(self) -> list[str]:
        each = [(words.text, words.hint, words.phrase) for words in self.words.options.values()]
        return [*super().texts(), *(text for group in each for text in group if text)]

    def ends(self) -> list[str]:
        return [*self.options, "own"]


class OneChoice(Choices):
    """One of several. Value as in Choices, with one key or one own text."""

    multiple: ClassVar[bool] = False
    kind: Literal["one"]

    def fits(self, value: Value) -> bool:
        return super().fits(value) and len(value["chosen"]) + len(value["own"]) == 1


class SeveralChoices(Choices):
    """Any number of several. Value as in Choices."""

    kind: Literal["several"]


class ScaleWords(QuestionWords):
    low: Words
    high: Words


class Scale(Question):
    """A number between two ends that have words. Value: int."""

    template: ClassVar[str] = "questionnaires/kinds/scale.html"
    steady: ClassVar[bool] = True
    kind: Literal["scale"]
    low: int = 0
    high: int = 10
    words: ScaleWords

    @model_validator(mode="after")
    def _ends_differ(self) -> "Scale":
        if not self.low < self.high <= self.low + 20:
            raise ValueError("low must be under high, with at most 20 steps between them")
        return self

    def parse(self, form: Form, scene: Scene) -> Value:
        raw = str(form.get(self.id, "")).strip()
        if not raw:
            return None
        if raw not in self.ends():
            raise InvalidAnswer({f"id_{self.id}": _("Kies een van de getallen hieronder.")})
        return int(raw)

    def fits(self, value: Value) -> bool:
        return type(value) is int and self.low <= value <= self.high

    def marks(self, value: Value) -> tuple[str, ...]:
        return (str(value),)

    def readable(self, value: Value, scene: Scene) -> tuple[str, ...]:
        ends = {"low": self.low, "high": self.high, "value": value}
        return (_("%(value)s (van %(low)s tot %(high)s)") % ends,)

    def show(self, entered: Entered, scene: Scene) -> dict[str, Any]:
        value = entered.value if entered.form is None else entered.form.get(self.id, "")
        return {
            "choices": tuple(
                Choice(value=end, label=end, checked=end == str(value)) for end in self.ends()
            ),
            "low": scene.fill(self.words.low),
            "high": scene.fill(self.words.high),
            "error": entered.errors.get(f"id_{self.id}", ""),
        }

    def paper(self, scene: Scene) -> list[PrintedBlock]:
        row = f"{scene.fill(self.words.low)} – {scene.fill(self.words.high)}"
        return [*super().paper(scene), ChoiceGrid(rows=(row,), columns=tuple(self.ends()))]

    def texts(self) -> list[str]:
        return [*super().texts(), self.words.low, self.words.high]

    def ends(self) -> list[str]:
        return [str(step) for step in range(self.low, self.high + 1)]


def check_words(ids: Sequence[str], words: dict[str, OptionWords], field: str) -> None:
    """Raise ValueError when ids and words are not the same set."""
    if missing := [each for each in ids if each not in words]:
        raise ValueError(f"{field} without words: {', '.join(missing)}")
    if unknown := [each for each in words if each not in ids]:
        raise ValueError(f"words for {field} that do not exist: {', '.join(unknown)}")
