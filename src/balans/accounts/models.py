"""The owner of personal words, as the database knows one: an id, a wrapped key and an end."""

import uuid
from datetime import datetime

from django.db import models

from balans.core.vault import WrappedKey


class OwnerQuerySet(models.QuerySet["Owner"]):
    def alive(self, now: datetime) -> "OwnerQuerySet":
        """Return the owners whose time is not over."""
        return self.filter(expires_at__gt=now)

    def expired(self, now: datetime) -> "OwnerQuerySet":
        return self.filter(expires_at__lte=now)


class Owner(models.Model):
    """A guest, for now. Deleting the row destroys the key, and with it every word."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    lookup = models.CharField(max_length=64, unique=True)
    wrapped_key = models.BinaryField()
    key_version = models.PositiveIntegerField(db_index=True)
    created_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    objects = OwnerQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.id)

    @property
    def key(self) -> WrappedKey:
        return WrappedKey(version=self.key_version, wrapped=bytes(self.wrapped_key))
