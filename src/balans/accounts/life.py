"""When a loved one dies: told once, felt in every room, taken back at any time."""

from collections.abc import Callable

from django.db import transaction

from balans.accounts.person import Person
from balans.accounts.place.profile import (
    Profile,
    after_death,
    changed,
    joined,
    profile_of,
    taken_back,
    with_since,
)
from balans.accounts.place.since import Since

Callback = Callable[[Person], None]
_when_bereaved: list[Callback] = []
_when_undone: list[Callback] = []
_when_caring: list[Callback] = []


def when_bereaved(callback: Callback) -> Callback:
    """Register what a room stops when somebody's loved one died. Runs in the same transaction."""
    if callback not in _when_bereaved:
        _when_bereaved.append(callback)
    return callback


def when_undone(callback: Callback) -> Callback:
    """Register what a room takes up again when a death that was told is taken back.

    Who cares for somebody else starts anew: what was stopped then stays stopped.
    """
    if callback not in _when_undone:
        _when_undone.append(callback)
    return callback


def when_caring(callback: Callback) -> Callback:
    """Register what a room keeps up with again once its owner cares for somebody.

    By taking back or anew; what a room stopped for good is not its business.
    """
    if callback not in _when_caring:
        _when_caring.append(callback)
    return callback


@transaction.atomic
def tell_death(*, person: Person, since: Since | None) -> Profile:
    """Keep that the loved one died. Telling it twice only changes since when."""
    before, _after = changed(person=person, change=lambda known: _told(known, since))
    if not before.bereaved:
        for callback in _when_bereaved:
            callback(person)
    return profile_of(person)


def _told(known: Profile, since: Since | None) -> Profile:
    return with_since(known, since) if known.bereaved else after_death(known, since)


@transaction.atomic
def take_back(*, person: Person, losses: int) -> Profile:
    """Take back the latest loss, when there are this many: a double click takes back one."""

    def change(known: Profile) -> Profile:
        return taken_back(known) if len(known.losses) == losses else known

    before, after = changed(person=person, change=change)
    if before.bereaved and not after.bereaved:
        for callback in (*_when_undone, *_when_caring):
            callback(person)
    return profile_of(person)


@transaction.atomic
def care_again(*, person: Person) -> Profile:
    """Keep that somebody else is cared for now; the loss stays."""
    before, after = changed(
        person=person, change=lambda known: known.model_copy(update={"caring": True})
    )
    if before.bereaved:
        for callback in _when_caring:
            callback(person)
    return after


@transaction.atomic
def bring_back(*, person: Person, profile: Profile) -> bool:
    """Keep what a parcel, or a guest who comes in, tells over what is known; return if new."""
    before, after = changed(person=person, change=lambda known: joined(known, profile))
    if after.bereaved and not before.bereaved:
        for callback in _when_bereaved:
            callback(person)
    return before != after
