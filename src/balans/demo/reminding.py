"""One reminder of today, so that the mailbox of the demonstration has one within a minute."""

from django.utils import timezone

from balans.accounts.person import Person
from balans.core.quiet import is_quiet
from balans.plans import reminding
from balans.plans.models import KeptPlan
from balans.reminders.actions import reminders_of, start_reminders
from balans.reminders.letters import queue_letter
from balans.reminders.models import ReminderDay
from balans.reminders.schedule import is_ahead


def remind_today(*, person: Person, hour: int) -> None:
    """Switch reminders on, and let the one of today come: the person is not here to look.

    By the ordinary chore when its hour has come. In the quiet hours, or before that hour, whoever
    tries this out would wait: then its mail is queued now, the same in every word.
    """
    start_reminders(person=person, hour=hour)
    chosen, now = reminders_of(person), timezone.now()
    today = timezone.localdate(now)
    plans = KeptPlan.objects.visible_to(person)
    due = next((each for each in plans if each.read(person.vault).check == today), None)
    if chosen is None or due is None:
        return
    if not is_quiet(now) and not is_ahead(today, hour, now):
        ReminderDay.objects.update_or_create(
            room=reminding.NAME, thing=due.pk, defaults={"reminders": chosen, "day": today}
        )
        return
    queue_letter(chosen, {reminding.NAME: today}, today=today, by_day=False)
    ReminderDay.objects.filter(room=reminding.NAME, thing=due.pk).delete()
    chosen.last_on = today
    chosen.save(update_fields=["last_on"])
