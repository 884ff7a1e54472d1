"""The core app: sends the mail that waits."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "balans.core"

    def ready(self) -> None:
        from balans.core import mail
        from balans.core.chores import register

        register("mails sent", mail.send_waiting, every_seconds=1)
        register("mails given up", mail.report_stale, every_seconds=300)
