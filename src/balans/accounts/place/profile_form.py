"""The form of Mijn gegevens: how to call somebody, and for whom they care."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from balans.accounts.place.profile import NAME_LIMIT, RELATIONS, Profile, Relation
from balans.core.text import clean
from balans.ui.types import Choice

OWN = "anders"
NAME, LOVED_ONE, RELATION, OWN_WORDS, MISSED = (
    "naam",
    "dierbare",
    "relatie",
    "relatie-anders",
    "gemist",
)
TEXTS = (NAME, LOVED_ONE, OWN_WORDS, MISSED)


def texts_of(profile: Profile, suggested_name: str = "") -> dict[str, str]:
    """Return what stands in the fields; a name that an exercise knows is offered to be kept."""
    return {
        NAME: profile.name,
        LOVED_ONE: profile.loved_one or suggested_name,
        RELATION: profile.relation or "",
        OWN_WORDS: profile.relation_words,
        MISSED: profile.loss.name if profile.loss else "",
    }


def read(form: Mapping[str, Any]) -> tuple[dict[str, str], dict[str, str]]:
    """Return what was typed, cleaned, and a kind message for each field that does not fit."""
    typed = {name: clean(form.get(name, "")) for name in (*TEXTS, RELATION)}
    if typed[RELATION] not in RELATIONS:
        typed[RELATION] = OWN if typed[OWN_WORDS] else ""
    errors = {
        f"id_{name}": _("Dit is te lang. Er passen %(limit)s tekens.") % {"limit": NAME_LIMIT}
        for name in TEXTS
        if len(typed[name]) > NAME_LIMIT
    }
    return typed, errors


def applied(profile: Profile, typed: Mapping[str, str]) -> Profile:
    """Return the profile with what was typed; whom the form did not ask about stays."""
    changes: dict[str, Any] = {"name": typed[NAME]}
    if not profile.bereaved:
        relation: Relation | None = next(
            (each for each in RELATIONS if each == typed[RELATION]), None
        )
        changes |= {
            "loved_one": typed[LOVED_ONE],
            "relation": relation,
            "relation_words": typed[OWN_WORDS] if relation == OWN else "",
        }
    if profile.loss is not None:
        loss = profile.loss.model_copy(update={"name": typed[MISSED]})
        changes["losses"] = (*profile.losses[:-1], loss)
    return profile.model_copy(update=changes)


def choices(chosen: str) -> tuple[Choice, ...]:
    """Return the relations to choose from; one's own word has a line of its own."""
    labels = {
        "partner": _("Mijn partner"),
        "ouder": _("Mijn vader of moeder"),
        "kind": _("Mijn kind"),
        "broer-zus": _("Mijn broer of zus"),
        "vriend": _("Een vriend of vriendin"),
        "buur": _("Een buur"),
    }
    return tuple(
        Choice(value=value, label=label, checked=value == chosen) for value, label in labels.items()
    )
