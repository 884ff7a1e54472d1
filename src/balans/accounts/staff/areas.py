"""For which municipalities somebody is an editor: given and taken by the host, like roles."""

import uuid
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from balans.accounts.entry.address import address_of
from balans.accounts.models import Owner
from balans.accounts.staff.models import EditorArea, Role
from balans.accounts.staff.roles import invitations_of, owner_with

COUNTRY = ""
"""Stands for the whole country in a row; `*` on the command line."""


class NoEditor(ValueError):
    """The address has no role of an editor, and is not invited to one."""


def areas_of(owner_id: uuid.UUID) -> frozenset[str]:
    """Return the municipalities of an editor; an empty name among them is the whole country."""
    found = EditorArea.objects.filter(owner_id=owner_id)
    return frozenset(found.values_list("municipality", flat=True))


def editors_of(municipality: str) -> int:
    """Return how many editors may change offers of a municipality alone or with others."""
    found = EditorArea.objects.filter(municipality__in=(municipality, COUNTRY))
    editors = found.filter(owner__roles__name=Role.Name.EDITOR)
    return editors.values("owner").distinct().count()


@transaction.atomic
def give_area(*, address: str, municipality: str) -> None:
    """Let an editor change the offers of a municipality. Twice changes nothing.

    Raise NoEditor for who is no editor, nor invited as one.
    """
    owner = owner_with(address)
    if owner is not None and Role.objects.filter(owner=owner, name=Role.Name.EDITOR).exists():
        EditorArea.objects.get_or_create(
            owner=owner, municipality=municipality, defaults={"given_at": timezone.now()}
        )
        return
    waiting = invitations_of(address).filter(role=Role.Name.EDITOR).first()
    if waiting is None:
        raise NoEditor
    waiting.areas = sorted({*waiting.areas, municipality})
    waiting.save(update_fields=["areas"])


@transaction.atomic
def take_area(*, address: str, municipality: str) -> bool:
    """Take a municipality from an editor, also one that waits; return whether they had it."""
    owner, taken = owner_with(address), False
    if owner is not None:
        found = EditorArea.objects.filter(owner=owner, municipality=municipality)
        taken = bool(found.delete()[0])
    for each in invitations_of(address).filter(role=Role.Name.EDITOR):
        if municipality in each.areas:
            each.areas = [area for area in each.areas if area != municipality]
            each.save(update_fields=["areas"])
            taken = True
    return taken


def short_names(owner_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Return what colleagues call each owner: their address up to the @; erased ones are left out.

    For pages that only people with a role see.
    """
    found = Owner.objects.filter(pk__in=set(owner_ids))
    return {each.pk: address_of(each).partition("@")[0] for each in found}
