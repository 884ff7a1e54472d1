"""What a facilitator sees at a glance: groups coming and past, numbers, what needs doing."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balans.accounts.person import Person
from balans.core.vault import CannotOpen
from balans.groups.content import title_of
from balans.groups.leading.choosing import beforehand
from balans.groups.models import Facilitation, Group, Meeting, Reply
from balans.groups.opened import Led
from balans.groups.saying import say_day, say_moment
from balans.groups.words import Roster

SOON, LATELY = timedelta(days=7), timedelta(days=7)
ENOUGH_EVALUATIONS = 5
"""From so many on they are shown, together."""


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
    led = list(rows.prefetch_related("group__meetings"))
    numbers = _numbers([each.group_id for each in led])
    now = timezone.now()
    cards = [_card(each, numbers[each.group_id], now, language) for each in led]
    far = now + timedelta(days=9999)
    return sorted(cards, key=lambda each: each.next.starts_at if each.next else far)


def _numbers(ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Numbers]:
    found = defaultdict[uuid.UUID, Numbers](Numbers)
    if not ids:
        return found
    since = timezone.now() - LATELY
    counted = (
        Group.objects.filter(pk__in=ids)
        .values_list("pk")
        .annotate(
            inside=Count("participations", filter=Q(participations__waiting_since=None)),
            waiting=Count("participations", filter=Q(participations__waiting_since__isnull=False)),
            lately=Count("participations", filter=Q(participations__joined_at__gt=since)),
        )
    )
    for group_id, inside, waiting, lately in counted:
        found[group_id] = Numbers(inside=inside, waiting=waiting, lately=lately)
    evaluations = Group.objects.filter(pk__in=ids).values_list("pk")
    for group_id, number in evaluations.annotate(number=Count("evaluations")):
        found[group_id].evaluations = number
    replies = Reply.objects.filter(meeting__group__in=ids, coming=False)
    inside_only = replies.filter(participation__waiting_since=None)
    for group_id, meeting_id in inside_only.values_list("meeting__group", "meeting"):
        found[group_id].not_coming[meeting_id] += 1
    return found


def _card(facilitation: Facilitation, numbers: Numbers, now: datetime, language: str) -> Card:
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
        to_do=tuple(_to_do(facilitation, first, numbers, now, language)),
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
    group = facilitation.group
    here = (group.pk,)
    if facilitation.key_number != group.key_number:
        yield ToDo(_("Vraag een nieuwe link om mee te leiden"), "groups:together", here)
    if first and first.starts_at < now + SOON:
        yield _first_to_do(first, now, language)
    if first and (absent := numbers.not_coming[first.pk]):
        text = ngettext(
            "%(number)s deelnemer kan de volgende keer niet",
            "%(number)s deelnemers kunnen de volgende keer niet",
            absent,
        )
        yield ToDo(text % {"number": absent}, "groups:members", here)
    if numbers.lately and first:
        text = ngettext(
            "%(number)s nieuwe deelnemer deze week",
            "%(number)s nieuwe deelnemers deze week",
            numbers.lately,
        )
        yield ToDo(text % {"number": numbers.lately}, "groups:members", here)
    if first and not numbers.inside:
        yield ToDo(_("Nodig mensen uit"), "groups:invite", here)
    if numbers.evaluations >= ENOUGH_EVALUATIONS:
        text = _("%(number)s terugblikken zijn binnen") % {"number": numbers.evaluations}
        yield ToDo(text, "groups:results", here)


def _first_to_do(first: Meeting, now: datetime, language: str) -> ToDo:
    said = {"title": title_of(first.script, language), "moment": say_moment(first.starts_at)}
    args = (first.group_id, first.pk)
    if first.starts_at <= now:
        return ToDo(_("Nu bezig: %(title)s") % said, "groups:run", args)
    return ToDo(_("Bereid voor: %(title)s, %(moment)s") % said, "groups:meeting", args)


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
