"""Make one memory book that somebody asked for. Started by the chores; not meant for a person."""

import uuid
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from balans.diary.book_making import make


class Command(BaseCommand):
    help = "Make the memory book of one job."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("job", type=uuid.UUID)

    def handle(self, *args: Any, **options: Any) -> None:
        make(options["job"])
