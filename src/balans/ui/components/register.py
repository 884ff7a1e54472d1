"""Where components are known to templates, and how one is drawn."""

from collections.abc import Mapping
from typing import Any

from django.template import Library
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

register = Library()


def render(stem: str, context: Mapping[str, Any]) -> SafeString:
    """Return a component's template, filled."""
    return mark_safe(get_template(f"ui/{stem}.html").render(dict(context)))
