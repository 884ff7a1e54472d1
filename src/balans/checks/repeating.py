"""Repeating a check: the rhythm that somebody chose, and the day that comes next.

Only the choice is kept. The next day follows from it and from when the check was last finished, so
that finishing one moves the day on and erasing one moves it back.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from balans.accounts.models import Owner
from balans.accounts.person import Person
from balans.accounts.place.profile import is_bereaved
from balans.checks.models import Chosen, Rhythm
from balans.checks.rhythm import is_good_moment, next_day
from balans.questionnaires.content import is_offered
from balans.questionnaires.instrument import Every
from balans.questionnaires.times import last_finished
from balans.reminders import actions as reminders

ROOM = "checks"


@dataclass(frozen=True)
class Repeated:
    """A check that somebody repeats, open for who it is of."""

    id: uuid.UUID
    chosen: Chosen
    day: date
    """When it comes next; one that has come stays until the check is done."""

    changed_at: datetime
    """When this day last became another: by choosing, or by finishing the check."""

    def is_good_moment(self, today: date) -> bool:
        """Return whether the day has come."""
        return is_good_moment(self.day, today)


def repeated_by(person: Person | None) -> list[Repeated]:
    """Return every check that a person repeats. One query more when there is any."""
    if person is None:
        return []
    rows = [(row, row.read(person.vault)) for row in Rhythm.objects.visible_to(person)]
    done = last_finished(person, {chosen.flow for _row, chosen in rows}) if rows else {}
    return [_repeated(row, chosen, done.get(chosen.flow)) for row, chosen in rows]


def repeated_of(person: Person | None, flow: str) -> Repeated | None:
    """Return in which rhythm a person repeats one check; None when they do not."""
    return next((each for each in repeated_by(person) if each.chosen.flow == flow), None)


def _repeated(row: Rhythm, chosen: Chosen, done_at: datetime | None) -> Repeated:
    last = timezone.localdate(done_at) if done_at else None
    return Repeated(
        id=row.pk,
        chosen=chosen,
        day=next_day(every=chosen.every, last=last, since=chosen.since),
        changed_at=max(row.changed_at, done_at) if done_at else row.changed_at,
    )


@transaction.atomic
def choose_rhythm(*, person: Person, flow: str, every: Every | None) -> None:
    """Repeat a check in a rhythm, or no more. Choosing the same twice changes nothing."""
    Owner.objects.select_for_update().get(pk=person.owner.pk)
    known, now = repeated_of(person, flow), timezone.now()
    if every is None:
        _stop(person, known, now)
    elif known is None or known.chosen.every != every:
        chosen = Chosen(flow=flow, every=every, since=timezone.localdate(now))
        _put(person, known.id if known else uuid.uuid4(), chosen, now)
        follow(person, flow)


def _put(person: Person, rhythm_id: uuid.UUID, chosen: Chosen, now: datetime) -> None:
    row = Rhythm(id=rhythm_id)
    row.seal(person.vault, chosen)
    kept = {"owner": person.owner, "sealed": row.sealed, "changed_at": now}
    Rhythm.objects.update_or_create(pk=rhythm_id, defaults=kept)


def _stop(person: Person, known: Repeated | None, now: datetime) -> None:
    if known is not None:
        Rhythm.objects.visible_to(person).filter(pk=known.id).delete()
        reminders.follow(owner=person.owner, room=ROOM, thing=known.id, day=None, now=now)


@transaction.atomic
def bring_back_rhythm(*, person: Person, wanted_id: uuid.UUID, chosen: Chosen) -> bool:
    """Put a rhythm from a parcel back; return False when the check has a rhythm here already.

    An id that is there gives another id. No rhythm began in the future.
    """
    Owner.objects.select_for_update().get(pk=person.owner.pk)
    if repeated_of(person, chosen.flow) is not None:
        return False
    now = timezone.now()
    is_free = not Rhythm.objects.filter(pk=wanted_id).exists()
    since = min(chosen.since, timezone.localdate(now))
    kept = chosen.model_copy(update={"since": since})
    _put(person, wanted_id if is_free else uuid.uuid4(), kept, now)
    follow(person, chosen.flow)
    return True


def follow(person: Person, flow: str) -> None:
    """Keep the reminder of a check up with its rhythm. Who has no account has no reminders.

    While somebody grieves a rhythm rests: it has no day.
    """
    if not person.has_account or reminders.reminders_of(person) is None:
        return
    if (known := repeated_of(person, flow)) is not None:
        _follow(person, known)


def follow_all(person: Person) -> None:
    """Keep the reminders of all rhythms up, as when a rest is over."""
    if person.has_account and reminders.reminders_of(person) is not None:
        for known in repeated_by(person):
            if is_offered(known.chosen.flow):
                _follow(person, known)


def _follow(person: Person, known: Repeated) -> None:
    day, now = None if is_bereaved(person) else known.day, timezone.now()
    reminders.follow(owner=person.owner, room=ROOM, thing=known.id, day=day, now=now)


def days(person: Person) -> Iterator[tuple[uuid.UUID, date]]:
    """Yield the next day of every check that a person repeats and that can be done here.

    None while somebody grieves.
    """
    Owner.objects.select_for_update().get(pk=person.owner.pk)
    if is_bereaved(person):
        return
    for each in repeated_by(person):
        if is_offered(each.chosen.flow):
            yield each.id, each.day
