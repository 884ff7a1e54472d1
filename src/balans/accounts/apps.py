"""The accounts app: sees to it that nobody is kept longer than promised."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "balans.accounts"

    def ready(self) -> None:
        from balans.accounts import actions, share_actions
        from balans.core.chores import register

        register("erased after their time", actions.destroy_expired, every_seconds=60)
        register("swept anchors", actions.sweep_anchors, every_seconds=3600)
        register("closed shared links", share_actions.close_ended, every_seconds=300)
