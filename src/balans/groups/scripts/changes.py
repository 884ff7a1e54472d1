"""What differs between two versions of a script, as a person reads it. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from balans.groups.content import Script, Step
from balans.groups.paper import say_minutes
from balans.groups.scripts.showing import step_kinds


@dataclass(frozen=True)
class Change:
    """One part that differs: what it is called, and how it reads before and after."""

    label: str
    before: str
    after: str


def changes(before: Script, after: Script) -> tuple[Change, ...]:
    """Return what differs, in the order in which a script is read; nothing for the same."""
    return tuple(each for each in _all(before, after) if each.before != each.after)


def _all(before: Script, after: Script) -> Iterator[Change]:
    yield from _pairs(_words(before), _words(after))
    old, new = ({each.id: each for each in script.steps} for script in (before, after))
    yield _order(before, after, old.keys() & new.keys())
    for name, step in old.items():
        if name not in new:
            yield Change(_named(_("Stap weg"), step), _brief(step), "")
    for name, step in new.items():
        if name not in old:
            yield Change(_named(_("Stap erbij"), step), "", _brief(step))
        else:
            yield from _pairs(_step(old[name]), _step(step), step)


def _pairs(
    before: Sequence[tuple[str, str]], after: Sequence[tuple[str, str]], step: Step | None = None
) -> Iterator[Change]:
    for (label, old), (_label, new) in zip(before, after, strict=True):
        yield Change(_named(label, step) if step else label, old, new)


def _named(label: str, step: Step) -> str:
    return f"{step.words.title}: {label}"


def _brief(step: Step) -> str:
    return f"{say_minutes(step.minutes)}. {step.words.do}"


def _order(before: Script, after: Script, both: set[str]) -> Change:
    """Return the order of the steps that stand in both, by their present titles."""
    titles = {each.id: each.words.title for each in after.steps}
    old, new = (
        "\n".join(titles[each.id] for each in script.steps if each.id in both)
        for script in (before, after)
    )
    return Change(_("Volgorde"), old, new)


def _words(script: Script) -> list[tuple[str, str]]:
    words = script.words
    return [
        (_("Titel"), words.title),
        (_("Lengte"), say_minutes(script.minutes)),
        (_("In één zin"), words.summary),
        (_("Wat je wilt bereiken"), words.aim),
        (_("Zo bereid je je voor"), "\n".join(words.prepare)),
        (_("Neem mee of leg klaar"), "\n".join(words.materials)),
        (_("Geef mee voor thuis"), words.home),
    ]


def _step(step: Step) -> list[tuple[str, str]]:
    words = step.words
    return [
        (_("Titel"), words.title),
        (_("Lengte"), say_minutes(step.minutes)),
        (_("Soort"), step_kinds()[step.kind]),
        (_("Wat je doet"), words.do),
        (_("Zeg"), "\n".join(words.say)),
        (_("Vraag de groep"), "\n".join(words.ask)),
        (_("Op het scherm"), words.screen),
        (_("Tip"), words.tip),
        (_("Als er weinig tijd is"), words.short),
        (_("Mag je overslaan"), _("Ja") if step.skip else _("Nee")),
    ]
