"""The note of each backup that was made: times and sizes, nothing of anybody."""

from django.db import models


class Backup(models.Model):
    """A backup that stands whole on disk, or stood there: a note outlives its file."""

    made_at = models.DateTimeField(db_index=True)
    """The one moment that the copy of the database is of."""

    took_seconds = models.FloatField()
    size_bytes = models.BigIntegerField()
    rows = models.BigIntegerField()
    blobs = models.PositiveIntegerField()
    missing_blobs = models.PositiveIntegerField(default=0)
    """Photos and recordings that a row names and that storage does not have: look at the disk."""

    checked_at = models.DateTimeField(null=True)
    """When it was last restored into an empty place and found the same."""

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d %H:%M}"
