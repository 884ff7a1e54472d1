"""Load the demo people."""

from typing import Any

from django.core.management.base import BaseCommand

from balans.demo.actions import load_people


class Command(BaseCommand):
    help = "Load the demo people, with every exercise done."

    def handle(self, *args: Any, **options: Any) -> None:
        for name in load_people():
            self.stdout.write(f"demo: {name}")
