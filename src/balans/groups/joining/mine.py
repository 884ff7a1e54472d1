"""A participant's own page of a group: what it shows, and in which order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from django.utils.translation import gettext as _

from balans.accounts.coming import Coming
from balans.accounts.place.profile import is_bereaved
from balans.core.references import Reference, refer, refer_if_there
from balans.groups.evaluating.inviting import Invitation, evaluation_for
from balans.groups.joining.dated import Dated, dated
from balans.groups.joining.hosts import hosts_of
from balans.groups.joining.replying import NOTHING, Told, told_by
from balans.groups.joining.state import shows_link, takes_outcomes, takes_replies
from balans.groups.joining.taking import is_inside, must_agree
from balans.groups.models import Brought
from balans.groups.opened import Joined
from balans.groups.words import PublicWords
from balans.plans.carrying import next_moments
from balans.questionnaires.models import Attempt


@dataclass(frozen=True)
class Meant:
    """One meeting on somebody's own page: when and where, and what they said of it."""

    dated: Dated
    told: Told
    brought: int
    now: datetime
    inside: bool
    """Whether they have a place, and told the present facilitators who they are."""

    @property
    def id(self) -> UUID:
        return self.dated.meeting.pk

    @property
    def takes_replies(self) -> bool:
        return takes_replies(self.dated.meeting, self.now)

    @property
    def takes_outcomes(self) -> bool:
        return takes_outcomes(self.dated.meeting, self.now)

    @property
    def link(self) -> str:
        """The video link, once it is time for it; never for who waits."""
        shown = self.inside and shows_link(self.dated.meeting, self.now)
        return self.dated.words.link if shown else ""

    @property
    def is_now(self) -> bool:
        return self.dated.meeting.starts_at <= self.now

    @property
    def is_held(self) -> bool:
        """Whether it began, and was not off."""
        return self.is_now and not self.dated.is_off

    @property
    def said(self) -> str:
        """What somebody let know, in a sentence; empty when they said nothing yet."""
        if self.told.coming is None:
            return ""
        return _("Je liet weten: ik kom.") if self.told.coming else _("Je liet weten: ik kan niet.")


@dataclass(frozen=True)
class Homework:
    """The exercise before a meeting: done or not, and where to."""

    exercise: Reference
    walkthrough: Reference | None
    done_at: datetime | None
    outcome: str


@dataclass(frozen=True)
class MyGroup:
    """Everything on the page of one participant."""

    here: Joined
    language: str
    now: datetime

    @cached_property
    def hosts(self) -> Sequence[PublicWords]:
        return hosts_of(self.here.group)

    @cached_property
    def meetings(self) -> Sequence[Meant]:
        """Every meeting in order, those that are over or off among them."""
        told, brought = self._told, self._brought
        return [
            Meant(
                dated=each,
                told=told.get(each.meeting.pk, NOTHING),
                brought=brought.get(each.meeting.pk, 0),
                now=self.now,
                inside=self.is_inside,
            )
            for each in dated(self.here.meetings, self.here.words, self.language)
        ]

    @cached_property
    def _told(self) -> Mapping[UUID, Told]:
        return told_by(self.here.person, self.here.participation)

    @cached_property
    def _brought(self) -> Mapping[UUID, int]:
        rows = Brought.objects.filter(participation=self.here.participation)
        counts: dict[UUID, int] = {}
        for meeting_id in rows.filter(share__withdrawn_at=None).values_list("meeting", flat=True):
            counts[meeting_id] = counts.get(meeting_id, 0) + 1
        return counts

    @property
    def is_stopped(self) -> bool:
        return self.here.group.stopped_at is not None

    @property
    def next(self) -> Meant | None:
        """The meeting that comes first; none when the series is over or was stopped."""
        if self.is_stopped:
            return None
        return next((each for each in self.meetings if each.takes_outcomes), None)

    @property
    def called_off(self) -> Sequence[Meant]:
        """The meetings that are off and would have been before the next one."""
        ahead = [each for each in self.meetings if not each.dated.is_past(self.now)]
        until = self.next.dated.meeting.starts_at if self.next else None
        return [
            each
            for each in ahead
            if each.dated.is_off and (until is None or each.dated.meeting.starts_at < until)
        ]

    @property
    def home(self) -> str:
        """What the script of the last meeting asks to do before the next one.

        Nothing when the meeting that it prepares for is off: the one that is next asks another.
        """
        held = [number for number, each in enumerate(self.meetings) if each.is_held]
        last = held[-1] if held else None
        if last is None or not self.next:
            return ""
        if any(each.dated.is_off for each in self.meetings[last + 1 : last + 2]):
            return ""
        script = self.meetings[last].dated.script
        return script.words.home if script else ""

    @cached_property
    def homework(self) -> Homework | None:
        """The exercise before the next meeting; none when it has none, or somebody waits."""
        script = self.next.dated.script if self.next else None
        if script is None or not script.exercise or not self.is_inside:
            return None
        return self._homework(script.exercise)

    def _homework(self, name: str) -> Homework:
        mine = Attempt.objects.visible_to(self.here.person).filter(flow=name)
        last = mine.exclude(finished_at=None).order_by("-finished_at").first()
        return Homework(
            exercise=refer("exercise", name, self.language),
            walkthrough=refer_if_there("walkthrough", name, self.language),
            done_at=last.finished_at if last else None,
            outcome=str(last.pk) if last else "",
        )

    @cached_property
    def evaluation(self) -> Invitation | None:
        """Where their look back on the group stands; none for who waits or did not go on."""
        return evaluation_for(self.here) if self.is_inside else None

    @property
    def shows_plan(self) -> bool:
        """Whether the day to look how a plan goes belongs here: once the series has begun."""
        began = any(each.is_now and not each.dated.is_off for each in self.meetings)
        return self.is_inside and (began or bool(self.looks))

    @cached_property
    def looks(self) -> Sequence[Coming]:
        """The days on which somebody looks how their own plans go, the first first. One query."""
        return sorted(next_moments(self.here.person), key=lambda each: each.day)

    @property
    def is_inside(self) -> bool:
        return is_inside(self.here)

    @property
    def must_agree(self) -> bool:
        return must_agree(self.here)

    @property
    def is_waiting(self) -> bool:
        return self.here.participation.waiting_since is not None

    @property
    def asks_to_stay(self) -> bool:
        """Whether their loved one died, and they did not say yet that they keep coming."""
        return self.here.participation.rests and is_bereaved(self.here.person)
