"""Walk-throughs as other texts point at them."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import override

from balans.core.references import Reference
from balans.questionnaires.content import catalogue
from balans.walkthroughs.content import walkthrough, walkthroughs


def names() -> Iterable[str]:
    """Return the names of the exercises that have a walk-through."""
    return walkthroughs("nl")


def find(name: str, language: str) -> Reference:
    """Return the walk-through of an exercise as a reference. Raise KeyError."""
    found = walkthrough(name, language)
    slug = catalogue(language).newest(name).words.slug
    with override(language):
        href = reverse("walkthroughs:first", args=[slug])
    return Reference("walkthrough", name, found.words.title, href, found.words.lead)
