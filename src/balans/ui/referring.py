"""A tag for templates that point at a page of another room by name."""

from collections.abc import Mapping
from typing import Any

from django.template import Library

from balans.core import references

register = Library()


@register.simple_tag(takes_context=True)
def refer(context: Mapping[str, Any], *, kind: str, name: str) -> references.Reference:
    """Return a page of another room, in the language of this page. Raise KeyError."""
    return references.refer(kind, name, context["page"].language)
