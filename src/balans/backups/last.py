"""When the last backup was made: for the health page, the metrics and the administrator's page."""

from datetime import datetime, timedelta

from balans.backups.models import Backup

NOTES_KEPT = timedelta(days=400)


def last_backup() -> Backup | None:
    """Return the note of the newest good backup, None when there never was one. One query."""
    return Backup.objects.order_by("-made_at").first()


def note_checked(made_at: datetime, now: datetime) -> None:
    """Note that the backup of this moment was restored and found the same. Unknown ones pass."""
    Backup.objects.filter(made_at=made_at).update(checked_at=now)


def note_made(backup: Backup) -> None:
    """Keep the note of a backup that stands, and let notes go that are over a year old."""
    backup.save()
    Backup.objects.filter(made_at__lt=backup.made_at - NOTES_KEPT).delete()
