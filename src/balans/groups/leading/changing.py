"""Changes of a series that is there: each told once to who gave an address, never half done.

Two facilitators may be at it together: a change says which version it was made from, and meets
what a colleague kept meanwhile as ChangedMeanwhile.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from balans.core.mail import Mail
from balans.groups.actions import Planned, keep_long_enough, move_up, new_meeting
from balans.groups.joining.bringing import follow
from balans.groups.joining.places import tell_who_got_one
from balans.groups.leading import letters
from balans.groups.models import Group, Meeting, Participation
from balans.groups.opened import Led
from balans.groups.telling import tell
from balans.groups.words import GroupWords


class ChangedMeanwhile(Exception):
    """A colleague changed the same thing since the page was made; look at both and keep again."""


@dataclass(frozen=True)
class Told:
    """How many got mail about a change, and how many gave no address for it."""

    mailed: int = 0
    unreached: int = 0


def _locked(group: Group) -> Group:
    """Return a group that nobody else changes until this transaction is over."""
    return Group.objects.select_for_update().get(pk=group.pk)


def _bump(group: Group, **fields: object) -> None:
    Group.objects.filter(pk=group.pk).update(
        version=F("version") + 1, changed_at=timezone.now(), **fields
    )


def _tell(
    group: Group, words: Callable[[Participation], Mail], once: str, *, waiting: bool = False
) -> Told:
    rows = group.participations.select_related("owner")
    takings = list(rows if waiting else rows.filter(waiting_since=None))
    mailed = tell(takings, words, once=once)
    return Told(mailed=mailed, unreached=len(takings) - mailed)


@dataclass(frozen=True)
class Described:
    """How a group is to be described from now on; the code stays what it is."""

    words: GroupWords
    municipality: str
    language: str
    limit: int


@transaction.atomic
def change_group(*, here: Led, seen: int, new: Described) -> Told:
    """Change how a group is described. Raise ChangedMeanwhile.

    Participants hear of another place or link, and who waits gets a place when there is one.
    """
    group = _locked(here.group)
    if group.version != seen:
        raise ChangedMeanwhile
    before = group.read()
    words = new.words.model_copy(update={"code": before.code})
    moves = (words.place, words.link) != (before.place, before.link)
    group.seal(words)
    _bump(
        group,
        sealed=group.sealed,
        municipality=new.municipality,
        language=new.language,
        limit=new.limit,
    )
    group.limit = new.limit
    tell_who_got_one(group, move_up(group))
    if not moves:
        return Told()
    return _tell_elsewhere(group, before, words, f"place changed {group.pk} {seen}")


def _tell_elsewhere(group: Group, before: GroupWords, now: GroupWords, once: str) -> Told:
    """Tell that all meetings to come are at another place or link; calendars take it too."""
    coming = group.meetings.filter(starts_at__gt=timezone.now())
    coming.update(sequence=F("sequence") + 1)
    if not coming.filter(cancelled_at=None).exists():
        return Told()
    place = now.place if now.place != before.place else ""
    link_changed = bool(now.link) and now.link != before.link
    return _tell(
        group,
        lambda _taking: letters.place_changed(group, now.title, place, link_changed=link_changed),
        once,
    )


@transaction.atomic
def set_listed(*, here: Led, is_listed: bool) -> None:
    """Put a group on the public list, or take it off. Twice changes nothing."""
    group = _locked(here.group)
    if group.is_listed != is_listed and group.stopped_at is None:
        _bump(group, is_listed=is_listed)


def _fresh(group: Group, meeting: Meeting, seen: int) -> Meeting:
    """Return a meeting as it is now. Raise ChangedMeanwhile when it is not as it was seen."""
    found = Meeting.objects.get(pk=meeting.pk, group=group)
    if found.sequence != seen:
        raise ChangedMeanwhile
    return found


@transaction.atomic
def move_meeting(
    *, here: Led, meeting: Meeting, seen: int, starts_at: datetime, place: str, link: str
) -> Told:
    """Move a meeting to another moment or, this time only, somewhere else. Raise ChangedMeanwhile.

    What was brought to it moves along. Nothing new changes and tells nothing.
    """
    group = _locked(here.group)
    now = _fresh(group, meeting, seen)
    before, known = now.starts_at, now.read_changes()
    if (starts_at, place, link) == (before, known.place, known.link):
        return Told()
    now.starts_at = starts_at
    now.seal_changes(known.model_copy(update={"place": place, "link": link}))
    _keep(group, now)
    keep_long_enough(group)
    if now.cancelled_at is not None:
        return Told()
    usual = group.read()
    new_place = (place or usual.place) if place != known.place else ""
    return _tell(
        group,
        lambda _taking: letters.moved(
            group, usual.title, before, starts_at, new_place, link_changed=link != known.link
        ),
        f"moved {now.pk} {now.sequence}",
    )


def _keep(group: Group, meeting: Meeting) -> None:
    meeting.sequence += 1
    meeting.save(update_fields=["starts_at", "sealed", "cancelled_at", "sequence"])
    follow(meeting)
    _bump(group)


@transaction.atomic
def cancel_meeting(*, here: Led, meeting: Meeting, seen: int, reason: str) -> Told:
    """Call a meeting off; participants hear it at once. Raise ChangedMeanwhile.

    What was brought to it is taken back.
    """
    group = _locked(here.group)
    now = _fresh(group, meeting, seen)
    if now.cancelled_at is not None:
        return Told()
    now.cancelled_at = timezone.now()
    now.seal_changes(now.read_changes().model_copy(update={"note": reason}))
    _keep(group, now)
    title = group.read().title
    return _tell(
        group,
        lambda _taking: letters.cancelled(group, title, now.starts_at, reason),
        f"off {now.pk} {now.sequence}",
    )


@transaction.atomic
def put_back(*, here: Led, meeting: Meeting, seen: int) -> Told:
    """Let a meeting that was off take place after all. Raise ChangedMeanwhile."""
    group = _locked(here.group)
    now = _fresh(group, meeting, seen)
    if now.cancelled_at is None:
        return Told()
    now.cancelled_at = None
    now.seal_changes(now.read_changes().model_copy(update={"note": ""}))
    _keep(group, now)
    title = group.read().title
    return _tell(
        group,
        lambda _taking: letters.put_back(group, title, now.starts_at),
        f"on {now.pk} {now.sequence}",
    )


@transaction.atomic
def add_meeting(*, here: Led, planned: Planned, seen: int) -> Told:
    """Add a meeting to a series. Raise ChangedMeanwhile: a double post adds one.

    Raise OldKey for an own script, which is sealed for all who lead.
    """
    group = _locked(here.group)
    if group.version != seen:
        raise ChangedMeanwhile
    if planned.own is not None:
        here.lock()
    meeting = new_meeting(group, here.vault, planned)
    meeting.save(force_insert=True)
    _bump(group)
    keep_long_enough(group)
    title = group.read().title
    return _tell(
        group,
        lambda _taking: letters.added(group, title, planned.starts_at),
        f"added {meeting.pk}",
    )


@transaction.atomic
def stop_group(*, here: Led, reason: str) -> Told:
    """Stop a whole series: what was to come is off, and everybody hears it. Twice is once."""
    group, now = _locked(here.group), timezone.now()
    if group.stopped_at is not None:
        return Told()
    for meeting in group.meetings.filter(starts_at__gt=now, cancelled_at=None):
        meeting.cancelled_at = now
        meeting.seal_changes(meeting.read_changes().model_copy(update={"note": reason}))
        meeting.sequence += 1
        meeting.save(update_fields=["sealed", "cancelled_at", "sequence"])
        follow(meeting)
    _bump(group, stopped_at=now, is_listed=False)
    title = group.read().title
    return _tell(
        group,
        lambda _taking: letters.stopped(group, title, reason),
        f"stopped {group.pk}",
        waiting=True,
    )


def say_told(told: Mapping[str, str]) -> Told:
    """Return how many heard of a change, as the address of the page after it carries it."""

    def count(name: str) -> int:
        text = told.get(name, "")
        return int(text) if text.isdecimal() and len(text) < 4 else 0

    return Told(mailed=count("mail"), unreached=count("geen"))
