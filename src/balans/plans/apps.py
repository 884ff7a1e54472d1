"""The plans app: tells Mijn plek and the parcel what a person planned."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "balans.plans"

    def ready(self) -> None:
        from balans.accounts.belongings import tell
        from balans.accounts.parcel import Carrier, carry
        from balans.plans import carrying

        tell(carrying.plans_of)
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
