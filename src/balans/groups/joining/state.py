"""How far a group is, and what may be done with a meeting now. Rules only."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from balans.core.quiet import at_clock, is_quiet

if TYPE_CHECKING:
    from balans.groups.models import Group, Meeting

AFTER = timedelta(hours=2)
"""How long after a meeting what was brought to it can still be looked at."""

REMINDED_FROM = time(9)
TOO_LATE = timedelta(hours=3)
"""A reminder later than this before the start only startles."""


def coming(meetings: "Sequence[Meeting]", now: datetime) -> "list[Meeting]":
    """Return the meetings that are not over and not off, in order."""
    return [each for each in meetings if each.ends_at > now and each.cancelled_at is None]


def is_over(group: "Group", meetings: "Sequence[Meeting]", now: datetime) -> bool:
    """Return whether a group was stopped, or nothing of it is to come."""
    return group.stopped_at is not None or not coming(meetings, now)


def takes_replies(meeting: "Meeting", now: datetime) -> bool:
    """Return whether somebody may still say if they come: up to the start."""
    return meeting.cancelled_at is None and now < meeting.starts_at


def takes_outcomes(meeting: "Meeting", now: datetime) -> bool:
    """Return whether an outcome may still be brought: up to the end."""
    return meeting.cancelled_at is None and now < meeting.ends_at


def shows_link(meeting: "Meeting", now: datetime) -> bool:
    """Return whether the video link stands on the page: from the day before, up to the end."""
    return takes_outcomes(meeting, now) and now >= at_clock(meeting.starts_at, time(0), days=-1)


def share_ends(meeting: "Meeting") -> datetime:
    """Return when what was brought to a meeting can no longer be looked at."""
    return meeting.ends_at + AFTER


def reminds_from(meeting: "Meeting") -> datetime:
    """Return from when the reminder of a meeting may go: nine in the morning of the day before."""
    return at_clock(meeting.starts_at, REMINDED_FROM, days=-1)


def is_time_to_remind(meeting: "Meeting", now: datetime) -> bool:
    """Return whether the reminder may go now: not at night, and not right before the start."""
    window = reminds_from(meeting) <= now <= meeting.starts_at - TOO_LATE
    return window and meeting.cancelled_at is None and not is_quiet(now)
