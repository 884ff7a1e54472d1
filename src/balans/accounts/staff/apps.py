"""The staff app, a part of accounts: roles, the second step, an organisation's sign-in."""

from django.apps import AppConfig


class StaffConfig(AppConfig):
    name = "balans.accounts.staff"

    def ready(self) -> None:
        from balans.accounts.staff import checks, roles
        from balans.core.chores import register

        checks.register_checks()
        register("old invitations", roles.sweep_invitations, every_seconds=3600)
