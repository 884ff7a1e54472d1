"""Notes: what is kept with an attempt beside its answers, sealed like an answer.

An id has no underscore, so that the name of a note is never that of a question.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar, Literal, TypeVar

from django.utils.translation import gettext as _
from pydantic import Field, StringConstraints, ValidationError

from balans.core.content import Content
from balans.questionnaires.kinds.base import SHORT_LIMIT

MOST_QUESTIONS = 12
Line = Annotated[str, StringConstraints(min_length=1, max_length=SHORT_LIMIT)]
Rows = Iterator[tuple[str, tuple[str, ...]]]


class AttemptNote(Content):
    """Something about an attempt that is no answer. One subclass a kind; see NOTES."""

    key: ClassVar[str]

    def rows(self) -> Rows:
        """Yield what it says for its owner to read: a label with lines."""
        raise NotImplementedError


class Together(AttemptNote):
    """The questionnaire was filled in with somebody beside the carer."""

    key: ClassVar[str] = "_together"
    beside: str = Field(default="", max_length=SHORT_LIMIT)
    """Who that was, in the carer's words; may be left open."""

    @property
    def said(self) -> str:
        """Return it in a sentence."""
        if self.beside:
            return _("Samen ingevuld met %(who)s") % {"who": self.beside}
        return _("Samen met iemand ingevuld")

    def rows(self) -> Rows:
        yield _("Samen ingevuld met"), (self.beside or _("Iemand"),)


Partner = Literal["gp", "nurse", "practice", "other"]


class Conversation(AttemptNote):
    """What somebody wants to talk about, with whom, and what may stand on the page for it."""

    key: ClassVar[str] = "_conversation"
    partner: Partner = "gp"
    other: str = Field(default="", max_length=SHORT_LIMIT)
    """With whom, when it is somebody else: in own words."""

    questions: tuple[Line, ...] = Field(default=(), max_length=MOST_QUESTIONS)
    wish: str = Field(default="", max_length=SHORT_LIMIT)
    name: str = Field(default="", max_length=SHORT_LIMIT)
    answers: bool = True
    earlier: bool = True

    def rows(self) -> Rows:
        if self.questions:
            yield _("Wat ik wil vragen"), self.questions
        if self.wish:
            yield _("Wat ik graag zou willen"), (self.wish,)


NOTES: dict[str, type[AttemptNote]] = {each.key: each for each in (Together, Conversation)}
Kind = TypeVar("Kind", bound=AttemptNote)


def note_of(kind: type[Kind], answers: Mapping[str, Any]) -> Kind | None:
    """Return a note from among the values of an attempt; None when it is not there."""
    value = answers.get(kind.key)
    return None if value is None else kind.model_validate(value)


def fits_note(key: str, value: Any) -> bool:
    """Return whether a value is a note that could have been kept here."""
    try:
        return key in NOTES and NOTES[key].model_validate(value) is not None
    except ValidationError:
        return False


def rows_of(answers: Mapping[str, Any]) -> Rows:
    """Yield what all notes of an attempt say."""
    for kind in NOTES.values():
        if (note := note_of(kind, answers)) is not None:
            yield from note.rows()
