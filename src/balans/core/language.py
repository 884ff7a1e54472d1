"""The language of the page."""

from django.conf import settings
from django.utils.translation import get_language


def page_language() -> str:
    """Return the language that is active, the first of the house where none is."""
    return get_language() or settings.LANGUAGE_CODE
