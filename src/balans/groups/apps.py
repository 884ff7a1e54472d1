"""The groups app: series of meetings, for who leads them and for who comes."""

from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "balans.groups"

    def ready(self) -> None:
        from balans.core.chores import register
        from balans.groups import actions, keeping
        from balans.groups.evaluating import ready as evaluating
        from balans.groups.joining import ready as joining
        from balans.groups.leading import ready as leading
        from balans.groups.listed import ready as listed
        from balans.groups.scripts import ready as scripts

        register("groups after their time", actions.erase_old_groups, every_seconds=3600)
        for part in (leading, joining, listed, keeping, scripts, evaluating):
            part.register_all()
