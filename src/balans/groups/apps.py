"""The groups app: series of meetings, for who leads them and for who comes."""

from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "balans.groups"

    def ready(self) -> None:
        from balans.accounts.moving import when_moved
        from balans.core.chores import register
        from balans.groups import actions
        from balans.groups.evaluating import sending

        register("groups after their time", actions.erase_old_groups, every_seconds=3600)
        register("evaluations of no group", sending.forget_lone_drafts, every_seconds=3600)
        when_moved(sending.move_drafts)
