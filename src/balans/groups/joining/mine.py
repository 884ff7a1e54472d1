"""A participant's own page of a group: what it shows, and in which order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from django.utils.translation import gettext as _

from balans.accounts.place.profile import is_bereaved
from balans.core.references import Reference, refer
from balans.groups.evaluating.inviting import evaluation_for
from balans.groups.joining.dated import Dated, dated
from balans.groups.joining.hosts import hosts_of
from balans.groups.joining.replying import NOTHING, Told, told_by
from balans.groups.joining.state import shows_link, takes_outcomes, takes_replies
from balans.groups.joining.taking import is_inside, must_agree
from balans.groups.models import Brought
from balans.groups.opened import Joined
from balans.groups.words import PublicWords
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
        """What the script of the last meeting asks to do before the next one."""
        past = [each for each in self.meetings if each.is_now and not each.dated.is_off]
        script = past[-1].dated.script if past else None
        return script.words.home if script and self.next else ""

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
            walkthrough=_walkthrough(name, self.language),
            done_at=last.finished_at if last else None,
            outcome=str(last.pk) if last else "",
        )

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
    def looks_back(self) -> bool:
        """Whether they can tell now how the group was, and did not yet."""
        told = evaluation_for(self.here) if self.is_inside else None
        return told is not None and told.state in ("open", "begun")

    @property
    def asks_to_stay(self) -> bool:
        """Whether their loved one died, and they did not say yet that they keep coming."""
        return self.here.participation.rests and is_bereaved(self.here.person)


def _walkthrough(name: str, language: str) -> Reference | None:
    try:
        return refer("walkthrough", name, language)
    except KeyError:
        return None
