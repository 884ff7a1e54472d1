"""Who came to a meeting: kept as a whole, by several facilitators at once, without a name."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from balans.core.vault import CannotOpen
from balans.groups.models import AttendanceSheet, Meeting
from balans.groups.opened import Led
from balans.groups.words import Attendance, Extra, Mark


class ChangedMeanwhile(Exception):
    """Another facilitator saved this attendance after it was opened; look and save again."""


@dataclass(frozen=True)
class Kept:
    """Who came as it is kept, with the version that the next save names."""

    attendance: Attendance
    version: int = 0

    @property
    def marks(self) -> Mapping[uuid.UUID, Mark]:
        return {each.who: each for each in self.attendance.marks}


@dataclass(frozen=True)
class Attendee:
    """Somebody on the list: a participant, or an extra of the facilitators' own."""

    who: uuid.UUID
    name: str
    came: bool
    look_on: date | None
    error: str = ""
    """What is wrong with the day that was typed."""


def kept_of(led: Led, meeting: Meeting) -> Kept:
    """Return who came. One from before the group's present key stays closed: then nobody."""
    sheet = AttendanceSheet.objects.filter(meeting=meeting).first()
    if sheet is None:
        return Kept(Attendance())
    return Kept(_opened(led, sheet) or Attendance(), sheet.version)


def _opened(led: Led, sheet: AttendanceSheet) -> Attendance | None:
    try:
        return sheet.read(led.vault)
    except CannotOpen:
        return None


def names_of(led: Led) -> Mapping[uuid.UUID, str]:
    """Return the name of everybody who may be on a list, by id: the group, then extras."""
    inside = {each.id: each.name for each in led.members if not each.is_waiting}
    return inside | {each.id: each.name for each in extras_of(led)}


def extras_of(led: Led) -> Sequence[Extra]:
    """Return who is in the group without joining here. A list of before the present key is shut."""
    try:
        return led.group.read_roster(led.vault).extras
    except CannotOpen:
        return ()


def attendees(led: Led, marks: Mapping[uuid.UUID, Mark]) -> Sequence[Attendee]:
    """Return everybody on the list with what is marked."""
    none = Mark(who=uuid.UUID(int=0))
    return tuple(
        Attendee(who=who, name=name, came=mark.came, look_on=mark.look_on)
        for who, name in names_of(led).items()
        for mark in (marks.get(who, none),)
    )


def gone(led: Led, kept: Kept) -> int:
    """Return how many came who are no longer on the list: a number is left, no name."""
    names = names_of(led)
    return sum(each.came and each.who not in names for each in kept.attendance.marks)


def save_attendance(*, led: Led, meeting: Meeting, marks: Iterable[Mark], version: int) -> None:
    """Keep who came, in place of what was kept; who is not on the list any more stays as it is.

    Raise ChangedMeanwhile when another saved after this version.
    """
    new = {each.who: each for each in marks}
    try:
        with transaction.atomic():
            _put(led, meeting, new, version)
    except IntegrityError as error:
        # Two first saves at the same time: there can be but one sheet.
        raise ChangedMeanwhile from error


def _put(led: Led, meeting: Meeting, new: Mapping[uuid.UUID, Mark], version: int) -> None:
    rows = AttendanceSheet.objects.select_for_update()
    sheet = rows.filter(meeting=meeting).first()
    if (sheet.version if sheet else 0) != version:
        raise ChangedMeanwhile
    before = (_opened(led, sheet) if sheet else None) or Attendance()
    names = names_of(led)
    stay = [each for each in before.marks if each.who not in names and each.who not in new]
    attendance = Attendance(marks=(*new.values(), *stay))
    made = sheet or AttendanceSheet(meeting=meeting)
    made.version = version + 1
    made.seal(led.vault, attendance)
    made.save(force_insert=sheet is None)


def sheets_of(led: Led) -> Mapping[uuid.UUID, Attendance]:
    """Return who came by meeting, where it was noted and opens. One query."""
    return read_all(led, AttendanceSheet.objects.filter(meeting__group=led.group))


def read_all(led: Led, sheets: Iterable[AttendanceSheet]) -> Mapping[uuid.UUID, Attendance]:
    """Return who came by meeting, of sheets that were fetched before, where it opens."""
    opened = ((each.pk, _opened(led, each)) for each in sheets)
    return {meeting: attendance for meeting, attendance in opened if attendance is not None}
