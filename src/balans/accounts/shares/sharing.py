"""Sharing one thing: what a room tells about it, for how long, and what is kept of a look.

Any room can let its things be shared (docs/adr/0010). It makes a `Thing` of what its owner opened
and gives it to `share_views.share_page`; and it registers a `Room`, which shows the thing to
whoever holds the link, with the key of that one part.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Literal

from django.utils.safestring import SafeString

from balans.core.content import Content
from balans.core.vault import Vault

Device = Literal[
    "iphone", "ipad", "android-phone", "android-tablet", "windows", "mac", "chromebook", "linux", ""
]
State = Literal["open", "ended", "withdrawn"]


class About(Content):
    """What the owner alone can read about a share."""

    title: str
    with_whom: str = ""
    part: str
    """The part of the vault whose key is shared, so that the owner can open the looks."""


class Greeting(Content):
    """What the owner tells whoever holds the link."""

    sharer: str = ""


class Who(Content):
    """Who looked: a name if one was given, and the kind of device."""

    name: str = ""
    device: Device = ""


@dataclass(frozen=True)
class Thing:
    """What somebody is about to share, in the words of its room."""

    room: str
    record: str
    part: str
    title: str
    heading: str
    """What the page says that asks it: "Deel deze herinnering"."""

    sees: str
    """What the other will see, in a sentence or two; and what not."""

    back_href: str
    ready: Callable[[], None] = lambda: None
    """Puts in place what a link shows, in the transaction that makes it."""


@dataclass(frozen=True)
class OpenShare:
    """A share that is open now, for whoever holds its link; the vault opens this part alone."""

    id: uuid.UUID
    owner: uuid.UUID
    room: str
    record: str
    token: str
    sharer: str
    ends_at: datetime | None
    """When it ends at the latest; none when its owner ends it."""

    vault: Vault


@dataclass(frozen=True)
class Shown:
    """A shared thing as the other sees it, with headings from the second level."""

    title: str
    html: SafeString


@dataclass(frozen=True)
class Room:
    """How one room lets its things be shared."""

    name: str
    invitation: Callable[[str], str]
    """Who shares what, given the sharer's name, which may be empty."""

    show: Callable[[OpenShare], Shown | None]
    """The thing itself; None when it is gone."""

    href: Callable[[str], str]
    """Where the owner finds the thing with this record."""

    let_go: Callable[[uuid.UUID, str], None] = lambda owner, record: None
    """Erases what was kept only to be shared: the last link of this owner to this record ended."""


_rooms: dict[str, Room] = {}


def let_share(room: Room) -> None:
    """Register how a room shows what is shared. Called once, when the room is ready."""
    _rooms[room.name] = room


def room_named(name: str) -> Room | None:
    """Return a room; None when the house has it no more."""
    return _rooms.get(name)


# For how long: in whole days, so that the last day can be said in words.


def last_day(days: int, today: date) -> date:
    """Return the last day of a share that lasts a number of days from today."""
    return today + timedelta(days=days)


def end_of(day: date, zone: tzinfo) -> datetime:
    """Return the first moment after a day, where its owner lives."""
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=zone)


def day_before_end(end: datetime, zone: tzinfo) -> date:
    """Return the last day on which something that ends at a moment can be seen."""
    return (end - timedelta(microseconds=1)).astimezone(zone).date()


def earliest(*ends: datetime | None) -> datetime | None:
    """Return the first of several ends; None when none of them is set."""
    known = [each for each in ends if each is not None]
    return min(known) if known else None


DEVICES: tuple[tuple[str, Device], ...] = (
    ("iPhone", "iphone"),
    ("iPad", "ipad"),
    ("CrOS", "chromebook"),
    ("Windows", "windows"),
    ("Macintosh", "mac"),
    ("Linux", "linux"),
)


def kind_of_device(user_agent: str) -> Device:
    """Return the kind of device a browser says it runs on, and never more of what it says."""
    if "Android" in user_agent:
        return "android-phone" if "Mobile" in user_agent else "android-tablet"
    return next((kind for sign, kind in DEVICES if sign in user_agent), "")
