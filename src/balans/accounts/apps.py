"""The accounts app: sees to it that nobody is kept longer than promised."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "balans.accounts"

    def ready(self) -> None:
        from balans.accounts import actions, carrying
        from balans.accounts.entry import challenges, counting, leaving
        from balans.accounts.parcel import Carrier, carry
        from balans.accounts.shares import actions as share_actions
        from balans.core.chores import register

        register("erased after their time", actions.destroy_expired, every_seconds=60)
        register("erased by wish", leaving.erase_who_left, every_seconds=60)
        register("letters to unused accounts", leaving.tell_unused, every_seconds=3600)
        register("old questions", challenges.sweep_challenges, every_seconds=3600)
        register("old counts", counting.sweep_counts, every_seconds=3600)
        register(
            "anchors of who was erased", actions.finish_erasing, every_seconds=60, any_clock=True
        )
        register("closed shared links", share_actions.close_ended, every_seconds=300)
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
