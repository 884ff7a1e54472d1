"""The accounts app: sees to it that nobody is kept longer than promised."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "balans.accounts"

    def ready(self) -> None:
        from balans.accounts import actions, carrying
        from balans.accounts.parcel import Carrier, carry
        from balans.core.chores import register

        register("erased after their time", actions.destroy_expired, every_seconds=60)
        register("swept anchors", actions.sweep_anchors, every_seconds=3600)
        carry(
            Carrier(
                room="profile",
                thing=carrying.TakenProfile,
                take=carrying.take,
                sections=carrying.sections,
                papers=carrying.papers,
                bring_back=carrying.bring_back,
            )
        )
