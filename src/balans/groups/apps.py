"""The groups app: series of meetings, for who leads them and for who comes."""

from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "balans.groups"

    def ready(self) -> None:
        from balans.accounts.staff.duties import waits
        from balans.core.chores import register
        from balans.groups import actions
        from balans.groups.evaluating.ready import register_all as evaluating
        from balans.groups.joining.ready import register_all as joining
        from balans.groups.keeping import register_all as keeping
        from balans.groups.leading import appointing, together
        from balans.groups.listed.ready import register_all as listed
        from balans.groups.scripts.ready import register_all as scripts

        register("groups after their time", actions.erase_old_groups, every_seconds=3600)
        register("links to lead along", together.sweep_handovers, every_seconds=3600)
        waits("groups", appointing.waiting_for_leader)
        joining()
        listed()
        keeping()
        scripts()
        evaluating()
