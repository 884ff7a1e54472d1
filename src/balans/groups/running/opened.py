"""One meeting, as its facilitator has it open."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from django.http import HttpRequest

from balans.core.language import page_language
from balans.core.references import Reference, refer_if_there
from balans.core.vault import CannotOpen
from balans.groups.content import Script, Step
from balans.groups.models import Meeting
from balans.groups.opened import Led, led
from balans.groups.running.run import Run
from balans.groups.saying import say_moment

AROUND = timedelta(hours=2)
"""So long before and after a meeting what was brought to it can be opened."""


@dataclass(frozen=True)
class Here:
    """A meeting of a group that somebody leads, in the language of the page."""

    led: Led
    meeting: Meeting
    language: str

    @cached_property
    def script(self) -> Script | None:
        """The script it follows; None when that is no longer there, or an older key closes it."""
        try:
            return self.led.script(self.meeting, self.language)
        except (KeyError, CannotOpen):
            return None

    @property
    def steps(self) -> Sequence[Step]:
        return self.script.steps if self.script else ()

    @cached_property
    def run(self) -> Run | None:
        """How far it is; None when it has not begun."""
        return read_run(self.meeting)

    @property
    def title(self) -> str:
        return self.script.words.title if self.script else self.led.words.title

    @cached_property
    def place(self) -> str:
        """Where it is this time; empty for a meeting by video."""
        changed = self.meeting.read_changes()
        return changed.place or ("" if changed.link else self.led.words.place)

    @cached_property
    def link(self) -> str:
        """The address of the video call this time."""
        return self.meeting.read_changes().link or self.led.words.link

    @property
    def when(self) -> str:
        """Day and time in words."""
        return say_moment(self.meeting.starts_at)

    @property
    def next_when(self) -> str:
        """Day and time of the meeting after this one; empty when there is none."""
        return say_moment(self.next_meeting.starts_at) if self.next_meeting else ""

    @property
    def agreed(self) -> tuple[datetime, datetime]:
        return self.meeting.starts_at, self.meeting.ends_at

    @property
    def next_meeting(self) -> Meeting | None:
        """The meeting after this one that goes on."""
        later = (each for each in self.led.meetings if each.starts_at > self.meeting.starts_at)
        return next((each for each in later if each.cancelled_at is None), None)

    def is_open(self, now: datetime) -> bool:
        """Return whether what was brought may be opened: around the meeting alone."""
        start, end = self.agreed
        return self.meeting.cancelled_at is None and start - AROUND <= now <= end + AROUND


def here_for(request: HttpRequest, group_id: uuid.UUID, meeting_id: uuid.UUID) -> Here:
    """Return a meeting of a group that somebody leads. Raise Http404 for every other."""
    group = led(request, group_id)
    return Here(led=group, meeting=group.meeting(meeting_id), language=page_language())


def read_run(meeting: Meeting) -> Run | None:
    """Return how far a meeting is."""
    return Run.model_validate(meeting.run) if meeting.run is not None else None


def walkthrough(step: Step, language: str) -> Reference | None:
    """Return the walk-through that a step shows; None when there is none."""
    return refer_if_there("walkthrough", step.walkthrough, language)
