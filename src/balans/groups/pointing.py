"""Scripts, situations and handouts as other texts point at them."""

from collections.abc import Callable, Iterable, Mapping

from django.urls import reverse
from django.utils.translation import override

from balans.core.references import Kind, Reference
from balans.groups.content import FIRST, Paged, handouts, scripts, situations


def script(name: str, language: str) -> Reference:
    """Return a script as a reference. Raise KeyError."""
    found = scripts(language)[name]
    return _reference("script", found, language, found.words.title, found.words.summary)


def situation(name: str, language: str) -> Reference:
    """Return a situation as a reference. Raise KeyError."""
    found = situations(language)[name]
    return _reference("situation", found, language, found.title, found.see)


def handout(name: str, language: str) -> Reference:
    """Return a handout as a reference. Raise KeyError."""
    found = handouts(language)[name]
    return _reference("handout", found, language, found.title, found.lead)


def _reference(kind: str, found: Paged, language: str, title: str, text: str) -> Reference:
    with override(language):
        href = reverse(f"groups:{kind}", args=[found.slug(language)])
    return Reference(kind=kind, name=found.name, title=title, href=href, text=text)


def _names(room: Callable[[str], Mapping[str, Paged]]) -> Callable[[], Iterable[str]]:
    return lambda: room(FIRST)


KINDS = {
    "script": Kind(names=_names(scripts), find=script),
    "situation": Kind(names=_names(situations), find=situation),
    "handout": Kind(names=_names(handouts), find=handout),
}
