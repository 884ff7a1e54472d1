"""The plans app: tells Mijn plek and the parcel what a person planned, and queues reminders."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "balans.plans"

    def ready(self) -> None:
        from balans.accounts.belongings import tell
        from balans.accounts.coming import tell_coming
        from balans.accounts.parcel import Carrier, carry
        from balans.core.chores import register
        from balans.plans import carrying, reminders

        tell(carrying.plans_of)
        tell_coming(carrying.next_moments)
        register("reminders queued", reminders.queue_due, every_seconds=60)
        carry(
            Carrier(
                room="plans",
                thing=carrying.TakenPlan,
                take=carrying.take,
                sections=carrying.sections,
                papers=carrying.papers,
                bring_back=carrying.bring_back,
            )
        )
