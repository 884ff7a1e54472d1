"""The checks app: tells Mijn plek, the parcel and the reminders which checks a person does."""

from django.apps import AppConfig


class ChecksConfig(AppConfig):
    name = "balans.checks"

    def ready(self) -> None:
        from balans.accounts.belongings import trace
        from balans.accounts.coming import tell_coming
        from balans.accounts.life import when_caring
        from balans.accounts.parcel import Carrier, carry, no_files
        from balans.accounts.place.suggestion import offer
        from balans.accounts.space import weigh
        from balans.checks import carrying, coming, models, pointing, repeating
        from balans.checks.listing import checks_of, suggestions
        from balans.core.references import Kind, register
        from balans.questionnaires.finished import when_finished
        from balans.reminders.rooms import remind_of

        register("check", Kind(names=pointing.check_names, find=pointing.check))
        trace(checks_of)
        offer(suggestions)
        weigh("rhythms", models.bytes_of_owner)
        tell_coming(coming.next_checks)
        when_finished(repeating.follow)
        remind_of(coming.REMINDED)
        when_caring(repeating.follow_all)
        carry(
            Carrier(
                room="rhythms",
                thing=carrying.TakenRhythm,
                take=carrying.take,
                sections=carrying.sections,
                papers=no_files,
                bring_back=carrying.bring_back,
            )
        )
