"""The measuring app: what is counted is added up, and how the chores went is kept."""

from django.apps import AppConfig


class MeasuringConfig(AppConfig):
    name = "balans.measuring"

    def ready(self) -> None:
        from balans.core.chores import register
        from balans.measuring import adding

        register("numbers added up", adding.add_up, every_seconds=10)
        register("how the chores went", adding.note_chores, every_seconds=60)
        register("numbers of days long gone", adding.forget_old, every_seconds=86_400)
