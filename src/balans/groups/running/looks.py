"""Days on which a facilitator and a participant agreed to look how a plan goes."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from balans.groups.opened import Led
from balans.groups.running.attending import names_of, sheets_of


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
    names, sheets = names_of(led), sheets_of(led)
    found: dict[uuid.UUID, Look] = {}
    for meeting in led.meetings:
        sheet = sheets.get(meeting.pk)
        for mark in sheet.marks if sheet else ():
            if mark.look_on is not None and mark.who in names:
                found[mark.who] = Look(
                    on=mark.look_on, name=names[mark.who], who=mark.who, meeting_id=meeting.pk
                )
    return tuple(sorted(found.values(), key=lambda each: (each.on, each.name)))
