"""Reminders of the day before: claimed for a meeting at once, so that each goes one time."""

import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from balans.accounts.person import Person
from balans.core.quiet import is_quiet
from balans.groups.joining.dated import changed
from balans.groups.joining.letters import days_almost_over, reminder, stop_name
from balans.groups.joining.state import is_time_to_remind, reminds_from
from balans.groups.models import Meeting, Participation
from balans.groups.telling import tell

AHEAD = timedelta(hours=40)
"""Longer than from nine in the morning to the end of the next day."""
AT_ONCE = 200
LAST_DAYS = timedelta(days=2)
"""So long before a guest's days are over they are told."""


def queue_reminders(*, now: datetime | None = None) -> int:
    """Queue the reminders of which it is time; return how many. Safe on several servers."""
    moment = now or timezone.now()
    if is_quiet(moment):
        return 0
    meetings = Meeting.objects.filter(
        starts_at__gt=moment,
        starts_at__lt=moment + AHEAD,
        cancelled_at=None,
        group__stopped_at=None,
    ).exclude(reminded_for=F("starts_at"))
    found = meetings.select_related("group")[:AT_ONCE]
    return sum(_remind(each, moment) for each in found if is_time_to_remind(each, moment))


@transaction.atomic
def _remind(meeting: Meeting, now: datetime) -> int:
    same = Meeting.objects.filter(pk=meeting.pk, starts_at=meeting.starts_at, cancelled_at=None)
    free = same.filter(Q(reminded_for=None) | ~Q(reminded_for=meeting.starts_at))
    if not free.update(reminded_for=meeting.starts_at):
        return 0
    words = changed(meeting.group.read(), meeting.read_changes())
    once = f"reminder {meeting.pk.hex} {meeting.starts_at:%Y%m%d%H%M}"
    takings = _who(meeting)
    return tell(takings, lambda taking: reminder(taking, meeting, words), once=once, by_day=True)


def _who(meeting: Meeting) -> list[Participation]:
    """Return who is reminded: not who cannot come, who stopped reminders, or whose rest.

    Nor who joined since it was time: they just read it.
    """
    inside = meeting.group.participations.inside().exclude(address=None)
    rows = inside.filter(reminded=True, joined_at__lt=reminds_from(meeting))
    told_no = Q(replies__meeting=meeting, replies__coming=False)
    away = meeting.group.participations.filter(told_no).values("pk")
    alive = rows.filter(owner__expires_at__gt=timezone.now(), owner__leaves_at=None)
    told = alive.exclude(pk__in=away).select_related("owner", "group")
    return [each for each in told if not each.rests]


def warn_guests(*, now: datetime | None = None) -> int:
    """Tell guests whose days are almost over that their place goes with them; return how many.

    Once for each end of their days: whoever comes back gets new days, and maybe a new mail.
    """
    moment = now or timezone.now()
    if is_quiet(moment):
        return 0
    ahead = Meeting.objects.filter(
        group=OuterRef("group"), starts_at__gt=moment, cancelled_at=None, group__stopped_at=None
    )
    soon = {"owner__expires_at__gt": moment, "owner__expires_at__lte": moment + LAST_DAYS}
    rows = Participation.objects.filter(Exists(ahead), owner__account_since=None, **soon)
    listening = rows.filter(reminded=True, owner__leaves_at=None).exclude(address=None)
    found = listening.select_related("owner", "group").iterator()
    return sum(_warn(each) for each in found if not each.rests)


def _warn(taking: Participation) -> int:
    title = taking.group.read().title
    once = f"guest {taking.owner.expires_at:%Y%m%d%H%M}"
    return tell([taking], lambda each: days_almost_over(each, title), once=once, by_day=True)


def stop_by_link(participation_id: uuid.UUID, name: str) -> None:
    """Stop the reminders of whoever a link in a mail belongs to; a strange link does nothing."""
    taking = Participation.objects.filter(pk=participation_id).first()
    if taking is not None and name == stop_name(taking):
        Participation.objects.filter(pk=taking.pk).update(reminded=False)


def rest(person: Person) -> None:
    """Let the reminders of every group rest when a loved one died; the places stay."""
    _let_rest(person, rests=True)


def resume(person: Person) -> None:
    """Let them go again when that is taken back, or when somebody cares again."""
    _let_rest(person, rests=False)


def _let_rest(person: Person, *, rests: bool) -> None:
    for each in Participation.objects.visible_to(person).select_for_update():
        each.let_rest(rests=rests)
        each.save(update_fields=["sealed_rest"])
