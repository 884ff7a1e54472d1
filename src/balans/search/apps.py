"""The search app: follows what changes in local offers."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "balans.search"

    def ready(self) -> None:
        from balans.core.chores import register
        from balans.directory.actions import on_change
        from balans.search import actions

        on_change(actions.follow_many)
        register("search entries made anew", actions.renew_some, every_seconds=20, any_clock=True)
