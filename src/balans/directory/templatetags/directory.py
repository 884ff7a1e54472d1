"""The lines that stand at the foot of every page."""

from django import template
from django.conf import settings
from django.utils.translation import get_language

from balans.directory.content import Helpline, helplines

register = template.Library()
FOOTER = ("mantelzorglijn", "luisterlijn")


@register.simple_tag
def footer_helplines() -> list[Helpline]:
    """Return the helplines for the footer, in the language of the page."""
    known = helplines(get_language() or settings.LANGUAGE_CODE)
    return [known[each] for each in FOOTER if each in known]
