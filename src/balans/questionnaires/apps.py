"""The questionnaires app: tells Mijn plek what a guest made."""

from django.apps import AppConfig


class QuestionnairesConfig(AppConfig):
    name = "balans.questionnaires"

    def ready(self) -> None:
        from balans.accounts.belongings import tell
        from balans.questionnaires.listing import attempts_of

        tell(attempts_of)
