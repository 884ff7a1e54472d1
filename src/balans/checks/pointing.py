"""Checks as other texts point at them."""

from collections.abc import Iterable

from django.utils.translation import override

from balans.checks.offered import offered
from balans.core.references import Reference
from balans.questionnaires.screen import flow_url


def check_names() -> Iterable[str]:
    """Return the names of all checks that can be begun."""
    return offered("nl")


def check(name: str, language: str) -> Reference:
    """Return a check as a reference. Raise KeyError."""
    flow = offered(language)[name]
    with override(language):
        href = flow_url(flow, "introduction")
    return Reference(
        kind="check", name=name, title=flow.words.title, href=href, text=flow.words.summary
    )
