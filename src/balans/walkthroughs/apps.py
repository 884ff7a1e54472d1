"""The walkthroughs app: how an exercise goes, in pictures of the product itself."""

from django.apps import AppConfig


class WalkthroughsConfig(AppConfig):
    name = "balans.walkthroughs"

    def ready(self) -> None:
        from balans.core.references import Kind, register
        from balans.walkthroughs import pointing

        register("walkthrough", Kind(names=pointing.names, find=pointing.find))
