"""The directory app: lets texts point at offers and needs, and tells what a person kept."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "balans.directory"

    def ready(self) -> None:
        from balans.accounts.belongings import trace
        from balans.accounts.parcel import Carrier, carry
        from balans.accounts.space import weigh
        from balans.core import chores
        from balans.core.references import Kind, register
        from balans.directory import carrying, models, pointing, reporting

        register("offer", Kind(names=pointing.offer_names, find=pointing.offer))
        register("need", Kind(names=pointing.need_names, find=pointing.need))
        register("helpline", Kind(names=pointing.helpline_names, find=pointing.helpline))
        register("talk-now", Kind(names=lambda: [""], find=pointing.talk_now))
        chores.register("reports dealt with", reporting.sweep_reports, every_seconds=3600)
        trace(carrying.traces)
        weigh("kept_offers", models.bytes_of_owner)
        carry(
            Carrier(
                room="kept_offers",
                thing=carrying.TakenOffer,
                take=carrying.take,
                sections=carrying.sections,
                papers=carrying.papers,
                bring_back=carrying.bring_back,
            )
        )
