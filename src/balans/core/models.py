"""The note of which blobs were put where; nothing of whose they are or what they hold."""

from django.db import models


class StoredBlob(models.Model):
    """The name of a blob, noted before it is kept."""

    name = models.CharField(max_length=32, primary_key=True)
    kept_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.name
