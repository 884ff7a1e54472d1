"""Which meetings a series can have: ours, and a facilitator's own scripts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from balans.accounts.person import Person
from balans.core.references import refer_if_there
from balans.groups.content import Script, scripts
from balans.groups.scripts.own import own_scripts_of

OWN = "eigen:"
INFORMATION, LOOK = "informatie", "terugkijken"
FOUR = ("grenzen", "activiteiten", "doelen", "contact")
SETS: Mapping[str, tuple[str, ...]] = {
    "vijf": (INFORMATION, *FOUR),
    "vier": FOUR,
    "informatie": (INFORMATION,),
    "eigen": (),
}
MOST_PARTS = 8
LOOK_MINUTES = 60


@dataclass(frozen=True)
class Part:
    """One meeting that a series can have; `key` is what its field posts."""

    key: str
    kind: str
    script: str
    title: str
    minutes: int = 60
    exercise: str = ""
    own: Script | None = None
    """The facilitator's own script, as it is now."""


def set_names() -> dict[str, str]:
    """Return the sets that one can begin with, in words, the usual one first."""
    return {
        "vijf": _("Informatiebijeenkomst en de vier bijeenkomsten"),
        "vier": _("De vier bijeenkomsten"),
        "informatie": _("Alleen een informatiebijeenkomst"),
        "eigen": _("Een eigen volgorde"),
    }


def part_of(script: Script) -> Part:
    """Return one of our scripts as a meeting that one can choose."""
    return Part(
        key=script.name,
        kind=script.kind,
        script=script.name,
        title=script.words.title,
        minutes=script.minutes,
        exercise=script.exercise,
    )


def choosable(person: Person, language: str) -> dict[str, Part]:
    """Return what a facilitator can choose from by key: our scripts, then their own. One query."""
    known = {name: part_of(script) for name, script in scripts(language).items()}
    for each in own_scripts_of(person):
        key = f"{OWN}{each.kept.pk}"
        known[key] = replace(
            part_of(each.script),
            key=key,
            title=_("%(title)s (van jou)") % {"title": each.title},
            own=each.script,
        )
    return known


def look_part(language: str) -> Part:
    """Return the meeting at which a group looks back."""
    script = scripts(language).get(LOOK)
    if script is not None:
        return part_of(script)
    return Part(key=LOOK, kind="look", script=LOOK, title=_("Terugkijken"), minutes=LOOK_MINUTES)


def beforehand(exercise: str, language: str) -> str:
    """Return what an exercise is called, empty for none."""
    found = refer_if_there("exercise", exercise, language)
    return found.title if found else ""


def parts_of(keys: Sequence[str], known: Mapping[str, Part]) -> tuple[Part, ...]:
    """Return the meetings with these keys, in this order; what is not known is passed by."""
    return tuple(known[key] for key in keys if key in known)
