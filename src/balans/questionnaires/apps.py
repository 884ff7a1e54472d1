"""The questionnaires app: tells Mijn plek and the parcel what a person made."""

from django.apps import AppConfig


class QuestionnairesConfig(AppConfig):
    name = "balans.questionnaires"

    def ready(self) -> None:
        from balans.accounts.belongings import tell
        from balans.accounts.parcel import Carrier, carry
        from balans.questionnaires import carrying
        from balans.questionnaires.listing import attempts_of

        tell(attempts_of)
        carry(
            Carrier(
                room="attempts",
                thing=carrying.TakenAttempt,
                take=carrying.take,
                sections=carrying.sections,
                papers=carrying.papers,
                bring_back=carrying.bring_back,
            )
        )
