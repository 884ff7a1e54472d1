"""Reminders rest when a loved one died, and come back when that is taken back."""

from balans.accounts.person import Person
from balans.accounts.place.profile import Profile, change_profile
from balans.core.models import Letter
from balans.reminders.actions import reminders_of, start_reminders, stop_reminders

KEY = "reminders"


def rest(person: Person) -> None:
    """Stop the reminders, one that waits in the mail included; seal at which hour they were."""
    chosen = reminders_of(person)
    if chosen is None:
        return
    hour = str(chosen.hour)
    waiting = Letter.objects.filter(state=Letter.State.WAITING, claimed_at=None)
    waiting.filter(once__startswith=f"reminder {chosen.stop} ").delete()
    stop_reminders(person.owner)
    change_profile(person=person, change=lambda known: _with(known, {KEY: hour}))


def resume(person: Person) -> None:
    """Start the reminders again at their hour, if there were any."""
    hours: list[str] = []

    def change(known: Profile) -> Profile:
        hours.extend(each for key, each in known.at_rest.items() if key == KEY)
        return _with(known, {})

    change_profile(person=person, change=change)
    if hours:
        start_reminders(person=person, hour=int(hours[0]))


def _with(known: Profile, more: dict[str, str]) -> Profile:
    others = {key: each for key, each in known.at_rest.items() if key != KEY}
    return known.model_copy(update={"at_rest": {**others, **more}})
