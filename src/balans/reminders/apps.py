"""The reminders app: queues the mails of the day, and rests when a loved one died."""

from django.apps import AppConfig


class RemindersConfig(AppConfig):
    name = "balans.reminders"

    def ready(self) -> None:
        from balans.accounts.life import when_bereaved, when_undone
        from balans.core.chores import register
        from balans.reminders import letters, resting

        when_bereaved(resting.rest)
        when_undone(resting.resume)
        register("reminders queued", letters.queue_due, every_seconds=60, together=True)
