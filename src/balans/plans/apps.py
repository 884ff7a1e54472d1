"""The plans app: tells Mijn plek, the parcel and the reminders what a person planned."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "balans.plans"

    def ready(self) -> None:
        from balans.accounts.belongings import trace
        from balans.accounts.between import tell_between
        from balans.accounts.coming import tell_coming
        from balans.accounts.life import when_bereaved, when_undone
        from balans.accounts.parcel import Carrier, carry
        from balans.accounts.place.suggestion import offer
        from balans.accounts.space import weigh
        from balans.plans import carrying, feed, happening, models, reminding
        from balans.reminders.rooms import remind_of

        trace(carrying.plans_of)
        tell_between(happening.plans_between)
        weigh("plans", models.bytes_of_owner)
        offer(carrying.suggestions)
        tell_coming(carrying.next_moments)
        when_bereaved(feed.empty_feed)
        when_undone(feed.fill_feed)
        remind_of(reminding.ROOM)
        carry(
            Carrier(
                room="plans",
                thing=carrying.TakenPlan,
                take=carrying.take,
                sections=carrying.sections,
                papers=carrying.papers,
                bring_back=carrying.bring_back,
            )
        )
