"""Exercises as other texts point at them."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import override

from balans.core.references import Reference
from balans.questionnaires.content import Flow, catalogue
from balans.questionnaires.screen import flow_url


def exercise_names() -> Iterable[str]:
    """Return the names of all exercises, the plan among them."""
    return _exercises("nl")


def exercise(name: str, language: str) -> Reference:
    """Return an exercise as a reference. Raise KeyError."""
    flow = _exercises(language)[name]
    with override(language):
        href = reverse("plans:index") if flow.kind == "plan" else flow_url(flow, "introduction")
    return Reference(
        kind="exercise", name=name, title=flow.words.title, href=href, text=flow.words.summary
    )


def _exercises(language: str) -> dict[str, Flow]:
    known = catalogue(language).current()
    return {flow.name: flow for flow in known if flow.kind in ("exercise", "plan")}
