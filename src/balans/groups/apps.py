"""The groups app: series of meetings, for who leads them and for who comes."""

from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "balans.groups"

    def ready(self) -> None:
        from balans.core.chores import register
        from balans.groups import actions
        from balans.groups.listed import waiting

        register("places that came free", waiting.fill_free_places, every_seconds=300)
        register("groups after their time", actions.erase_old_groups, every_seconds=3600)
