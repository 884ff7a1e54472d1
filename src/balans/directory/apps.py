"""The directory app: lets other texts point at offers, needs and helplines."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "balans.directory"

    def ready(self) -> None:
        from balans.core.references import Kind, register
        from balans.directory import pointing

        register("offer", Kind(names=pointing.offer_names, find=pointing.offer))
        register("need", Kind(names=pointing.need_names, find=pointing.need))
        register("helpline", Kind(names=pointing.helpline_names, find=pointing.helpline))
        register("talk-now", Kind(names=lambda: [""], find=pointing.talk_now))
