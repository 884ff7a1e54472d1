"""When the last backup was made, for a version that makes backups."""

from datetime import datetime

from django.apps import apps
from django.db.models import Max


def last_backup_at() -> tuple[bool, datetime | None]:
    """Return whether this version makes backups, and when the last good one was made."""
    if not apps.is_installed("balans.backups"):
        return False, None
    backups = apps.get_app_config("backups").get_model("Backup")
    return True, backups._default_manager.aggregate(newest=Max("made_at"))["newest"]
