"""The pages app: reads all content at start-up, so that a fault shows before a visitor does."""

import sys

from django.apps import AppConfig
from django.conf import settings


class PagesConfig(AppConfig):
    name = "balans.pages"

    def ready(self) -> None:
        if settings.READ_CONTENT_AT_START and not _is_tool(sys.argv):
            from balans.pages.reading import read_everything

            read_everything()


def _is_tool(arguments: list[str]) -> bool:
    """Return whether a writer, developer or doctor is at work, who wants all problems at once."""
    return bool({"content", "messages", "makemigrations", "doctor"} & set(arguments[1:3]))
