"""Days on which a facilitator and a participant agreed to look how a plan goes."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from balans.groups.opened import Led
from balans.groups.running.attending import names_of, sheets_of
from balans.groups.words import Attendance

NEAR = timedelta(days=7)
"""So long before and after its day an agreed look stands on the start page."""


@dataclass(frozen=True)
class Look:
    """One agreed day ("Mijn plan", question 8), with the name of who it is about."""

    on: date
    name: str
    who: uuid.UUID
    meeting_id: uuid.UUID
    """The meeting at which it was agreed last."""


def looks_of(led: Led) -> Sequence[Look]:
    """Return every agreed day of people who are still in the group, the first day first.

    Somebody who agreed on a day at a later meeting has that one: it takes the place of the
    earlier. At most three queries: attendance, members and meetings of the group.
    """
    return _named(led, _agreed(led, sheets_of(led)))


def looks_near(led: Led, kept: Mapping[uuid.UUID, Attendance], today: date) -> Sequence[Look]:
    """Return the agreed days from a week ago until a week ahead.

    `kept`: who came, by meeting. Names are opened only when a day is near.
    """
    agreed = {
        who: (on, meeting)
        for who, (on, meeting) in _agreed(led, kept).items()
        if abs(on - today) <= NEAR
    }
    return _named(led, agreed) if agreed else ()


Agreed = Mapping[uuid.UUID, tuple[date, uuid.UUID]]


def _agreed(led: Led, kept: Mapping[uuid.UUID, Attendance]) -> Agreed:
    """Return the day that each agreed on last, and at which meeting."""
    return {
        mark.who: (mark.look_on, meeting.pk)
        for meeting in led.meetings
        if meeting.pk in kept
        for mark in kept[meeting.pk].marks
        if mark.look_on is not None
    }


def _named(led: Led, agreed: Agreed) -> Sequence[Look]:
    names = names_of(led)
    found = [
        Look(on=on, name=names[who], who=who, meeting_id=meeting)
        for who, (on, meeting) in agreed.items()
        if who in names
    ]
    return tuple(sorted(found, key=lambda each: (each.on, each.name)))
