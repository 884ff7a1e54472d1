"""The core app: sends the mail that waits, sweeps blobs."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "balans.core"

    def ready(self) -> None:
        from django.core import checks

        from balans.core import blobs, mail, standby
        from balans.core.checks import check_blob_storage
        from balans.core.chores import register
        from balans.core.sqlite.base import write_back

        checks.register(check_blob_storage)
        outside = {"together": True, "any_clock": True, "apart": True}
        every_server = {"together": True, "any_clock": True}
        register("mails sent", mail.send_waiting, every_seconds=1, **outside)
        register("mails given up", mail.report_stale, every_seconds=300)
        register("moved from the log of the database", write_back, every_seconds=1, **every_server)
        register("beats for the standby", standby.beat, every_seconds=1, **every_server)
        register("blobs that nobody needs", blobs.sweep, every_seconds=3600)
