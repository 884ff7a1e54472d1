"""One series as its facilitator sees it: its meetings, and who comes in numbers."""

import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balans.core.vault import CannotOpen
from balans.groups.content import title_of
from balans.groups.leading.choosing import beforehand
from balans.groups.models import Group, Meeting, Reply
from balans.groups.opened import Led
from balans.groups.saying import say_day, say_moment
from balans.groups.words import Roster


@dataclass(frozen=True)
class Line:
    """One meeting in the overview of a series."""

    meeting: Meeting
    title: str
    day: str
    moment: str
    home: str
    state: str
    is_ahead: bool
    place: str
    """Another place than usual, this time."""

    reason: str
    coming: int
    not_coming: int
    open: int
    """How many did not say."""

    @property
    def said(self) -> str:
        """Return how many come and how many cannot, in words; empty while nobody said."""
        if not self.coming and not self.not_coming:
            return ""
        yes = ngettext("%(number)s komt", "%(number)s komen", self.coming)
        no = ngettext("%(number)s kan niet", "%(number)s kunnen niet", self.not_coming)
        parts = [
            yes % {"number": self.coming} if self.coming else "",
            no % {"number": self.not_coming} if self.not_coming else "",
            _("%(number)s nog niet bekend") % {"number": self.open} if self.open else "",
        ]
        return " · ".join(filter(None, parts))


def lines_of(here: Led, language: str, inside: int) -> list[Line]:
    """Return the meetings of a series with how many come. One query beside the meetings."""
    replies = Reply.objects.filter(meeting__group=here.group, participation__waiting_since=None)
    said = Counter(replies.values_list("meeting", "coming"))
    now = timezone.now()
    return [_line(here, each, said, inside, now, language) for each in here.meetings]


def _line(
    here: Led,
    meeting: Meeting,
    said: Counter[tuple[uuid.UUID, bool | None]],
    inside: int,
    now: datetime,
    language: str,
) -> Line:
    changes = meeting.read_changes()
    yes, no = said[(meeting.pk, True)], said[(meeting.pk, False)]
    title, exercise = script_of(here, meeting, language)
    return Line(
        meeting=meeting,
        title=title,
        day=say_day(meeting.starts_at),
        moment=say_moment(meeting.starts_at),
        home=beforehand(exercise, language),
        state=_state(here.group, meeting, now),
        is_ahead=meeting.ends_at > now,
        place=changes.place,
        reason=changes.note,
        coming=yes,
        not_coming=no,
        open=max(inside - yes - no, 0),
    )


def script_of(here: Led, meeting: Meeting, language: str) -> tuple[str, str]:
    """Return what a meeting is called, and the exercise that people do before it."""
    try:
        script = here.script(meeting, language)
    except (KeyError, CannotOpen):
        return title_of(meeting.script, language) or _("Bijeenkomst"), ""
    return script.words.title, script.exercise


def _state(group: Group, meeting: Meeting, now: datetime) -> str:
    if meeting.cancelled_at is not None:
        return "off"
    if meeting.ends_at <= now:
        return "past"
    if group.stopped_at is not None:
        return "stopped"
    return "now" if meeting.starts_at <= now else "ahead"


def roster_of(here: Led) -> Roster | None:
    """Return who is in the group without joining here; None when an older key closes it."""
    try:
        return here.group.read_roster(here.vault)
    except CannotOpen:
        return None


def first_ahead(lines: Iterable[Line]) -> Line | None:
    """Return the meeting that is now or comes first; none when nothing is to come."""
    return next((each for each in lines if each.state in ("now", "ahead")), None)


def has_old_key(here: Led) -> bool:
    """Return whether the group got a new key that this facilitator does not have."""
    return here.facilitation.key_number != here.group.key_number
