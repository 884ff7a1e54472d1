"""A group that anybody may find, for the tests."""

from datetime import datetime

from django.test import Client
from django.utils import timezone

from balans.accounts.staff.models import Role
from balans.accounts.tests.letters import person_behind
from balans.groups.models import Group
from balans.groups.tests.series import begin


def list_group(
    dora: Client | None = None,
    *,
    first: datetime | None = None,
    title: str = "",
    **columns: object,
) -> Group:
    """Begin a series of the four meetings that anybody may find; some columns changed.

    Led by whoever is in a browser, else by somebody whom nobody looks at.
    """
    if dora is None:
        dora = Client()
        dora.post("/mijn/gegevens/", {"naam": "Dora"})
        owner = person_behind(dora).owner
        Role.objects.create(owner=owner, name=Role.Name.FACILITATOR, given_at=timezone.now())
    group = begin(dora, first=first)
    if title:
        group.seal(group.read().model_copy(update={"title": title}))
        group.save()
    Group.objects.filter(pk=group.pk).update(is_listed=True, **columns)
    return Group.objects.get(pk=group.pk)
