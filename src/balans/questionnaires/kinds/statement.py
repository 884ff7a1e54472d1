"""Statements, as instruments have them: yes or no, or one of a few answers in words."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Literal

from django.utils.translation import gettext as _
from pydantic import Field, model_validator

from balans.core.content import Id
from balans.documents.document import Block as PrintedBlock
from balans.documents.document import Checkboxes
from balans.questionnaires.kinds.base import (
    Entered,
    Form,
    InvalidAnswer,
    Item,
    Question,
    QuestionWords,
    Scene,
    Value,
    lower_first,
)
from balans.questionnaires.kinds.choice import OptionWords, check_words
from balans.ui.types import Choice

ROW_LENGTH = 14
"""Answers of more signs than this stand below each other instead of in a row."""


class StatementWords(QuestionWords):
    options: dict[Id, OptionWords] = Field(default_factory=dict)
    thing: str = ""
    """The statement as a thing that weighs or helps, as outcomes name it; else the statement."""


class Answerable(Question):
    """One statement or short question, answered with one of a few words. Value: the answer's id.

    It stands in a row with others: on a page of statements the answers are beside each other.
    """

    template: ClassVar[str] = "questionnaires/kinds/statement.html"
    steady: ClassVar[bool] = True
    options: tuple[Id, ...] = Field(min_length=2, max_length=7)
    words: StatementWords

    def names(self) -> Mapping[str, str]:
        """Return what can be answered, by id, in order."""
        raise NotImplementedError

    def parse(self, form: Form, scene: Scene) -> Value:
        raw = str(form.get(self.id, ""))
        if raw and raw not in self.options:
            raise InvalidAnswer({f"id_{self.id}": _("Kies een van de mogelijkheden hieronder.")})
        return raw or None

    def fits(self, value: Value) -> bool:
        return isinstance(value, str) and value in self.options

    def marks(self, value: Value) -> tuple[str, ...]:
        return (value,)

    def items(self, value: Value, scene: Scene, only: Sequence[str] = ()) -> tuple[Item, ...]:
        """Return the statement itself, so that help can be tied to it."""
        if only and value not in only:
            return ()
        return (Item(key=self.id, text=scene.fill(self.words.thing or self.words.label)),)

    def keys(self) -> tuple[str, ...]:
        return (self.id,)

    def readable(self, value: Value, scene: Scene) -> tuple[str, ...]:
        return (self.names()[value],)

    def phrase(self, value: Value, scene: Scene) -> str:
        return lower_first(self.names()[value])

    def show(self, entered: Entered, scene: Scene) -> dict[str, Any]:
        value = entered.value if entered.form is None else entered.form.get(self.id, "")
        return {
            "choices": tuple(
                Choice(value=key, label=name, checked=key == value)
                for key, name in self.names().items()
            ),
            "row": self.is_short,
            "error": entered.errors.get(f"id_{self.id}", ""),
        }

    @property
    def is_short(self) -> bool:
        """Return whether the answers are short enough to stand beside each other."""
        return max(map(len, self.names().values())) <= ROW_LENGTH

    def columns(self) -> tuple[str, ...]:
        return tuple(self.names().values()) if self.is_short else ()

    def paper(self, scene: Scene) -> list[PrintedBlock]:
        return [*super().paper(scene), Checkboxes(options=tuple(self.names().values()))]

    def ends(self) -> list[str]:
        return list(self.options)


class Statement(Answerable):
    """A statement with answers of its own, or of a set that several share (`[answers]`)."""

    kind: Literal["statement"]

    @model_validator(mode="after")
    def _words_match(self) -> "Statement":
        check_words(self.options, self.words.options, "options")
        return self

    def names(self) -> Mapping[str, str]:
        return {key: self.words.options[key].text for key in self.options}

    def texts(self) -> list[str]:
        return [*super().texts(), *(each.text for each in self.words.options.values())]


class YesNo(Answerable):
    """Yes or no. Value: "yes" or "no"."""

    kind: Literal["yes-no"]
    options: tuple[Id, ...] = ("yes", "no")

    @model_validator(mode="after")
    def _has_no_options(self) -> "YesNo":
        if self.options != ("yes", "no") or self.words.options:
            raise ValueError("yes-no has its own answers; use `statement` for others")
        return self

    def names(self) -> Mapping[str, str]:
        return {"yes": _("Ja"), "no": _("Nee")}
