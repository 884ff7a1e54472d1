"""The plans app: tells Mijn plek and the parcel what a person planned, and queues reminders."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "balans.plans"

    def ready(self) -> None:
        from balans.accounts.belongings import trace
        from balans.accounts.between import tell_between
        from balans.accounts.coming import tell_coming
        from balans.accounts.life import when_bereaved, when_undone
        from balans.accounts.parcel import Carrier, carry
        from balans.accounts.place.suggestion import offer
        from balans.accounts.space import weigh
        from balans.core.chores import register
        from balans.plans import carrying, happening, models, reminders, resting

        trace(carrying.plans_of)
        tell_between(happening.plans_between)
        weigh("plans", models.bytes_of_owner)
        offer(carrying.suggestions)
        tell_coming(carrying.next_moments)
        when_bereaved(resting.rest)
        when_undone(resting.resume)
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
