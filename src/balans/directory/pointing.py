"""National offers, needs, helplines and the page to talk to somebody, as texts point at them."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from balans.core.references import Reference
from balans.directory.helplines import helplines
from balans.directory.national import support
from balans.directory.needs import needs
from balans.directory.offer import Offer


def offer_names() -> Iterable[str]:
    """Return the names of all national offers."""
    return support("nl")


def offer(name: str, language: str) -> Reference:
    """Return a national offer as a reference. Raise KeyError."""
    found = support(language)[name]
    with override(language):
        href = reverse("directory:offer", args=[name])
    return Reference(
        kind="offer",
        name=name,
        title=found.title,
        href=href,
        text=found.words.text,
        about_dying=found.record.about_dying,
    )


def local_offer(found: Offer, language: str) -> Reference:
    """Return an offer that editors keep as a reference."""
    with override(language):
        href = reverse("directory:local", args=[found.key])
    return Reference(
        kind="local",
        name=found.key,
        title=found.title,
        href=href,
        text=found.words.text,
        about_dying=found.record.about_dying,
    )


def need_names() -> Iterable[str]:
    """Return the names of all needs."""
    return needs("nl")


def need(name: str, language: str) -> Reference:
    """Return a need as a reference. Raise KeyError."""
    found = needs(language)[name]
    with override(language):
        href = reverse("directory:need", args=[found.slug])
    return Reference(
        kind="need",
        name=name,
        title=found.title,
        href=href,
        text=found.answer,
        about_dying=found.entry.about_dying,
    )


def helpline_names() -> Iterable[str]:
    """Return the names of all helplines."""
    return helplines("nl")


def helpline(name: str, language: str) -> Reference:
    """Return a helpline as a reference. Raise KeyError."""
    found = helplines(language)[name]
    with override(language):
        href = reverse("directory:talk_now")
    return Reference(kind="helpline", name=name, title=found.name, href=href, text=found.text)


def talk_now(name: str, language: str) -> Reference:
    """Return the page to talk to somebody now; it has no name."""
    with override(language):
        href, title = reverse("directory:talk_now"), _("Nu iemand spreken")
    return Reference(kind="talk-now", name=name, title=title, href=href)
