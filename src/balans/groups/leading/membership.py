"""Who is in a group: taken out, let in earlier, and who comes without joining here."""

import uuid

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from balans.groups.actions import leave
from balans.groups.joining.places import tell_who_got_one
from balans.groups.leading import letters
from balans.groups.leading.beginning import MOST
from balans.groups.models import Group, Participation
from balans.groups.opened import Led
from balans.groups.telling import tell
from balans.groups.words import Extra, Roster

MOST_EXTRAS = 60


class GroupFull(Exception):
    """A group has sixty places at most; make a second series."""


@transaction.atomic
def take_out(*, here: Led, taking: Participation) -> None:
    """Take somebody out with all that they told and brought, and write them so.

    Who waited longest gets the place, and hears it. Twice changes nothing.
    """
    title = here.words.title
    tell([taking], lambda _each: letters.taken_out(here.group, title), once=f"out {taking.pk}")
    tell_who_got_one(here.group, leave(taking=taking))


@transaction.atomic
def let_in(*, here: Led, taking: Participation) -> None:
    """Give somebody who waits a place, and make the group larger where it is full.

    Raise GroupFull at sixty. Twice changes nothing.
    """
    group = Group.objects.select_for_update().get(pk=here.group.pk)
    waiting = Participation.objects.filter(pk=taking.pk).exclude(waiting_since=None).first()
    if waiting is None:
        return
    inside = group.participations.inside().count()
    if inside >= MOST:
        raise GroupFull
    Participation.objects.filter(pk=waiting.pk).update(waiting_since=None)
    if inside >= group.limit:
        Group.objects.filter(pk=group.pk).update(
            limit=inside + 1, version=F("version") + 1, changed_at=timezone.now()
        )
    tell_who_got_one(group, [waiting])


@transaction.atomic
def change_roster(
    *,
    here: Led,
    added: str = "",
    extra_id: uuid.UUID | None = None,
    removed: uuid.UUID | None = None,
) -> bool:
    """Add a name to who comes without joining here, or take one off; return whether it is so.

    The same `extra_id` twice (a double post) is one. False when sixty are there. Raise CannotOpen
    for a facilitator with an older key.
    """
    group = here.lock()
    known = group.read_roster(here.vault).extras
    kept = tuple(each for each in known if each.id != removed)
    if added and all(each.id != extra_id for each in kept):
        if len(kept) >= MOST_EXTRAS:
            return False
        kept = (*kept, Extra(id=extra_id or uuid.uuid4(), name=added))
    group.seal_roster(here.vault, Roster(extras=kept))
    group.save(update_fields=["sealed_roster"])
    return True
