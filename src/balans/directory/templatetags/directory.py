"""Helplines by name, for the foot of every page and for pages that stand alone."""

from django import template

from balans.core.language import page_language
from balans.directory.helplines import Helpline, helplines

register = template.Library()


@register.simple_tag
def helplines_named(*names: str) -> list[Helpline]:
    """Return helplines in this order, in the language of the page. Raise KeyError."""
    known = helplines(page_language())
    return [known[each] for each in names]
