"""The questionnaires app: tells Mijn plek and the parcel what a person made."""

from django.apps import AppConfig


class QuestionnairesConfig(AppConfig):
    name = "balans.questionnaires"

    def ready(self) -> None:
        from balans.accounts.belongings import trace
        from balans.accounts.parcel import Carrier, carry
        from balans.accounts.place.names import tell_name
        from balans.accounts.place.suggestion import offer
        from balans.accounts.shares.sharing import let_share
        from balans.accounts.space import weigh
        from balans.core.references import Kind, register
        from balans.questionnaires import carrying, models, pointing, sharing
        from balans.questionnaires.listing import attempts_of, loved_one_of, suggestions

        register("exercise", Kind(names=pointing.exercise_names, find=pointing.exercise))
        trace(attempts_of)
        weigh("answers", models.bytes_of_owner)
        weigh("readings", models.bytes_of_readings)
        weigh("shared_results", models.bytes_of_shared)
        let_share(sharing.room())
        offer(suggestions)
        tell_name(loved_one_of)
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
