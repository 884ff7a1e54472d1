"""The checks app: tells Mijn plek which checks a person did."""

from django.apps import AppConfig


class ChecksConfig(AppConfig):
    name = "balans.checks"

    def ready(self) -> None:
        from balans.accounts.belongings import trace
        from balans.checks import pointing
        from balans.checks.listing import checks_of
        from balans.core.references import Kind, register

        register("check", Kind(names=pointing.check_names, find=pointing.check))
        trace(checks_of)
