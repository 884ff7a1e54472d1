"""The core app."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "balans.core"

    def ready(self) -> None:
        from django.core.checks import register

        from balans.core.checks import check_blob_storage

        register(check_blob_storage)
