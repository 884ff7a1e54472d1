"""The mail of a reminder: queued when its hour has come, one a day for all rooms together."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from balans.accounts.entry.address import address_of
from balans.core import mail
from balans.core.addresses import whole_address
from balans.core.mail import Mail
from balans.core.quiet import is_quiet
from balans.reminders.models import Reminders
from balans.reminders.rooms import rooms
from balans.reminders.schedule import Due, turn

AT_ONCE = 500
TOGETHER = "accounts:mine"
"""Where a mail about several rooms leads: Mijn plek shows what is coming in all of them."""


def queue_due(*, now: datetime | None = None) -> int:
    """Queue the mails of which the hour has come; return how many. Safe on several servers."""
    moment = now or timezone.now()
    if is_quiet(moment):
        return 0
    due = Reminders.objects.due(moment).select_related("owner")
    return sum(_queue_one(chosen, moment) for chosen in due[:AT_ONCE])


@transaction.atomic
def _queue_one(chosen: Reminders, now: datetime) -> int:
    dues = [Due(room=room, day=day) for room, day in chosen.days.values_list("room", "day")]
    found = turn(dues, hour=chosen.hour, last=chosen.last_on, now=now)
    if not found.spent:
        return 0
    if found.about and not _claim(chosen, now):
        return 0
    chosen.days.filter(day__in=found.spent).delete()
    return queue_letter(chosen, found.about, today=timezone.localdate(now))


def _claim(chosen: Reminders, now: datetime) -> bool:
    """Return whether the mail of today is ours to queue: one process, one time."""
    today = timezone.localdate(now)
    free = Q(last_on=None) | Q(last_on__lt=today)
    return Reminders.objects.filter(free, pk=chosen.pk).update(last_on=today) == 1


def queue_letter(
    chosen: Reminders, about: Mapping[str, date], *, today: date, by_day: bool = True
) -> int:
    """Queue the mail of today; return 0 when there is nothing to say or nowhere to send it."""
    known = {room.name for room in rooms()}
    about = {room: day for room, day in about.items() if room in known}
    to, language = address_of(chosen.owner), chosen.owner.language
    if not about or not to:
        return 0
    with override(language):
        words = letter(chosen, about)
    once = f"reminder {chosen.stop} {today}"
    mail.queue(to=to, mail=words, language=language, kind="reminder", once=once, by_day=by_day)
    return 1


def letter(chosen: Reminders, about: Mapping[str, date]) -> Mail:
    """Return the words of a reminder, in the language that is active; `about` is a day by room."""
    here = [room for room in rooms() if room.name in about]
    said = [(room, room.words()) for room in here]
    sentences = [
        words.sentence % {"day": date_format(about[each.name], "j F")} for each, words in said
    ]
    (room, words), several = said[0], len(said) > 1
    closing = _("Komt het nu niet uit? Een andere dag is ook goed.") if several else words.closing
    stop = whole_address("reminders:stop", chosen.stop)
    return Mail(
        subject=_("Kijken hoe het gaat") if several else words.subject,
        paragraphs=(_("Dag,"), *sentences, closing),
        link=whole_address(TOGETHER if several else room.page),
        link_text=_("Naar Mijn plek") if several else words.to_page,
        small=_("Wil je geen seintjes meer? Stop ze hier: %(link)s") % {"link": stop},
        stop=stop,
    )
