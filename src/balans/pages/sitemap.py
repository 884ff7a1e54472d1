"""Which pages everybody may find: those that content names, in every language."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from balans.core.content import LANGUAGES
from balans.core.references import references

KINDS = (
    "theme",
    "pathway",
    "article",
    "need",
    "offer",
    "exercise",
    "check",
    "walkthrough",
    "script",
    "situation",
    "handout",
)
ROOMS = (
    "pages:home",
    "questionnaires:index",
    "checks:index",
    "checks:about",
    "articles:index",
    "directory:index",
    "search:index",
    "directory:talk_now",
    "groups:index",
    "groups:find",
    "pages:about",
    "outreach:index",
    "groups:scripts",
    "pages:privacy",
    "pages:accessibility",
)


def public_addresses() -> Iterator[str]:
    """Yield the address of each public page, language by language."""
    for language in LANGUAGES:
        with override(language):
            yield from (reverse(each) for each in ROOMS)
            if settings.FIGURES:
                yield reverse("figures:index")
        for kind in KINDS:
            yield from (each.href for each in references(kind, language))
