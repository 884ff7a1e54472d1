"""The core app: sends the mail that waits, sweeps blobs."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "balans.core"

    def ready(self) -> None:
        from django.core import checks

        from balans.core import blobs, mail
        from balans.core.checks import check_blob_storage
        from balans.core.chores import register
        from balans.core.sqlite.base import write_back

        checks.register(check_blob_storage)
        register("mails sent", mail.send_waiting, every_seconds=1, any_clock=True, apart=True)
        register("mails given up", mail.report_stale, every_seconds=300)
        register("moved from the log of the database", write_back, every_seconds=1, any_clock=True)
        register("blobs that nobody needs", blobs.sweep, every_seconds=3600)
