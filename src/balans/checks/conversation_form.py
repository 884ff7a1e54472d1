"""The form of a conversation page: with whom, which questions, and what may stand on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from balans.core.text import clean
from balans.questionnaires.kinds import MORE_LINES
from balans.questionnaires.kinds.base import SHORT_LIMIT, too_long
from balans.questionnaires.notes import MOST_QUESTIONS, Conversation
from balans.ui.types import Choice, Error

PARTNER, OTHER, PICKED, OWN, WISH, NAME, SHOWN = (
    *("met", "ander", "voorstel", "vragen", "wens", "naam", "op"),
)
ANSWERS, EARLIER, NAMED = "antwoorden", "eerder", "naam"
SPARE = 2
"""So many empty lines stand below one's own questions."""


@dataclass(frozen=True)
class Known:
    """What the form knows beforehand: suggested questions, a name, and earlier times."""

    suggested: Sequence[str] = ()
    name: str = ""
    has_earlier: bool = False


class ConversationForm:
    """What is asked for a conversation page, as posted or as it was kept."""

    def __init__(self, kept: Conversation | None, known: Known, form: Any = None) -> None:
        self.known, self.form = known, form
        self.kept = kept or Conversation()
        self.is_new = kept is None
        self.errors: dict[str, str] = {}

    def _one(self, name: str, kept: str) -> str:
        return clean(self.form.get(name, "")) if self.form is not None else kept

    def _many(self, name: str, kept: Sequence[str]) -> tuple[str, ...]:
        if self.form is None:
            return tuple(kept)
        return tuple(text for each in self.form.getlist(name) if (text := clean(each)))

    @property
    def partner(self) -> str:
        return self._one(PARTNER, self.kept.partner)

    @property
    def other(self) -> str:
        return self._one(OTHER, self.kept.other)

    @property
    def wish(self) -> str:
        return self._one(WISH, self.kept.wish)

    @property
    def name(self) -> str:
        return self._one(NAME, self.kept.name)

    @property
    def picked(self) -> tuple[str, ...]:
        """Return the suggestions that were chosen; what is not suggested counts for nothing."""
        chosen = self._many(PICKED, self.kept.questions)
        return tuple(each for each in self.known.suggested if each in chosen)

    @property
    def own(self) -> tuple[str, ...]:
        written = [each for each in self.kept.questions if each not in self.known.suggested]
        return self._many(OWN, written)

    @property
    def lines(self) -> tuple[str, ...]:
        """Return one's own questions with empty lines to write more."""
        more = SPARE if self.form is None or MORE_LINES not in self.form else 2 * SPARE
        return (*self.own, *[""] * more)

    @property
    def shown(self) -> tuple[str, ...]:
        """Return what may stand on the page."""
        kept = self.kept
        before = ((ANSWERS, kept.answers), (EARLIER, kept.earlier), (NAMED, bool(kept.name)))
        return self._many(SHOWN, [name for name, is_on in before if is_on])

    def partners(self) -> tuple[Choice, ...]:
        """Return with whom somebody may talk."""
        names = {
            "gp": _("De huisarts"),
            "nurse": _("De wijkverpleegkundige"),
            "practice": _("De praktijkondersteuner"),
            "other": _("Iemand anders"),
        }
        return tuple(
            Choice(value=value, label=label, checked=value == self.partner)
            for value, label in names.items()
        )

    def suggested(self) -> tuple[Choice, ...]:
        """Return the suggested questions."""
        return tuple(
            Choice(value=each, label=each, checked=each in self.picked)
            for each in self.known.suggested
        )

    def may_show(self) -> tuple[Choice, ...]:
        """Return what may stand on the page or not."""
        labels = {ANSWERS: (_("Wat het zwaarst weegt in mijn antwoorden"), "")}
        if self.known.has_earlier:
            labels[EARLIER] = (_("Wat er eerder uitkwam"), "")
        if self.known.name:
            labels[NAMED] = (_("Mijn naam"), self.known.name)
        return tuple(
            Choice(value=value, label=label, hint=hint, checked=value in self.shown)
            for value, (label, hint) in labels.items()
        )

    def is_valid(self) -> bool:
        """Return whether it can be kept; else `errors` says what is missing."""
        self.errors = {name: text for name, text in self._problems() if text}
        return not self.errors

    def _problems(self) -> list[tuple[str, str]]:
        is_known = self.partner in {choice.value for choice in self.partners()}
        unnamed = self.partner == "other" and not self.other
        count = len(self.picked) + len(self.own)
        too_many = _("Op een blad passen hooguit %(most)s vragen. Haal er een paar weg.")
        return [
            (PARTNER, "" if is_known else _("Kies met wie je wilt praten.")),
            (OTHER, _("Schrijf met wie je wilt praten.") if unnamed else self._long(self.other)),
            (OWN, next((text for each in self.own if (text := self._long(each))), "")),
            (OWN, too_many % {"most": MOST_QUESTIONS} if count > MOST_QUESTIONS else ""),
            (WISH, self._long(self.wish)),
            (NAME, self._long(self.name)),
        ]

    @staticmethod
    def _long(text: str) -> str:
        return too_long(text, SHORT_LIMIT)

    @property
    def errors_to_show(self) -> list[Error]:
        return [Error(field_id=f"id_{name}", text=text) for name, text in self.errors.items()]

    def conversation(self) -> Conversation:
        """Return what was filled in; only of a form that is valid."""
        named = self.known.name if NAMED in self.shown else ""
        return Conversation.model_validate(
            {
                "partner": self.partner,
                "other": self.other,
                "questions": tuple(dict.fromkeys((*self.picked, *self.own))),
                "wish": self.wish,
                "name": named if self.known.name else self.name,
                "answers": ANSWERS in self.shown,
                "earlier": EARLIER in self.shown or not self.known.has_earlier,
            }
        )
