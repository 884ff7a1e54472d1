"""The groups of the demonstration: led by Dora, with demo people in them.

All of it is here and nowhere else, so that it is gone without BALANS_DEMO=1: also that stepping
into Dora's shoes counts as her second step.
"""

import uuid
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from pydantic import Field

from balans.accounts.models import KeySlot, Owner
from balans.accounts.person import Person
from balans.core.content import Content, Id, Words, library
from balans.core.vault import lookup, open_vault
from balans.demo.bringing import bring_outcome
from balans.demo.people import demo_secret, people
from balans.groups import actions
from balans.groups.models import (
    AttendanceSheet,
    Facilitation,
    Facilitator,
    Meeting,
    Participation,
    Reply,
)
from balans.groups.opened import Led, opened_for
from balans.groups.words import Attendance, GroupWords, Mark, PublicWords

FILE = "groups.toml"
A_WEEK = timedelta(weeks=1)
WEEKEND = (5, 6)
LANGUAGE = "nl"


class DemoTaking(Content):
    """Somebody in a group: at which meetings they were, and what they let know of the next."""

    person: Id
    came: tuple[bool, ...] = ()
    coming: bool | None = None
    prepared: bool = False
    brings: str = ""
    """The exercise of which they bring the outcome to the next meeting."""

    look_days: int = 0
    """In how many days to look how their plan goes, as agreed last time; zero for not."""


class DemoGroup(Content):
    """A series: a meeting a week from a number of days before or after today, on working days."""

    leader: Id
    title: Words
    place: str
    note: str = ""
    municipality: str = ""
    limit: int = Field(gt=0)
    listed: bool = False
    first_days: int
    hour: int
    scripts: tuple[Id, ...]
    look_weeks: int = 0
    """How many weeks after the last meeting they look back together; zero for not."""

    people: tuple[DemoTaking, ...] = ()

    def planned(self) -> list[actions.Planned]:
        """Return the meetings, by the clock on the wall."""
        weeks = [(number, name, "meeting") for number, name in enumerate(self.scripts)]
        if self.look_weeks:
            weeks.append((weeks[-1][0] + self.look_weeks, "terugkijken", "look"))
        return [
            actions.Planned(kind=kind, script=name, starts_at=self._moment(number))
            for number, name, kind in weeks
        ]

    def _moment(self, weeks: int) -> datetime:
        away = timedelta(days=1 if self.first_days > 0 else -1)
        day = timezone.localdate() + timedelta(days=self.first_days)
        while day.weekday() in WEEKEND:
            day += away
        day += weeks * A_WEEK
        return timezone.make_aware(datetime.combine(day, time(self.hour)))


class DemoGroups(Content):
    page: PublicWords
    groups: tuple[DemoGroup, ...]


def demo_groups() -> DemoGroups:
    """Return the groups as content. Raise ContentError."""
    return library().decode(DemoGroups, "demo", FILE)


def person_there(person_id: str) -> Person | None:
    """Return a demo person with the vault open; None when they are not loaded."""
    secret = demo_secret(person_id, settings.SECRET_KEY)
    slots = KeySlot.objects.alive(timezone.now()).select_related("owner")
    slot = slots.filter(lookup=lookup(secret)).first()
    if slot is None:
        return None
    return Person(
        owner=slot.owner, vault=open_vault(str(slot.owner_id), secret, slot.key), slot=slot
    )


def count_second_step(person_id: str) -> None:
    """Let stepping into the shoes of somebody with a role count as their second step."""
    if people()[person_id].role:
        slots = KeySlot.objects.filter(lookup=lookup(demo_secret(person_id, settings.SECRET_KEY)))
        slots.update(second_step_at=timezone.now())


def load_groups() -> int:
    """Load the groups that are not there, or over, and who is missing; return how many began."""
    told = demo_groups()
    names = {each.leader for each in told.groups}
    names |= {each.person for group in told.groups for each in group.people}
    known = {name: person for name in sorted(names) if (person := person_there(name))}
    if set(known) != names:
        return 0
    return sum(_load(each, told.page, known) for each in told.groups)


@transaction.atomic
def _load(told: DemoGroup, page: PublicWords, known: Mapping[str, Person]) -> int:
    leader = known[told.leader]
    # Two processes that start at once make one group.
    Owner.objects.select_for_update().get(pk=leader.owner.pk)
    _put_page(leader, page)
    led = _there(leader, told)
    is_new = led is None
    if led is None:
        led = _begin(leader, told)
    inside = set(led.group.participations.values_list("owner", flat=True))
    for each in told.people:
        if known[each.person].owner.pk not in inside:
            _let_take_part(led, each, known[each.person])
    if is_new:
        _note_who_came(led, told, known)
    return int(is_new)


def _put_page(leader: Person, words: PublicWords) -> None:
    if Facilitator.objects.filter(owner=leader.owner).exists():
        return
    page = Facilitator(owner=leader.owner, changed_at=timezone.now())
    page.seal(words)
    page.save(force_insert=True)


def _there(leader: Person, told: DemoGroup) -> Led | None:
    """Return the group when it goes on; one that is over goes, and makes room."""
    rows = Facilitation.objects.filter(owner=leader.owner).select_related("group")
    for each in rows:
        if each.group.read().title == told.title:
            ahead = each.group.meetings.filter(starts_at__gt=timezone.now())
            if ahead.filter(kind=Meeting.Kind.MEETING).exists():
                return opened_for(leader, each)
            each.group.delete()
    return None


def _begin(leader: Person, told: DemoGroup) -> Led:
    group = actions.begin_group(
        person=leader,
        words=GroupWords(title=told.title, place=told.place, note=told.note),
        planned=told.planned(),
        language=LANGUAGE,
        municipality=told.municipality,
        limit=told.limit,
        is_listed=told.listed,
    )
    rows = Facilitation.objects.select_related("group")
    return opened_for(leader, rows.get(group=group, owner=leader.owner))


def _let_take_part(led: Led, told: DemoTaking, person: Person) -> None:
    name = people()[told.person].name
    taking = actions.join(person=person, group=led.group, name=name)
    following = led.group.meetings.filter(starts_at__gt=timezone.now()).first()
    if following is None:
        return
    if told.coming is not None or told.prepared:
        Reply.objects.create(
            participation=taking,
            meeting=following,
            coming=told.coming,
            prepared=told.prepared,
        )
    if told.brings:
        bring_outcome(person=person, taking=taking, meeting=following, exercise=told.brings)


def _note_who_came(led: Led, told: DemoGroup, known: Mapping[str, Person]) -> None:
    ids: dict[uuid.UUID, uuid.UUID] = dict(
        Participation.objects.filter(group=led.group).values_list("owner", "pk")
    )
    done = [each for each in led.meetings if each.ends_at < timezone.now()]
    for number, meeting in enumerate(done):
        marks = tuple(
            Mark(
                who=ids[known[each.person].owner.pk],
                came=each.came[number],
                look_on=_look_on(each) if meeting == done[-1] else None,
            )
            for each in told.people
            if number < len(each.came)
        )
        if marks:
            sheet = AttendanceSheet(meeting=meeting)
            sheet.seal(led.vault, Attendance(marks=marks))
            sheet.save(force_insert=True)


def _look_on(told: DemoTaking) -> date | None:
    return timezone.localdate() + timedelta(days=told.look_days) if told.look_days else None
