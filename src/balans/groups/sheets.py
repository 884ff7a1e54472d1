"""What one prints or shows at a meeting, as its script names it, and where it is found."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from balans.groups.content import Script, handouts
from balans.groups.materials.content import materials

PLAN, EVALUATION, SLIDES, FLYER = "mijn-plan", "evaluatie", "dia-s", "flyer"
PAPERS = (PLAN, EVALUATION, SLIDES, FLYER)
"""What a script may name beside handouts."""


@dataclass(frozen=True)
class Sheet:
    """Something to print or to show, where it is found."""

    text: str
    href: str


def sheets_of(script: Script, language: str, group_id: uuid.UUID | None = None) -> list[Sheet]:
    """Return what a script asks to print or to show, in its order.

    For a group with its own name on it; without one what everybody can have.
    """
    find = _for_everybody if group_id is None else _for_a_group
    return [sheet for name in script.sheets for sheet in find(name, language, group_id)]


def _for_everybody(name: str, language: str, _group_id: uuid.UUID | None) -> Iterator[Sheet]:
    if name == PLAN:
        yield Sheet(_("“Mijn plan” op papier"), reverse("plans:paper"))
    elif name == SLIDES:
        yield from _slides("slides")
    elif found := handouts(language).get(name):
        yield Sheet(found.title, reverse("groups:handout", args=[found.slug(language)]))


def _for_a_group(name: str, language: str, group_id: uuid.UUID | None) -> Iterator[Sheet]:
    if name == SLIDES:
        yield from _slides("group_slides", group_id)
    elif name == FLYER:
        flyer = materials(language)[FLYER]
        yield Sheet(flyer.title, reverse("groups:material", args=[group_id, flyer.slug]))
    else:
        title, slug = _paper(name, language)
        if slug:
            yield Sheet(title, reverse("groups:paper", args=[group_id, slug]))


def _paper(name: str, language: str) -> tuple[str, str]:
    """Return the title and the address of a paper of a group; empty when there is none."""
    if name == PLAN:
        return _("“Mijn plan” op papier"), _("mijn-plan")
    if name == EVALUATION:
        return _("Formulier om terug te kijken, op papier"), _("evaluatie-op-papier")
    found = handouts(language).get(name)
    return (found.title, found.slug(language)) if found else ("", "")


def _slides(name: str, *group: uuid.UUID | None) -> Iterator[Sheet]:
    yield Sheet(_("Dia’s om te laten zien (PDF)"), reverse(f"groups:{name}_pdf", args=group))
    yield Sheet(
        _("Dia’s om aan te passen (PowerPoint)"), reverse(f"groups:{name}_pptx", args=group)
    )
