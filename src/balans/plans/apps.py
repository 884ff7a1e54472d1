"""The plans app: tells Mijn plek and the parcel what a person planned."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "balans.plans"

    def ready(self) -> None:
        from balans.accounts.belongings import trace
        from balans.accounts.parcel import Carrier, carry
        from balans.accounts.suggestion import offer
        from balans.plans import carrying

        trace(carrying.plans_of)
        offer(carrying.suggestions)
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
