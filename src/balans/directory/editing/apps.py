"""The editing app, a part of the directory: the editors' side of the support map."""

from django.apps import AppConfig


class EditingConfig(AppConfig):
    name = "balans.directory.editing"

    def ready(self) -> None:
        from django.conf import settings

        from balans.core.chores import register
        from balans.directory.editing import importing, link_check

        register(
            "imports begun",
            importing.start_waiting,
            every_seconds=1,
            together=True,
            any_clock=True,
        )
        register("old imports", importing.sweep, every_seconds=3600)
        if settings.LINK_CHECK:
            register(
                "links looked at",
                link_check.look_at_some,
                every_seconds=5,
                together=True,
                apart=True,
            )
