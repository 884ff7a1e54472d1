"""Do what one import waits for. Started by the chores; not meant for a person."""

import uuid
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from balans.directory.editing.importing import work


class Command(BaseCommand):
    help = "Read, carry out or undo one import of offers."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("import", type=uuid.UUID)

    def handle(self, *args: Any, **options: Any) -> None:
        work(options["import"])
