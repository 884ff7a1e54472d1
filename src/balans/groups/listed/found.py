"""The groups that anybody may find, as the database knows them: near first, then by date."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    Min,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from balans.directory.municipalities import Municipality, municipalities, municipality
from balans.groups.listed.listing import Room, Wish, room_in
from balans.groups.models import Facilitation, Group, Meeting, Participation
from balans.groups.words import GroupWords

HERE, NEAR, BY_VIDEO, FURTHER = range(4)
"""How near a group is; one by video is for everybody."""


@dataclass(frozen=True)
class FoundGroup:
    """One group as somebody who looks for one may see it."""

    id: uuid.UUID
    language: str
    words: GroupWords
    """Only title and place are for everybody."""

    municipality: Municipality | None
    """Where it meets; None for a group by video."""

    next_at: datetime
    first_at: datetime
    meetings: int
    room: Room
    nearness: int = FURTHER

    @property
    def has_begun(self) -> bool:
        return self.first_at < self.next_at


def open_groups(now: datetime) -> QuerySet[Any]:
    """Return the listed groups that take people: led by somebody, and with a meeting to come.

    Each knows `next_at`, `first_at`, `times` (how many meetings), `inside` and `waiting`.
    """
    on = Meeting.objects.filter(group=OuterRef("pk"), cancelled_at=None)
    meetings = on.exclude(kind=Meeting.Kind.LOOK).order_by().values("group")
    people = Participation.objects.filter(group=OuterRef("pk")).order_by().values("group")
    ahead = meetings.filter(starts_at__gt=now).annotate(at=Min("starts_at")).values("at")
    found: QuerySet[Any] = (
        Group.objects.going_on()
        .filter(Exists(Facilitation.objects.active().filter(group=OuterRef("pk"))), is_listed=True)
        .annotate(
            next_at=Subquery(ahead),
            first_at=Subquery(meetings.annotate(at=Min("starts_at")).values("at")),
            times=Subquery(meetings.annotate(number=Count("pk")).values("number")),
            inside=_number(people.filter(waiting_since=None)),
            waiting=_number(people.exclude(waiting_since=None)),
        )
        .filter(next_at__isnull=False)
    )
    return found


def _number(people: QuerySet[Any, Any]) -> Coalesce:
    return Coalesce(Subquery(people.annotate(number=Count("pk")).values("number")), Value(0))


def sought(wish: Wish, place: Municipality | None, now: datetime) -> QuerySet[Any]:
    """Return the open groups that fit, those near first, then by when they next meet."""
    found = open_groups(now).annotate(nearness=_nearness(place))
    if wish.language:
        found = found.filter(language=wish.language)
    if wish.online:
        found = found.filter(municipality="")
    elif place is not None and not wish.everywhere:
        found = found.exclude(nearness=FURTHER)
    if (day := wish.first_day) is not None:
        found = found.filter(next_at__gte=timezone.make_aware(datetime.combine(day, time.min)))
    ordered: QuerySet[Any] = found.order_by("nearness", "next_at", "pk")
    return ordered


def _nearness(place: Municipality | None) -> Case | Value:
    if place is None:
        return Value(FURTHER)
    around = [each.slug for each in municipalities().values() if each.province == place.province]
    return Case(
        When(municipality=place.slug, then=Value(HERE)),
        When(municipality__in=around, then=Value(NEAR)),
        When(municipality="", then=Value(BY_VIDEO)),
        default=Value(FURTHER),
    )


def shown(groups: Sequence[Group]) -> list[FoundGroup]:
    """Return groups of a query above as they are shown."""
    return [found_group(each, vars(each)) for each in groups]


def found_group(group: Group, known: Mapping[str, Any]) -> FoundGroup:
    """Return a group as it is shown; `known` is what `open_groups` adds to each."""
    return FoundGroup(
        id=group.pk,
        language=group.language,
        words=group.read(),
        municipality=municipality(group.municipality),
        next_at=known["next_at"],
        first_at=known["first_at"],
        meetings=known["times"],
        room=room_in(limit=group.limit, inside=known["inside"], waiting=known["waiting"]),
        nearness=known.get("nearness", FURTHER),
    )


def meetings_of(group_id: uuid.UUID, now: datetime) -> list[Meeting]:
    """Return every meeting of an open group, with the group; nothing for any other. One query."""
    people = Participation.objects.filter(group=OuterRef("group")).order_by().values("group")
    rows = Meeting.objects.filter(group=group_id, group__in=open_groups(now).values("pk"))
    return list(
        rows.select_related("group").annotate(
            inside=_number(people.filter(waiting_since=None)),
            waiting=_number(people.exclude(waiting_since=None)),
        )
    )
