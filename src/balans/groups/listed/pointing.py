"""The front door of the groups as other texts point at it."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from balans.core.references import Kind, Reference


def _find(name: str, language: str) -> Reference:
    with override(language):
        href, title = reverse("groups:find"), _("Vind een groep")
    return Reference(kind="groups", name=name, title=title, href=href)


GROUPS = Kind(names=lambda: [""], find=_find)
"""The page to find a group; it has no name."""
