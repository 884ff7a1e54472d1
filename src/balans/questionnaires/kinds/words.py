"""Kinds that take a person's own words: short text, long text and a list."""

from typing import Any, ClassVar, Literal

from django.utils.translation import gettext as _

from balans.documents.document import Block as PrintedBlock
from balans.documents.document import WriteLines
from balans.questionnaires.kinds.base import (
    LINES_LIMIT,
    LONG_LIMIT,
    MORE_LINES,
    SHORT_LIMIT,
    Entered,
    Form,
    InvalidAnswer,
    Item,
    Question,
    Scene,
    Value,
    clean,
    own_item,
    too_long,
)


class ShortText(Question):
    """One line of words. Value: str."""

    template: ClassVar[str] = "questionnaires/kinds/short_text.html"
    kind: Literal["short-text"]
    autocomplete: str = "off"

    def parse(self, form: Form, scene: Scene) -> Value:
        text = clean(form.get(self.id, ""))
        if message := too_long(text, SHORT_LIMIT):
            raise InvalidAnswer({f"id_{self.id}": message})
        return text or None

    def fits(self, value: Value) -> bool:
        return isinstance(value, str) and 0 < len(value) <= SHORT_LIMIT

    def items(self, value: Value, scene: Scene, only: Any = ()) -> tuple[Item, ...]:
        return (own_item(value),)

    def readable(self, value: Value, scene: Scene) -> tuple[str, ...]:
        return (value,)

    def phrase(self, value: Value, scene: Scene) -> str:
        return str(value).rstrip(" .")

    def show(self, entered: Entered, scene: Scene) -> dict[str, Any]:
        value = entered.value or ""
        if entered.form is not None:
            value = str(entered.form.get(self.id, ""))
        return {"value": value, "error": entered.errors.get(f"id_{self.id}", "")}

    def paper(self, scene: Scene) -> list[PrintedBlock]:
        return [*super().paper(scene), WriteLines(count=1)]


class LongText(ShortText):
    """Several paragraphs of words, at most 20,000 characters. Value: str."""

    template: ClassVar[str] = "questionnaires/kinds/long_text.html"
    kind: Literal["long-text"]  # type: ignore[assignment]
    rows: int = 5

    def parse(self, form: Form, scene: Scene) -> Value:
        text = clean(form.get(self.id, ""), lines=True)
        if message := too_long(text, LONG_LIMIT):
            raise InvalidAnswer({f"id_{self.id}": message})
        return text or None

    def fits(self, value: Value) -> bool:
        return isinstance(value, str) and 0 < len(value) <= LONG_LIMIT

    def readable(self, value: Value, scene: Scene) -> tuple[str, ...]:
        return tuple(line for line in value.split("\n") if line.strip())

    def phrase(self, value: Value, scene: Scene) -> str:
        return str(value)

    def paper(self, scene: Scene) -> list[PrintedBlock]:
        return [*Question.paper(self, scene), WriteLines(count=self.rows)]


class OwnList(Question):
    """Lines that a person writes, each a thing of its own. Value: list of str."""

    template: ClassVar[str] = "questionnaires/kinds/own_list.html"
    kind: Literal["list"]
    lines: int = 5

    def parse(self, form: Form, scene: Scene) -> Value:
        return parse_lines(form, self.id) or None

    def fits(self, value: Value) -> bool:
        return fits_lines(value) and len(value) > 0

    def marks(self, value: Value) -> tuple[str, ...]:
        return ("given",) * len(value)

    def items(self, value: Value, scene: Scene, only: Any = ()) -> tuple[Item, ...]:
        return tuple(own_item(text) for text in value)

    def readable(self, value: Value, scene: Scene) -> tuple[str, ...]:
        return tuple(value)

    def show(self, entered: Entered, scene: Scene) -> dict[str, Any]:
        values = list(entered.value or ())
        extra = 0
        if entered.form is not None:
            values = [str(text) for text in entered.form.getlist(self.id)]
            extra = 3 if entered.form.get(MORE_LINES, "") == self.id else 0
        wanted = min(max(self.lines, len(values) + extra), LINES_LIMIT)
        return {
            "values": values[:LINES_LIMIT] + [""] * (wanted - len(values)),
            "error": entered.errors.get(f"id_{self.id}", ""),
        }

    def paper(self, scene: Scene) -> list[PrintedBlock]:
        return [*super().paper(scene), WriteLines(count=max(self.lines, 3))]


def parse_lines(form: Form, name: str) -> list[str]:
    """Return the lines that were filled in, each once. Raise InvalidAnswer."""
    texts = [text for text in (clean(raw) for raw in form.getlist(name)) if text]
    if len(texts) > LINES_LIMIT:
        message = _("Er passen %(limit)s regels. Zet een paar dingen op één regel.")
        raise InvalidAnswer({f"id_{name}": message % {"limit": LINES_LIMIT}})
    for text in texts:
        if message := too_long(text, SHORT_LIMIT):
            raise InvalidAnswer({f"id_{name}": message})
    unique = {text.casefold(): text for text in reversed(texts)}
    return list(reversed(unique.values()))


def fits_lines(value: Value) -> bool:
    """Return whether a stored value is a list of lines."""
    return (
        isinstance(value, list)
        and len(value) <= LINES_LIMIT
        and all(isinstance(text, str) and 0 < len(text) <= SHORT_LIMIT for text in value)
    )
