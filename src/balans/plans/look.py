"""The form with which somebody looks how a plan goes, and what it said earlier times."""

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from balans.plans.plan import Look
from balans.questionnaires.journey import Scene
from balans.questionnaires.kinds.base import SHORT_LIMIT, Entered, InvalidAnswer, clean, too_long
from balans.questionnaires.kinds.moment import Date
from balans.ui.types import Choice, Error

WEEKS = (1, 2, 4)


class LookForm:
    """How it went, what one does with the plan, and when to look again. Reads a post, if any."""

    def __init__(self, scene: Scene, form: Any = None) -> None:
        self.scene, self.form = scene, form
        self.errors: dict[str, str] = {}
        self.next_check: date | None = None
        """The next day to look; none when it stays open or the plan is let go."""

    def _given(self, name: str) -> str:
        return str(self.form.get(name, "")) if self.form is not None else ""

    @property
    def then(self) -> str:
        return self._given("dan")

    @property
    def note(self) -> str:
        return clean(self._given("zin"))

    def is_valid(self) -> bool:
        """Return whether there is enough to keep; else `errors` says what is missing."""
        known = {"hoe": {"", *hows()}, "dan": set(_thens())}
        wrong = [name for name in known if self._given(name) not in known[name]]
        self.errors = {name: _("Kies een van de mogelijkheden hieronder.") for name in wrong}
        if problem := too_long(self.note, SHORT_LIMIT):
            self.errors["zin"] = problem
        self._read_day()
        return not self.errors

    def _read_day(self) -> None:
        try:
            day = again().parse(self.form, self.scene)
        except InvalidAnswer as error:
            self.errors["weer"] = error.errors["id_weer"]
            return
        self.next_check = date.fromisoformat(day) if day and self.then != "let-go" else None

    def look(self, today: date) -> Look:
        """Return what was chosen."""
        how = self._given("hoe") or None
        kept = {"day": today, "how": how, "then": self.then, "note": self.note}
        return Look.model_validate(kept)

    @property
    def errors_to_show(self) -> list[Error]:
        return [Error(field_id=f"id_{name}", text=text) for name, text in self.errors.items()]

    @property
    def hows(self) -> tuple[Choice, ...]:
        return self._choices("hoe", hows())

    @property
    def thens(self) -> tuple[Choice, ...]:
        hints = {
            "smaller": _("Vijf minuten is ook iets. We helpen je om de stappen kleiner te maken."),
            "let-go": _("Het blijft bij je plannen staan. Je kunt het later weer oppakken."),
        }
        return self._choices("dan", _thens(), hints)

    @property
    def day(self) -> dict[str, Any]:
        """Return what stands in the fields for the next day."""
        errors = {f"id_{name}": text for name, text in self.errors.items()}
        return again().show(Entered(form=self.form, errors=errors), self.scene)

    @property
    def typed(self) -> str:
        return self._given("zin")

    def _choices(
        self, name: str, words: dict[str, str], hints: dict[str, str] | None = None
    ) -> tuple[Choice, ...]:
        given = self._given(name)
        return tuple(
            Choice(value=key, label=text, hint=(hints or {}).get(key, ""), checked=key == given)
            for key, text in words.items()
        )


def again() -> Date:
    """Return the question when to look again: in some weeks, or on a day of one's own."""
    words = {"label": _("Wanneer kijk je weer?"), "hint": _("Dit mag je openlaten.")}
    question = {"id": "weer", "kind": "date", "weeks": WEEKS, "future": True, "words": words}
    return Date.model_validate(question)


def hows() -> dict[str, str]:
    """Return the ways in which it can have gone."""
    return {"well": _("Het lukte"), "partly": _("Een beetje"), "not": _("Het lukte nu niet")}


def _thens() -> dict[str, str]:
    return {
        "keep": _("Zo doorgaan"),
        "change": _("Iets veranderen"),
        "smaller": _("Kleiner maken"),
        "let-go": _("Dit plan laten rusten"),
    }


def told(look: Look) -> str:
    """Return an earlier look in kind words, such as "Op 3 november keek je. Het lukte."."""
    went = {
        "well": _("Het lukte."),
        "partly": _("Het lukte een beetje."),
        "not": _("Het lukte toen niet."),
    }
    chose = {
        "keep": _("Je ging zo door."),
        "change": _("Je veranderde iets."),
        "smaller": _("Je maakte het kleiner."),
        "let-go": _("Je liet het plan rusten."),
    }
    opening = _("Op %(day)s keek je.") % {"day": date_format(look.day, "j F Y")}
    parts = (opening, went[look.how] if look.how else "", chose[look.then])
    return " ".join(part for part in parts if part)
