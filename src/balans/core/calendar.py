"""Calendar files (RFC 5545): days and hours, with ids that stay, for Apple, Google and Outlook.

A day to look at something has no hour: a whole day falls on that day in every time zone, and needs
no zone of its own. An hour stands by the clock on the wall, with the rules of its zone in the
file, so that two o'clock stays two o'clock when summer time begins. There is no METHOD: nobody is
invited. The library is loaded when it is needed: most processes never make a calendar.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from icalendar import Alarm, Component, Event

PRODUCT = "-//MantelzorgBalans//NL"
ZONE = "Europe/Amsterdam"
ALARM = timedelta(hours=9)
COUNTED_FROM = datetime(2026, 1, 1, tzinfo=UTC)
REFRESH = timedelta(hours=6)
CONTENT_TYPE = "text/calendar; charset=utf-8"


def calendar_uid(thing_id: UUID) -> str:
    """Return the name of a thing in every calendar; it never changes."""
    return f"{thing_id}@mantelzorgbalans"


@dataclass(frozen=True)
class Day:
    """One whole day in a calendar. The same uid is the same day, wherever it moves."""

    uid: str
    day: date
    summary: str
    changed_at: datetime
    text: str = ""
    alarm: bool = False
    """Say so at nine in the morning."""


@dataclass(frozen=True)
class Hour:
    """Something that begins and ends by the clock; `number` goes up at every change of it."""

    uid: str
    starts_at: datetime
    ends_at: datetime
    summary: str
    changed_at: datetime
    number: int = 0
    text: str = ""
    place: str = ""
    link: str = ""
    """A whole address of a page about it."""

    is_off: bool = False


def hours(events: Sequence[Hour]) -> bytes:
    """Return a file with things by the clock, those that are off among them."""
    return _file([_zone(), *(_hour(each) for each in events)])


def one_day(day: Day) -> bytes:
    """Return a file with one day, to put in one's own calendar."""
    return _file([_event(day)])


def feed(days: Sequence[Day], *, name: str) -> bytes:
    """Return a calendar to follow. Without a day it is valid as well: the zone is always in it."""
    file_name = [("name", name), ("x-wr-calname", name), ("x-wr-timezone", ZONE)]
    return _file(
        [_zone(), *(_event(day) for day in days)],
        *file_name,
        ("refresh-interval", REFRESH),
        ("x-published-ttl", f"PT{int(REFRESH.total_seconds() // 3600)}H"),
    )


def sequence(changed_at: datetime) -> int:
    """Return a number that grows with every change, in seconds; 32 bits hold it until 2094."""
    return max(0, int((changed_at - COUNTED_FROM).total_seconds()))


def _file(parts: "Sequence[Component]", *properties: tuple[str, str | timedelta]) -> bytes:
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    for name, value in properties:
        made.add(
            name, value, parameters={"VALUE": "DURATION"} if name == "refresh-interval" else {}
        )
    for part in parts:
        made.add_component(part)
    return bytes(made.to_ical(sorted=False))


def _event(day: Day) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", day.uid)
    event.add("dtstamp", day.changed_at)
    event.add("last-modified", day.changed_at)
    event.add("sequence", sequence(day.changed_at))
    event.add("dtstart", day.day)
    event.add("dtend", day.day + timedelta(days=1))
    event.add("summary", day.summary)
    if day.text:
        event.add("description", day.text)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    event.add("x-microsoft-cdo-alldayevent", "TRUE")
    event.add("x-microsoft-cdo-busystatus", "FREE")
    if day.alarm:
        event.add_component(_alarm(day.summary))
    return event


def _hour(hour: Hour) -> "Event":
    from icalendar import Event

    zone = ZoneInfo(ZONE)
    event = Event()
    event.add("uid", hour.uid)
    event.add("dtstamp", hour.changed_at)
    event.add("last-modified", hour.changed_at)
    event.add("sequence", hour.number)
    event.add("dtstart", hour.starts_at.astimezone(zone))
    event.add("dtend", hour.ends_at.astimezone(zone))
    event.add("summary", hour.summary)
    for name, words in (("description", hour.text), ("location", hour.place), ("url", hour.link)):
        if words:
            event.add(name, words)
    event.add("status", "CANCELLED" if hour.is_off else "CONFIRMED")
    event.add("class", "PRIVATE")
    if hour.is_off:
        event.add("transp", "TRANSPARENT")
    return event


def _alarm(summary: str) -> "Alarm":
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", ALARM)
    return alarm


def _zone() -> "Component":
    """Return the rules of Europe/Amsterdam as they are since 1996."""
    from icalendar import Component

    text = files("balans.core").joinpath("amsterdam.ics").read_text(encoding="ascii")
    return Component.from_ical(text)
