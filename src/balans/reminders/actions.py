"""Reminders by mail, switched on and off, and kept up with the things that they are about.

The process beside the server cannot open anything that a person keeps. For who wants reminders,
and for nobody else, the day of a thing stands in plain.
"""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from balans.accounts.models import Owner
from balans.accounts.person import Person
from balans.core.vault import host_digest
from balans.reminders.models import ReminderDay, Reminders
from balans.reminders.rooms import rooms
from balans.reminders.schedule import is_ahead

STOP_LENGTH = 32


def stop_name(owner: Owner) -> str:
    """Return what stands in the link that stops the reminders of an owner.

    It stays the same, so that the link in an old mail works after they were switched on again.
    """
    return host_digest("stop reminders", str(owner.pk))[:STOP_LENGTH]


def reminders_of(person: Person | None) -> Reminders | None:
    """Return what a person chose; None while reminders are off."""
    return None if person is None else Reminders.objects.filter(owner=person.owner).first()


@transaction.atomic
def start_reminders(*, person: Person, hour: int) -> None:
    """Switch reminders on at an hour, or change the hour; keep the days that are still to come."""
    chosen, _new = Reminders.objects.update_or_create(
        owner=person.owner, defaults={"hour": hour, "stop": stop_name(person.owner)}
    )
    now = timezone.now()
    for room in rooms():
        for thing, day in room.days(person):
            _put(chosen, room.name, thing, day, now)


@transaction.atomic
def stop_reminders(owner: Owner) -> None:
    """Switch reminders off and forget every day. Twice changes nothing."""
    Reminders.objects.filter(owner=owner).delete()


@transaction.atomic
def stop_by_link(name: str) -> None:
    """Switch reminders off for whoever a link in a mail belongs to; a strange link does nothing."""
    Reminders.objects.filter(stop=name).delete()


def follow(*, owner: Owner, room: str, thing: UUID, day: date | None, now: datetime) -> None:
    """Keep the reminder of a thing up with its day, when its owner wants reminders.

    None for a thing that has no day, or is being erased. Called in the transaction that changes
    the thing.
    """
    if (chosen := Reminders.objects.filter(owner=owner).first()) is not None:
        _put(chosen, room, thing, day, now)


def _put(chosen: Reminders, room: str, thing: UUID, day: date | None, now: datetime) -> None:
    if day is not None and is_ahead(day, chosen.hour, now):
        ReminderDay.objects.update_or_create(
            room=room, thing=thing, defaults={"reminders": chosen, "day": day}
        )
    else:
        ReminderDay.objects.filter(reminders=chosen, room=room, thing=thing).delete()
