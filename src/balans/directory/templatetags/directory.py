"""Helplines by name, for the foot of every page and for pages that stand alone."""

from django import template
from django.conf import settings
from django.utils.translation import get_language

from balans.directory.helplines import Helpline, helplines

register = template.Library()


@register.simple_tag
def helplines_named(*names: str) -> list[Helpline]:
    """Return helplines in this order, in the language of the page. Raise KeyError."""
    known = helplines(get_language() or settings.LANGUAGE_CODE)
    return [known[each] for each in names]
