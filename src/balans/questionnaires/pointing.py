"""Exercises as other texts point at them."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import override

from balans.core.references import Reference
from balans.questionnaires.content import catalogue


def exercise_names() -> Iterable[str]:
    """Return the names of all exercises."""
    return [flow.name for flow in catalogue("nl").current()]


def exercise(name: str, language: str) -> Reference:
    """Return an exercise as a reference. Raise KeyError."""
    flow = {each.name: each for each in catalogue(language).current()}[name]
    with override(language):
        href = reverse("questionnaires:introduction", args=[flow.words.slug])
    return Reference(
        kind="exercise", name=name, title=flow.words.title, href=href, text=flow.words.summary
    )
