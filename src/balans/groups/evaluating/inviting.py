"""What the page of a group says of its evaluation to who takes part: when, begun or sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from django.urls import reverse
from django.utils import timezone

from balans.groups.evaluating.opening import opens_on
from balans.groups.evaluating.survey import draft_of
from balans.groups.models import Meeting
from balans.groups.opened import Joined
from balans.groups.saying import say_moment

State = Literal["later", "open", "begun", "sent"]


@dataclass(frozen=True)
class Invitation:
    """The evaluation as one participant meets it."""

    state: State
    opens_on: date | None
    """The day from which it can be filled in; None while nothing is planned."""

    href: str


def evaluation_for(here: Joined) -> Invitation | None:
    """Return where the evaluation stands for a participant; None for who waits for a place.

    At most one query beside the meetings.
    """
    if here.participation.waiting_since is not None:
        return None
    day = opens_on(here.meetings, timezone.get_current_timezone())
    return Invitation(
        state=_state(here, day),
        opens_on=day,
        href=reverse("groups:evaluate", args=[here.group.pk]),
    )


def _state(here: Joined, day: date | None) -> State:
    if here.participation.evaluated:
        return "sent"
    if day is None or timezone.localdate() < day:
        return "later"
    return "begun" if draft_of(here) is not None else "open"


class FollowUp(NamedTuple):
    """A moment to look back together, with day and time in words."""

    meeting: Meeting
    said: str


def follow_ups(meetings: Sequence[Meeting]) -> tuple[FollowUp, ...]:
    """Return the moments to look back together that are not off, in order."""
    return tuple(
        FollowUp(each, say_moment(each.starts_at))
        for each in meetings
        if each.kind == Meeting.Kind.LOOK.value and each.cancelled_at is None
    )
