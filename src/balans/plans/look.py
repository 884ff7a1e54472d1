"""The form with which somebody looks how a plan goes."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from balans.plans.plan import Look
from balans.questionnaires.kinds.moment import weeks_from_now
from balans.ui.types import Choice, Error

WEEKS = (1, 2, 4)


class LookForm:
    """How it went, what one does with the plan, and when to look again. Reads a post, if any."""

    def __init__(self, form: Any = None) -> None:
        self.form = form
        self.errors: dict[str, str] = {}

    def _given(self, name: str) -> str:
        return str(self.form.get(name, "")) if self.form is not None else ""

    @property
    def then(self) -> str:
        return self._given("dan")

    def is_valid(self) -> bool:
        """Return whether there is enough to keep; else `errors` says what is missing."""
        names = {
            "hoe": {"", *_hows()},
            "dan": set(_thens()),
            "weer": {"", *(str(each) for each in WEEKS)},
        }
        wrong = [name for name, known in names.items() if self._given(name) not in known]
        self.errors = {name: _("Kies een van de mogelijkheden hieronder.") for name in wrong}
        return not self.errors

    def look(self, today: date) -> Look:
        """Return what was chosen."""
        how = self._given("hoe") or None
        return Look.model_validate({"day": today, "how": how, "then": self.then})

    @property
    def next_check(self) -> date | None:
        """Return the next day to look; none when it stays open or the plan is let go."""
        weeks = self._given("weer")
        if not weeks or self.then == "let-go":
            return None
        return timezone.localdate() + timedelta(weeks=int(weeks))

    @property
    def errors_to_show(self) -> list[Error]:
        return [Error(field_id=f"id_{name}", text=text) for name, text in self.errors.items()]

    @property
    def hows(self) -> tuple[Choice, ...]:
        return self._choices("hoe", _hows())

    @property
    def thens(self) -> tuple[Choice, ...]:
        hints = {
            "smaller": _("Vijf minuten is ook iets."),
            "let-go": _("Het blijft bij je plannen staan. Je kunt het later weer oppakken."),
        }
        return self._choices("dan", _thens(), hints)

    @property
    def agains(self) -> tuple[Choice, ...]:
        return self._choices("weer", {str(each): weeks_from_now(each) for each in WEEKS})

    def _choices(
        self, name: str, words: dict[str, str], hints: dict[str, str] | None = None
    ) -> tuple[Choice, ...]:
        given = self._given(name)
        return tuple(
            Choice(value=key, label=text, hint=(hints or {}).get(key, ""), checked=key == given)
            for key, text in words.items()
        )


def _hows() -> dict[str, str]:
    return {"well": _("Het lukte"), "partly": _("Een beetje"), "not": _("Het lukte nu niet")}


def _thens() -> dict[str, str]:
    return {
        "keep": _("Zo doorgaan"),
        "change": _("Iets veranderen"),
        "smaller": _("Kleiner maken"),
        "let-go": _("Dit plan laten rusten"),
    }
