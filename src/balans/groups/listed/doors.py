"""Where one's own page of a group is."""

import uuid

from django.urls import NoReverseMatch, reverse


def own_page_of(group_id: uuid.UUID) -> str:
    """Return the participant's page of a group; the front door where that page is not built in."""
    try:
        return reverse("groups:mine", args=[group_id])
    except NoReverseMatch:
        return reverse("groups:index")
