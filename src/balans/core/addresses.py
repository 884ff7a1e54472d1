"""Whole addresses of this site, for a mail, a calendar or paper."""

import re

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override


def whole_address(name: str, *arguments: object, language: str | None = None) -> str:
    """Return the whole address of a page by the name of its address.

    In the language that is active, or the one that is named.
    """
    if language is None:
        return str(settings.SITE) + reverse(name, args=arguments)
    with override(language):
        return whole_address(name, *arguments)


def spoken(address: str) -> str:
    """Return an address as it stands on paper: without https:// and the last slash."""
    return re.sub(r"^https?://", "", address).rstrip("/")
