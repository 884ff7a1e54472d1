"""The groups app: series of meetings, for who leads them and for who comes."""

from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "balans.groups"

    def ready(self) -> None:
        from balans.accounts.belongings import trace
        from balans.accounts.parcel import Carrier, carry
        from balans.accounts.space import weigh
        from balans.accounts.staff.duties import waits
        from balans.core import references
        from balans.core.chores import register
        from balans.groups import actions, pointing
        from balans.groups.evaluating.ready import register_all as evaluating
        from balans.groups.joining.ready import register_all as joining
        from balans.groups.leading import appointing, together
        from balans.groups.models import script
        from balans.groups.running.ready import register_all as running
        from balans.groups.scripts import carrying

        register("groups after their time", actions.erase_old_groups, every_seconds=3600)
        register("links to lead along", together.sweep_handovers, every_seconds=3600)
        waits("groups", appointing.waiting_for_leader)
        for name, kind in pointing.KINDS.items():
            references.register(name, kind)
        weigh("scripts", script.bytes_of_owner)
        trace(carrying.scripts_of)
        carry(
            Carrier(
                room="scripts",
                thing=carrying.TakenScript,
                take=carrying.take,
                sections=carrying.sections,
                papers=carrying.papers,
                bring_back=carrying.bring_back,
            )
        )
        joining()
        running()
        evaluating()
