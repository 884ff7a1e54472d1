"""What every kind of question has in common."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol

from django.utils.translation import gettext as _
from pydantic import ConfigDict, Field, model_validator

from balans.core.content import Content, Id, Words
from balans.core.text import clean as clean
from balans.documents.document import Block as PrintedBlock
from balans.documents.document import Heading, Paragraph

Value = Any
"""A stored answer: JSON of the shape that its kind documents. None means: skipped."""

SHORT_LIMIT = 300
LONG_LIMIT = 20_000
LINES_LIMIT = 50
PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_-]*)\}")
"""An earlier answer inside a text."""

MORE_LINES = "_meer"
"""The button that asks for more lines. An id has no underscore, so that names never collide."""


class Form(Protocol):
    """A posted form: one name may have several values (Django's QueryDict)."""

    def get(self, name: str, default: str, /) -> Any: ...

    def getlist(self, name: str, /) -> list[Any]: ...


class InvalidAnswer(Exception):
    """What was posted cannot be kept. Gives a kind message per HTML field id."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__("; ".join(errors.values()))
        self.errors = dict(errors)


@dataclass(frozen=True)
class Item:
    """Something a person chose or wrote, as later questions and outcomes name it."""

    key: str
    text: str
    phrase: str = ""
    hint: str = ""

    @property
    def own(self) -> bool:
        return self.key.startswith("own-")


def own_item(text: str) -> Item:
    """Return the item for words that a person wrote; the same words give the same key."""
    digest = hashlib.sha256(text.casefold().encode()).hexdigest()[:12]
    return Item(key=f"own-{digest}", text=text)


class Condition(Content):
    """Holds when between at_least and at_most marks of the answer are among `is`.

    Marks: chosen options, "yes" or "no", the number of a scale, the pile of every sorted item,
    or "given" for words, dates and every written line. Without `is`, every mark counts.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    question: Id = ""
    questions: tuple[Id, ...] = ()
    is_: tuple[str, ...] = Field(default=(), alias="is")
    is_not: tuple[str, ...] = ()
    at_least: int = 1
    at_most: int | None = None

    @property
    def asked_of(self) -> tuple[str, ...]:
        """Return the questions whose marks count together."""
        return self.questions or (self.question,)

    @model_validator(mode="after")
    def _names_a_question(self) -> "Condition":
        if bool(self.question) == bool(self.questions):
            raise ValueError("name either `question` or `questions`")
        return self


class Source(Content):
    """The items that came out of an earlier question, or only those placed in some piles."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    question: Id
    is_: tuple[str, ...] = Field(default=(), alias="is")


class Scene(Protocol):
    """The answers so far, seen from a question: see journey.Scene."""

    @property
    def language(self) -> str: ...

    def fill(self, text: str, **more: str) -> str: ...

    def items(self, sources: Sequence[Source]) -> tuple[Item, ...]: ...


class QuestionWords(Content):
    """The words that every question has. `example` says: Bijvoorbeeld: ..."""

    label: Words
    hint: str = ""
    example: str = ""
    help: str = ""


@dataclass(frozen=True)
class Entered:
    """What stands in the fields: a stored answer, or a post with its errors."""

    value: Value = None
    form: Form | None = None
    errors: Mapping[str, str] = field(default_factory=dict)


class Question(Content):
    """One question with its words in one language. One subclass a kind."""

    template: ClassVar[str]
    steady: ClassVar[bool] = False
    """Whether it looks the same today and tomorrow while it is open, but for {placeholders}."""

    id: Id
    when: tuple[Condition, ...] = ()
    remember: bool = False
    """Offer the answer that this person gave earlier to a question with the same id."""

    words: QuestionWords

    @property
    def sources(self) -> tuple[Source, ...]:
        """The earlier questions that this one takes its items from."""
        return ()

    def askable(self, scene: Scene) -> bool:
        """Return whether there is something to ask (a question about no items is not asked)."""
        return True

    def standing(self, value: Value, scene: Scene) -> Value:
        """Return what still stands of an answer, now that earlier ones may have changed."""
        return value

    def parse(self, form: Form, scene: Scene) -> Value:
        """Return the posted answer, None when left open. Raise InvalidAnswer."""
        raise NotImplementedError

    def fits(self, value: Value) -> bool:
        """Return whether a stored value has this kind's shape."""
        raise NotImplementedError

    def marks(self, value: Value) -> tuple[str, ...]:
        """Return what conditions look at."""
        return ("given",)

    def items(self, value: Value, scene: Scene, only: Sequence[str] = ()) -> tuple[Item, ...]:
        """Return what later questions can ask about."""
        return ()

    def keys(self) -> tuple[str, ...]:
        """Return the keys of the items that can come out of it, own words left out."""
        return ()

    def readable(self, value: Value, scene: Scene) -> tuple[str, ...]:
        """Return the answer as lines for a person to read."""
        raise NotImplementedError

    def phrase(self, value: Value, scene: Scene) -> str:
        """Return the answer as it stands inside a sentence."""
        return enumerate_words(self.readable(value, scene), scene.language)

    def show(self, entered: Entered, scene: Scene) -> dict[str, Any]:
        """Return what the kind's template needs besides `question`."""
        raise NotImplementedError

    def paper(self, scene: Scene) -> list[PrintedBlock]:
        """Return the question as it stands on the paper version."""
        hint, example = scene.fill(self.words.hint), scene.fill(self.words.example)
        note = f"{hint} {_('Bijvoorbeeld:')} {example}".strip() if example else hint
        return [
            Heading(text=scene.fill(self.words.label), level=3),
            *([Paragraph(text=note, tone="soft")] if note else []),
        ]

    def columns(self) -> tuple[str, ...]:
        """Return the answers, when the question can stand on paper as a row in a grid."""
        return ()

    def row(self, scene: Scene) -> str:
        """Return the question as it stands in a row of such a grid."""
        label, hint = scene.fill(self.words.label), scene.fill(self.words.hint)
        return f"{label} ({hint})" if hint else label

    def texts(self) -> list[str]:
        """Return every text a person may read, for the content check."""
        words = self.words
        return [text for text in (words.label, words.hint, words.example, words.help) if text]

    def ends(self) -> list[str]:
        """Return the names of options or piles that conditions may point at."""
        return ["given"]


def cleaned(value: Any) -> Any:
    """Return a value with every text in it as a form would have kept it."""
    if isinstance(value, str):
        return clean(value, lines=True)
    if isinstance(value, list):
        return [cleaned(each) for each in value]
    if isinstance(value, dict):
        return {clean(key): cleaned(each) for key, each in value.items()}
    return value


def too_long(text: str, limit: int) -> str:
    """Return a kind message when a text is over its limit, else an empty string."""
    if len(text) <= limit:
        return ""
    return _(
        "Je tekst heeft %(length)s tekens. Er passen er %(limit)s. "
        "Wat je typte staat er nog: maak het korter of knip het in tweeën."
    ) % {"length": len(text), "limit": limit}


def enumerate_words(words: Sequence[str], language: str) -> str:
    """Return "a, b en c"."""
    both = {"nl": " en ", "en": " and "}[language]
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + both + words[-1]


def lower_first(text: str) -> str:
    """Return the text ready to stand inside a sentence; names and abbreviations stay."""
    if len(text) > 1 and text[1].isupper():
        return text
    return text[:1].lower() + text[1:]
