"""The start page of a facilitator: each group that somebody leads, and what needs doing."""

import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count, Prefetch
from django.http import Http404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balans.accounts.person import Person
from balans.groups.content import title_of
from balans.groups.evaluating.showing import STEP
from balans.groups.models import Facilitation, Group, Meeting, Reply
from balans.groups.opened import Led, opened_for
from balans.groups.running.attending import read_all
from balans.groups.running.looks import looks_near
from balans.groups.saying import say_day, say_moment

SOON, LATELY = timedelta(days=7), timedelta(days=7)


@dataclass(frozen=True)
class ToDo:
    """One thing that asks for attention; `page` is the name of the page that leads there."""

    text: str
    page: str
    args: tuple[uuid.UUID, ...]


@dataclass(frozen=True)
class Card:
    """A group on the start page of its facilitator."""

    group: Group
    title: str
    next: Meeting | None
    when: str
    inside: int
    waiting: int
    to_do: Sequence[ToDo] = ()

    @property
    def is_coming(self) -> bool:
        return self.next is not None and self.group.stopped_at is None


@dataclass
class Numbers:
    """How many are in each group; counted in one query for all of them."""

    inside: int = 0
    waiting: int = 0
    lately: int = 0
    evaluations: int = 0
    not_coming: Counter[uuid.UUID] = field(default_factory=Counter)


def cards_of(person: Person, language: str) -> list[Card]:
    """Return the groups that somebody leads, the next meeting first. Five queries."""
    rows = Facilitation.objects.filter(owner=person.owner).select_related("group")
    rows = rows.annotate(evaluations=Count("group__evaluations"))
    ahead = Prefetch("group__meetings", Meeting.objects.select_related("attendance"))
    led = list(rows.prefetch_related(ahead, "group__participations"))
    numbers = _numbers(led)
    now = timezone.now()
    cards = [_card(person, each, numbers[each.group_id], now, language) for each in led]
    far = now + timedelta(days=9999)
    return sorted(cards, key=lambda each: each.next.starts_at if each.next else far)


def _numbers(led: Sequence[Facilitation]) -> dict[uuid.UUID, Numbers]:
    found = {each.group_id: _inside(each) for each in led}
    replies = Reply.objects.filter(meeting__group__in=list(found), coming=False)
    inside_only = replies.filter(participation__waiting_since=None)
    for group_id, meeting_id in inside_only.values_list("meeting__group", "meeting"):
        found[group_id].not_coming[meeting_id] += 1
    return found


def _inside(facilitation: Facilitation) -> Numbers:
    """Count who is in a group, from what was fetched along."""
    takings, since = facilitation.group.participations.all(), timezone.now() - LATELY
    waiting = sum(each.waiting_since is not None for each in takings)
    return Numbers(
        inside=len(takings) - waiting,
        waiting=waiting,
        lately=sum(each.joined_at > since for each in takings),
        evaluations=getattr(facilitation, "evaluations", 0),
    )


def _card(
    person: Person, facilitation: Facilitation, numbers: Numbers, now: datetime, language: str
) -> Card:
    group = facilitation.group
    meetings = [each for each in group.meetings.all() if each.cancelled_at is None]
    ahead = [each for each in meetings if each.ends_at > now]
    first = ahead[0] if ahead and group.stopped_at is None else None
    return Card(
        group=group,
        title=group.read().title,
        next=first,
        when=say_moment(first.starts_at) if first else _last(meetings),
        inside=numbers.inside,
        waiting=numbers.waiting,
        to_do=(
            *_to_do(facilitation, first, numbers, now, language),
            *_looks(person, facilitation),
        ),
    )


def _last(meetings: Sequence[Meeting]) -> str:
    return say_day(meetings[-1].starts_at) if meetings else ""


def _to_do(
    facilitation: Facilitation,
    first: Meeting | None,
    numbers: Numbers,
    now: datetime,
    language: str,
) -> Iterable[ToDo]:
    here = (facilitation.group_id,)
    if facilitation.key_number != facilitation.group.key_number:
        yield ToDo(_("Vraag een nieuwe link om mee te leiden"), "groups:together", here)
    if first and first.starts_at < now + SOON:
        yield _first_to_do(first, now, language)
    if first and (absent := numbers.not_coming[first.pk]):
        yield ToDo(_say_absent(absent), "groups:members", here)
    if first and numbers.lately:
        yield ToDo(_say_new(numbers.lately), "groups:members", here)
    if first and not numbers.inside:
        yield ToDo(_("Nodig mensen uit"), "groups:invite", here)
    if numbers.evaluations >= STEP:
        text = _("%(number)s terugblikken zijn binnen") % {"number": numbers.evaluations}
        yield ToDo(text, "groups:results", here)


def _looks(person: Person, facilitation: Facilitation) -> Iterable[ToDo]:
    """Yield the days near now on which was agreed to look how somebody's plan goes."""
    sheets = [each.attendance for each in facilitation.group.meetings.all() if has_sheet(each)]
    if not sheets or (led := opened_or_none(person, facilitation)) is None:
        return
    for each in looks_near(led, read_all(led, sheets), timezone.localdate()):
        said = {"name": each.name or _("een deelnemer"), "day": date_format(each.on, "l j F")}
        text = _("Kijk met %(name)s hoe het gaat: %(day)s") % said
        yield ToDo(text, "groups:after", (facilitation.group_id,))


def opened_or_none(person: Person, facilitation: Facilitation) -> Led | None:
    """Return a group as its facilitator sees it; None when its key is lost."""
    try:
        return opened_for(person, facilitation)
    except Http404:
        return None


def has_sheet(meeting: Meeting) -> bool:
    """Return whether it was kept who came to a meeting, which was fetched along with it."""
    return hasattr(meeting, "attendance")


def _say_absent(number: int) -> str:
    text = ngettext(
        "%(number)s deelnemer kan de volgende keer niet",
        "%(number)s deelnemers kunnen de volgende keer niet",
        number,
    )
    return text % {"number": number}


def _say_new(number: int) -> str:
    text = ngettext(
        "%(number)s nieuwe deelnemer deze week",
        "%(number)s nieuwe deelnemers deze week",
        number,
    )
    return text % {"number": number}


def _first_to_do(first: Meeting, now: datetime, language: str) -> ToDo:
    said = {"title": title_of(first.script, language), "moment": say_moment(first.starts_at)}
    args = (first.group_id, first.pk)
    if first.starts_at <= now:
        return ToDo(_("Nu bezig: %(title)s") % said, "groups:run", args)
    return ToDo(_("Bereid voor: %(title)s, %(moment)s") % said, "groups:meeting", args)
