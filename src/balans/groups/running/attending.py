"""Who came to a meeting: kept as a whole, by several facilitators at once, without a name."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from balans.core.vault import CannotOpen
from balans.groups.evaluating.numbers import joined, numbers
from balans.groups.models import AttendanceSheet, Group, Meeting
from balans.groups.opened import Led
from balans.groups.words import Attendance, Extra, Mark


class StaysClosed(Exception):
    """Who came was noted with an older key: what is kept now takes the place of that."""


class ChangedMeanwhile(Exception):
    """Another facilitator saved this attendance after it was opened; look and save again."""


@dataclass(frozen=True)
class Kept:
    """Who came as it is kept, with the version that the next save names."""

    attendance: Attendance
    version: int = 0
    is_closed: bool = False
    """Whether it was noted with an older key of the group, which nobody here has."""

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
    found = _opened(led, sheet)
    return Kept(found or Attendance(), sheet.version, is_closed=found is None)


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


def save_attendance(
    *, led: Led, meeting: Meeting, marks: Iterable[Mark], version: int, over_closed: bool = False
) -> None:
    """Keep who came, in place of what was kept; who is not on the list any more stays as it is.

    Raise ChangedMeanwhile when another saved after this version, OldKey for a facilitator with an
    older key, and StaysClosed for a sheet that does not open, unless it may go (`over_closed`).
    """
    new = {each.who: each for each in marks}
    try:
        with transaction.atomic():
            _put(led, meeting, new, version, over_closed=over_closed)
    except IntegrityError as error:
        # Two first saves at the same time: there can be but one sheet.
        raise ChangedMeanwhile from error


def _put(
    led: Led,
    meeting: Meeting,
    new: Mapping[uuid.UUID, Mark],
    version: int,
    *,
    over_closed: bool,
) -> None:
    group = led.lock()
    rows = AttendanceSheet.objects.select_for_update()
    sheet = rows.filter(meeting=meeting).first()
    if (sheet.version if sheet else 0) != version:
        raise ChangedMeanwhile
    found = _opened(led, sheet) if sheet else Attendance()
    if found is None and not over_closed:
        raise StaysClosed
    before = found or Attendance()
    names = names_of(led)
    stay = [each for each in before.marks if each.who not in names and each.who not in new]
    attendance = Attendance(marks=(*new.values(), *stay))
    made = sheet or AttendanceSheet(meeting=meeting)
    made.version = version + 1
    made.seal(led.vault, attendance)
    made.save(force_insert=sheet is None)
    Meeting.objects.filter(pk=meeting.pk).update(came=attendance.came)
    _count(led, group)


def _count(led: Led, group: Group) -> None:
    """Keep the numbers of the series in plain, for when the sheets open for nobody any more."""
    meetings = list(group.meetings.select_related("attendance"))
    sheets = opened_sheets(led, meetings)
    found = numbers([sheets.get(each.pk) for each in meetings if each.counts])
    took_part = joined(set(names_of(led)), group.left, list(sheets.values()))
    completed = found.completed
    if any(each.came is not None and each.pk not in sheets for each in meetings):
        # Some were noted with an older key: what they told was counted then.
        took_part = max(took_part, group.took_part)
        completed = max(completed, group.completed)
    Group.objects.filter(pk=group.pk).update(took_part=took_part, completed=completed)


def sheets_of(led: Led) -> Mapping[uuid.UUID, Attendance]:
    """Return who came by meeting, where it was noted and opens. No query beside the meetings."""
    return opened_sheets(led, led.meetings)


def opened_sheets(led: Led, meetings: Iterable[Meeting]) -> Mapping[uuid.UUID, Attendance]:
    """Return the same for meetings that were read together with their sheets."""
    sheets = [each.attendance for each in meetings if hasattr(each, "attendance")]
    return read_all(led, sheets)


def read_all(led: Led, sheets: Iterable[AttendanceSheet]) -> Mapping[uuid.UUID, Attendance]:
    """Return the same of sheets that were fetched before."""
    opened = ((each.pk, _opened(led, each)) for each in sheets)
    return {meeting: attendance for meeting, attendance in opened if attendance is not None}
