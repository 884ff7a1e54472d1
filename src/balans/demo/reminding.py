"""One reminder of today, so that the mailbox of the demonstration has one within a minute."""

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override

from balans.accounts.entry.address import address_of
from balans.accounts.person import Person
from balans.core import mail
from balans.core.quiet import is_quiet
from balans.plans import reminders
from balans.plans.models import KeptPlan, ReminderDay
from balans.plans.schedule import is_ahead


def remind_today(*, person: Person, hour: int) -> None:
    """Switch reminders on, and let the one of today come: the person is not here to look.

    By the ordinary chore when its hour has come. In the quiet hours, or before that hour, whoever
    tries this out would wait: then its mail is queued now, the same in every word.
    """
    reminders.start_reminders(person=person, hour=hour)
    chosen, now = reminders.reminders_of(person), timezone.now()
    today = timezone.localdate(now)
    plans = KeptPlan.objects.visible_to(person)
    due = next((each for each in plans if each.read(person.vault).check == today), None)
    if chosen is None or due is None:
        return
    if not is_quiet(now) and not is_ahead(today, hour, now):
        ReminderDay.objects.update_or_create(plan=due, defaults={"reminders": chosen, "day": today})
        return
    with override(settings.LANGUAGE_CODE):
        words = reminders.letter(chosen, date_format(today, "j F"))
    mail.queue(
        to=address_of(person.owner),
        mail=words,
        language=person.owner.language,
        kind="reminder",
        once=f"reminder {chosen.stop} {today}",
    )
    ReminderDay.objects.filter(plan=due).delete()
    chosen.last_on = today
    chosen.save(update_fields=["last_on"])
