"""What every page knows: reading settings, and where it stands in other languages."""

from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import override

from balans.core.language import page_language
from balans.ui.leaving import Leaving, leaving_of, may_sign_out
from balans.ui.reading import ReadingSettings, parse

SHORT_NAMES = {"nl": "Nederlands", "en": "English"}


@dataclass(frozen=True)
class Alternate:
    """This page in another language."""

    code: str
    name: str
    url: str


@dataclass(frozen=True)
class PageContext:
    reading: ReadingSettings
    language: str
    path: str
    origin: str
    """Scheme and host, for the few addresses that must be whole."""

    alternates: tuple[Alternate, ...]
    leaving: Leaving | None
    """The quick way out; None on a page that may be seen by anybody."""
    signs_out: bool = False
    """Whether somebody with an account is in, who can sign out here."""

    has_figures: bool = False
    """Whether this host publishes how much its site is used."""


def _elsewhere(request: HttpRequest, code: str) -> str:
    """Return the same page in another language; its home when the page is not known there."""
    if match := request.resolver_match:
        with override(code):
            return reverse(match.view_name, args=match.args, kwargs=match.kwargs)
    return "/" if code == settings.LANGUAGE_CODE else f"/{code}/"


def _origin(request: HttpRequest) -> str:
    """Return scheme and host; nothing for a host that is not ours (its page says so)."""
    try:
        return f"{request.scheme}://{request.get_host()}"
    except DisallowedHost:
        return ""


def page(request: HttpRequest) -> dict[str, PageContext]:
    """Return the context of the page."""
    language = page_language()
    known: dict[str, str] = getattr(request, "alternates", {})
    others = tuple(
        Alternate(
            code=code,
            name=SHORT_NAMES[code],
            url=known.get(code) or _elsewhere(request, code),
        )
        for code, _name in settings.LANGUAGES
        if code != language
    )
    reading = parse(request.COOKIES.get(settings.READING_COOKIE, ""))
    context = PageContext(
        reading=reading,
        language=language,
        path=request.path,
        origin=_origin(request),
        alternates=others,
        has_figures=settings.FIGURES,
        leaving=leaving_of(request),
        signs_out=may_sign_out(request),
    )
    return {"page": context}
