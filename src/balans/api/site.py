"""Whole addresses of this site, for who reads them elsewhere."""

from django.conf import settings

from balans.core.addresses import whole_address
from balans.core.references import refer


def site() -> str:
    """Return scheme and host under which people know this site."""
    return settings.SITE


def page_of(kind: str, name: str, language: str) -> str:
    """Return the whole address of the page of something. Raise KeyError."""
    return site() + refer(kind, name, language).href


def page_called(name: str, language: str, *arguments: str) -> str:
    """Return the whole address of a page by the name of its address."""
    return whole_address(name, *arguments, language=language)


def whole(text: str, before: str) -> str:
    """Return a text in which addresses of this site, that stand after a sign, are whole."""
    return text.replace(f"{before}/", f"{before}{site()}/")
