"""Reminders by mail: switched on and off, kept up with the plans, and queued when their hour comes.

The process beside the server cannot open a plan. For who wants reminders, and for nobody else, the
day to look stands in plain; the mail holds no word of the plan.
"""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from balans.accounts.entry.address import address_of
from balans.accounts.models import Owner
from balans.accounts.person import Person
from balans.core import mail
from balans.core.mail import Mail
from balans.core.quiet import is_quiet
from balans.core.vault import host_digest
from balans.plans.models import KeptPlan, ReminderDay, Reminders
from balans.plans.plan import Plan
from balans.plans.schedule import is_ahead, turn

AT_ONCE = 500
STOP_LENGTH = 32


def stop_name(owner: Owner) -> str:
    """Return what stands in the link that stops the reminders of an owner.

    It stays the same, so that the link in an old mail works after they were switched on again.
    """
    return host_digest("stop reminders", str(owner.pk))[:STOP_LENGTH]


def reminders_of(person: Person | None) -> Reminders | None:
    """Return what a person chose; None while reminders are off."""
    return None if person is None else Reminders.objects.filter(owner=person.owner).first()


@transaction.atomic
def start_reminders(*, person: Person, hour: int) -> None:
    """Switch reminders on at an hour, or change the hour; keep the days that are still to come."""
    chosen, _new = Reminders.objects.update_or_create(
        owner=person.owner, defaults={"hour": hour, "stop": stop_name(person.owner)}
    )
    now = timezone.now()
    for kept in KeptPlan.objects.visible_to(person).select_for_update():
        _put(chosen, kept, kept.read(person.vault), now)


@transaction.atomic
def stop_reminders(owner: Owner) -> None:
    """Switch reminders off and forget every day. Twice changes nothing."""
    Reminders.objects.filter(owner=owner).delete()


@transaction.atomic
def stop_by_link(name: str) -> None:
    """Switch reminders off for whoever a link in a mail belongs to; a strange link does nothing."""
    Reminders.objects.filter(stop=name).delete()


def follow(*, owner: Owner, kept: KeptPlan, plan: Plan, now: datetime) -> None:
    """Keep the reminder of a plan up with it, when its owner wants reminders."""
    if (chosen := Reminders.objects.filter(owner=owner).first()) is not None:
        _put(chosen, kept, plan, now)


def _put(chosen: Reminders, kept: KeptPlan, plan: Plan, now: datetime) -> None:
    day = None if plan.let_go else plan.check
    if day is not None and is_ahead(day, chosen.hour, now):
        ReminderDay.objects.update_or_create(plan=kept, defaults={"reminders": chosen, "day": day})
    else:
        ReminderDay.objects.filter(plan=kept).delete()


def queue_due(*, now: datetime | None = None) -> int:
    """Queue the mails of which the hour has come; return how many. Safe on several servers."""
    moment = now or timezone.now()
    if is_quiet(moment):
        return 0
    due = Reminders.objects.due(moment).select_related("owner")
    return sum(_queue_one(chosen, moment) for chosen in due[:AT_ONCE])


@transaction.atomic
def _queue_one(chosen: Reminders, now: datetime) -> int:
    days = list(chosen.days.values_list("day", flat=True))
    found, today = (
        turn(days, hour=chosen.hour, last=chosen.last_on, now=now),
        timezone.localdate(now),
    )
    if not found.spent:
        return 0
    if found.about is not None and not _claim(chosen, now):
        return 0
    chosen.days.filter(day__in=found.spent).delete()
    to = address_of(chosen.owner)
    if found.about is None or not to:
        return 0
    language = chosen.owner.language
    with override(language):
        words = letter(chosen, date_format(found.about, "j F"))
    once = f"reminder {chosen.stop} {today}"
    mail.queue(to=to, mail=words, language=language, kind="reminder", once=once, by_day=True)
    return 1


def _claim(chosen: Reminders, now: datetime) -> bool:
    """Return whether the mail of today is ours to queue: one process, one time."""
    today = timezone.localdate(now)
    free = Q(last_on=None) | Q(last_on__lt=today)
    return Reminders.objects.filter(free, pk=chosen.pk).update(last_on=today) == 1


def letter(chosen: Reminders, day: str) -> Mail:
    """Return the words of a reminder, in the language that is active: none of the plan's own."""
    stop = settings.SITE + reverse("plans:stop", args=[chosen.stop])
    return Mail(
        subject=_("Kijken hoe het gaat met je plan"),
        paragraphs=(
            _("Dag,"),
            _("Je koos %(day)s om te kijken hoe het gaat met je plan.") % {"day": day},
            _("Wat er lukte, telt. Komt het nu niet uit? Dan kies je een andere dag."),
        ),
        link=settings.SITE + reverse("plans:index"),
        link_text=_("Naar Mijn plan"),
        small=_("Wil je geen seintjes meer? Stop ze hier: %(link)s") % {"link": stop},
        stop=stop,
    )
