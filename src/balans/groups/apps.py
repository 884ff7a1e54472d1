"""The groups app: series of meetings, for who leads them and for who comes."""

from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "balans.groups"

    def ready(self) -> None:
        from balans.accounts.space import weigh
        from balans.core.chores import register
        from balans.groups import actions
        from balans.groups.running import noting

        register("groups after their time", actions.erase_old_groups, every_seconds=3600)
        weigh("meeting_notes", noting.bytes_of_owner)
