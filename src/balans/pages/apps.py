"""The pages app: reads all content at start-up, so that a fault shows before a visitor does."""

import sys

from django.apps import AppConfig
from django.conf import settings


class PagesConfig(AppConfig):
    name = "balans.pages"

    def ready(self) -> None:
        if settings.READ_CONTENT_AT_START and not _is_tool(sys.argv):
            from balans.articles import content as articles
            from balans.checks import asking
            from balans.checks import content as checks
            from balans.diary import content as diary
            from balans.directory import helplines, national, needs
            from balans.groups import content as groups
            from balans.pages import content as pages
            from balans.questionnaires import content as questionnaires
            from balans.search import content as search
            from balans.walkthroughs import content as walkthroughs

            for room in (
                helplines,
                needs,
                national,
                articles,
                questionnaires,
                checks,
                asking,
                diary,
                pages,
                search,
                walkthroughs,
                groups,
            ):
                room.load()


def _is_tool(arguments: list[str]) -> bool:
    """Return whether a writer or a developer is at work, who wants all problems at once."""
    return bool({"content", "messages", "makemigrations"} & set(arguments[1:3]))
