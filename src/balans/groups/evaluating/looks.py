"""The days on which a facilitator agreed to look how somebody's plan goes."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from balans.groups.evaluating.summary import roster_of, sheets_of
from balans.groups.opened import Led


@dataclass(frozen=True)
class Look:
    """A day agreed with one person."""

    on: date
    name: str
    """Empty when they are no longer known."""


def looks_of(led: Led) -> tuple[Look, ...]:
    """Return what was agreed last with each person who is still in the group, by day."""
    names = names_of(led)
    sheets = sheets_of(led)
    agreed: dict[uuid.UUID, date] = {}
    for meeting in led.meetings:
        sheet = sheets.get(meeting.pk)
        for mark in sheet.marks if sheet else ():
            if mark.look_on is not None:
                agreed[mark.who] = mark.look_on
    found = (Look(on=day, name=names[who]) for who, day in agreed.items() if who in names)
    return tuple(sorted(found, key=lambda look: (look.on, look.name)))


def names_of(led: Led) -> Mapping[uuid.UUID, str]:
    """Return how everybody in the group is called, by id."""
    names = {each.id: each.name for each in led.members if not each.is_waiting}
    return names | {each.id: each.name for each in roster_of(led)}
