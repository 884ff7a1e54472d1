"""Groups elsewhere: on Mijn plek, in the parcel, in the weight, and beside an outcome."""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.db import models
from django.db.models.functions import Coalesce, Length
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from balans.accounts.belongings import Belonging, Trace
from balans.accounts.coming import Coming
from balans.accounts.parcel import Moment, Section
from balans.accounts.person import Person
from balans.core.content import Content
from balans.groups.around import meetings_around
from balans.groups.joining.replying import Told, told_by
from balans.groups.joining.state import coming, is_over
from balans.groups.models import Group, Meeting, Participation, Reply
from balans.groups.opened import Joined
from balans.groups.saying import say_moment, say_time
from balans.questionnaires.content import EXERCISES
from balans.questionnaires.leading_on import Way
from balans.questionnaires.models import Attempt

MOST_WAYS = 3


@dataclass(frozen=True)
class Place:
    """A place that somebody has in a group, or waits for, before anything of it is opened."""

    group: Group
    joined_at: datetime
    is_waiting: bool
    has_agreed: bool
    """Whether the present facilitators were told who it is."""

    meetings: Sequence[Meeting]

    @property
    def href(self) -> str:
        return reverse("groups:mine", args=[self.group.pk])

    @property
    def is_over(self) -> bool:
        return is_over(self.group, self.meetings, timezone.now())

    @property
    def ahead(self) -> list[Meeting]:
        """The meetings to come; none while somebody waits, or when the group was stopped."""
        if self.is_waiting or self.group.stopped_at is not None:
            return []
        return coming(self.meetings, timezone.now())


def places_of(person: Person) -> Sequence[Place]:
    """Return where a person takes part or waits, the first joined first."""
    return _in_groups(each for each in meetings_around(person) if each.joined_at is not None)


def _in_groups(rows: Iterable[Any]) -> Sequence[Place]:
    groups: dict[uuid.UUID, list[Any]] = {}
    for row in rows:
        groups.setdefault(row.group_id, []).append(row)
    return sorted(map(_place, groups.values()), key=lambda each: each.joined_at)


def _place(meetings: Sequence[Any]) -> Place:
    first = meetings[0]
    return Place(
        group=first.group,
        joined_at=first.joined_at,
        is_waiting=first.waits_since is not None,
        has_agreed=first.key_number == first.group.key_number,
        meetings=meetings,
    )


def next_meetings(person: Person) -> list[Coming]:
    """Return every meeting to come of the groups that a person has a place in."""
    return [
        Coming(
            day=timezone.localdate(meeting.starts_at),
            text=_("Bijeenkomst van “%(title)s”, %(time)s")
            % {"title": title, "time": say_time(meeting.starts_at)},
            href=place.href,
        )
        for place in places_of(person)
        for title in [place.group.read().title]
        for meeting in place.ahead
    ]


def groups_of(person: Person) -> list[Trace]:
    """Return a trace of every group of a person."""
    return [
        Trace(when=place.joined_at, show=partial(_shown, place), mark="group")
        for place in places_of(person)
    ]


def _shown(place: Place) -> Belonging:
    return Belonging(
        title=_("Groep: %(title)s") % {"title": place.group.read().title},
        when=place.joined_at,
        state=_state(place),
        href=place.href,
        action=_("Naar je groep"),
    )


def _state(place: Place) -> str:
    if place.is_over:
        return _("Voorbij")
    return _("Op de wachtlijst") if place.is_waiting else _("Je doet mee")


def ways_on(person: Person, attempt: Attempt) -> Iterator[Way]:
    """Yield where an outcome of an exercise can be brought to: the next meeting of each group."""
    if attempt.flow not in EXERCISES:
        return
    for place in places_of(person)[:MOST_WAYS]:
        if place.ahead and place.has_agreed:
            href = reverse("groups:bring", args=[place.group.pk, place.ahead[0].pk])
            yield Way(text=_("Neem mee naar de groep"), href=f"{href}?uit={attempt.pk}")


# In the parcel: to read, and not to bring back. No file can give somebody a place in a group.


class TakenReply(Content):
    """What somebody let know about one meeting."""

    starts_at: Moment
    coming: bool | None = None
    prepared: bool = False
    words: str = ""


class TakenPlace(Content):
    """A place in a group, as a parcel holds it."""

    id: uuid.UUID
    joined_at: Moment
    title: str = ""
    name: str = ""
    waiting: bool = False
    replies: tuple[TakenReply, ...] = ()


@dataclass(frozen=True)
class _Told:
    """A place with what was told in it."""

    taking: Participation
    name: str
    replies: Sequence[tuple[Meeting, Told]]


def _told(person: Person) -> Iterator[_Told]:
    for taking in Participation.objects.visible_to(person).select_related("group"):
        told = told_by(person, taking)
        here = Joined(person=person, group=taking.group, participation=taking)
        replies = [(each, told[each.pk]) for each in here.meetings if each.pk in told]
        yield _Told(taking=taking, name=here.name, replies=replies)


def take(person: Person) -> Iterable[TakenPlace]:
    """Return every place as data."""
    return [
        TakenPlace(
            id=each.taking.pk,
            joined_at=each.taking.joined_at,
            title=each.taking.group.read().title,
            name=each.name,
            waiting=each.taking.waiting_since is not None,
            replies=tuple(
                TakenReply(
                    starts_at=meeting.starts_at,
                    coming=told.coming,
                    prepared=told.prepared,
                    words=told.words,
                )
                for meeting, told in each.replies
            ),
        )
        for each in _told(person)
    ]


def sections(person: Person) -> list[Section]:
    """Return every place as a person reads it."""
    return [
        Section(
            title=_("Groep: %(title)s") % {"title": each.taking.group.read().title},
            when=each.taking.joined_at,
            rows=(
                (_("Je naam in de groep"), (each.name,)),
                *((say_moment(meeting.starts_at), _lines(told)) for meeting, told in each.replies),
            ),
        )
        for each in _told(person)
    ]


def _lines(told: Told) -> tuple[str, ...]:
    said = {True: _("Je liet weten: ik kom."), False: _("Je liet weten: ik kan niet."), None: ""}
    done = _("Je liet weten dat je de oefening deed.") if told.prepared else ""
    return tuple(each for each in (said[told.coming], done, told.words) if each)


def bring_back(person: Person, taken: Sequence[TakenPlace]) -> int:
    """Bring nothing back: a place in a group is given by its code alone."""
    return 0


def bytes_of_places() -> models.Subquery:
    """Return a subquery with the bytes that an owner's places in groups take."""
    mine = Participation.objects.filter(owner=models.OuterRef("pk")).order_by().values("owner")
    total = mine.annotate(total=models.Sum(Length("sealed") + Length("box")))
    return models.Subquery(total.values("total"))


def bytes_of_replies() -> models.Subquery:
    """Return a subquery with the bytes of an owner's words with replies."""
    mine = Reply.objects.filter(participation__owner=models.OuterRef("pk")).order_by()
    one = Coalesce(Length("sealed"), 0) + Coalesce(Length("box"), 0)
    total = mine.values("participation__owner").annotate(total=models.Sum(one))
    return models.Subquery(total.values("total"))
