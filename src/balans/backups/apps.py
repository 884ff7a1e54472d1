"""The app of backups: it keeps the note of when the last ones were made."""

from django.apps import AppConfig


class BackupsConfig(AppConfig):
    name = "balans.backups"
