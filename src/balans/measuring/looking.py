"""Looks up how things are, for the administrator: counts and times, nothing of anybody."""

import shutil
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q
from django.utils import timezone

from balans.core import mail
from balans.core.models import Letter
from balans.measuring.adding import ANSWERED, ERRORS, QUICK
from balans.measuring.backed_up import last_backup_at
from balans.measuring.build import version
from balans.measuring.gathering import data_folder
from balans.measuring.models import ChoreState, DayCount
from balans.measuring.points import STANDS_STILL, Facts

DAY = timedelta(days=1)
REMINDERS = "reminders queued"
TURNS = 3
"""How many times in a row something may fail before it stands still."""


def facts_now() -> Facts:
    """Return how things are, in four queries."""
    now = timezone.now()
    letters = Letter.objects.aggregate(
        oldest=Min("due_at", filter=Q(state=Letter.State.WAITING, due_at__lte=now)),
        unsent=Count(
            "pk",
            filter=Q(state__in=(Letter.State.REFUSED, Letter.State.UNSURE), ended_at__gt=now - DAY),
        ),
    )
    chores = {each.name: each for each in ChoreState.objects.all()}
    today = dict(DayCount.objects.filter(day=timezone.localdate()).values_list("what", "number"))
    disk = shutil.disk_usage(data_folder())
    reminders = chores.get(REMINDERS)
    knows, backup_at = last_backup_at()
    return Facts(
        now=now,
        version=version(),
        sends_mail=mail.works(),
        oldest_mail=letters["oldest"],
        unsent=letters["unsent"],
        chores_ran_at=max((each.ran_at for each in chores.values() if each.ran_at), default=None),
        standing_still=tuple(sorted(n for n, each in chores.items() if _stands_still(each, now))),
        reminders_at=reminders.ran_at if reminders else None,
        knows_backups=knows,
        backup_at=backup_at,
        disk=disk.total,
        free=disk.free,
        errors=today.get(ERRORS, 0),
        answered=today.get(ANSWERED, 0),
        quick=today.get(QUICK, 0),
    )


def _stands_still(chore: ChoreState, now: datetime) -> bool:
    """Return whether a chore failed the last times, and long ago ended well."""
    if chore.failed_at is None or (chore.ran_at is not None and chore.ran_at > chore.failed_at):
        return False
    patience = max(STANDS_STILL, timedelta(seconds=chore.every_seconds * TURNS))
    return chore.ran_at is None or now - chore.ran_at > patience
