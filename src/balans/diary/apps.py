"""The diary app: tells Mijn plek and the parcel what a person remembers."""

from django.apps import AppConfig


class DiaryConfig(AppConfig):
    name = "balans.diary"

    def ready(self) -> None:
        from balans.accounts.belongings import tell
        from balans.accounts.parcel import Carrier, carry
        from balans.accounts.sharing import let_share
        from balans.diary import carrying, sharing

        tell(carrying.diary_of)
        let_share(sharing.room())
        carry(
            Carrier(
                room="diary",
                thing=carrying.TakenMemory,
                take=carrying.take,
                sections=carrying.sections,
                papers=carrying.papers,
                bring_back=carrying.bring_back,
            )
        )
