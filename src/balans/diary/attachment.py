"""What hangs on a memory: a photo or a recording, sealed as blobs with the memory's own key."""

import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal

from django.db import models

from balans.accounts.person import Person
from balans.core import blobs
from balans.core.vault import Vault

if TYPE_CHECKING:
    from balans.diary.models import Memory

PHOTO: Literal["photo"] = "photo"
RECORDING: Literal["recording"] = "recording"
Size = Literal["large", "small"]
LARGE: Size = "large"
SMALL: Size = "small"
CAPTION = "caption"
MOST_PHOTOS = 20
MOST_RECORDINGS = 3
CAPTION_LIMIT = 300


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def visible_to(self, person: Person | None) -> "AttachmentQuerySet":
        """Return what hangs on the person's own memories, and nothing else."""
        return self.none() if person is None else self.filter(memory__owner=person.owner)

    def of_opened(self, memories: "Iterable[Memory]") -> "AttachmentQuerySet":
        """Return what hangs on memories whose owner was asked for them.

        By their ids alone: asked for by owner as well, SQLite walks through all of the owner's.
        """
        return self.filter(memory__in=[each.pk for each in memories])

    def photos(self) -> "AttachmentQuerySet":
        return self.filter(kind=PHOTO)

    def recordings(self) -> "AttachmentQuerySet":
        return self.filter(kind=RECORDING)


class Attachment(models.Model):
    """A photo or a recording of one memory. Its sizes are plain, all that is in it is sealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    memory = models.ForeignKey("diary.Memory", on_delete=models.CASCADE, related_name="attachments")
    kind = models.CharField(max_length=10)
    type = models.CharField(max_length=4, default="jpg")
    """What kind of bytes: jpg, webm, ogg or mp4."""

    position = models.PositiveIntegerField()
    large = models.CharField(max_length=32, db_index=True)
    small = models.CharField(max_length=32, db_index=True, default="")
    """Names of blobs (core/blobs.py); a recording has one."""

    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    small_width = models.PositiveIntegerField(default=0)
    small_height = models.PositiveIntegerField(default=0)
    kept_bytes = models.PositiveIntegerField(default=0)
    """How much room its blobs take."""

    caption = models.BinaryField(default=b"")
    fingerprint = models.CharField(max_length=64)
    """A keyed hash of what was uploaded: the same post twice keeps a photo once."""

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["memory", "fingerprint"], name="attached_once")
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def is_photo(self) -> bool:
        return self.kind == PHOTO

    @property
    def blob_names(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.large, self.small)))

    def read(self, vault: Vault, size: Size = LARGE) -> bytes:
        """Return the photo or the sound, with the vault of its memory (`Memory.vault_of`).

        Raise BlobGone when its bytes are not there, CannotOpen when they are somebody else's.
        """
        sealed = blobs.get(self.small if size == SMALL else self.large)
        return vault.open(sealed, record=str(self.pk), field=size)

    def seal(self, vault: Vault, content: bytes, size: Size = LARGE) -> None:
        """Put bytes in a new blob; saving is the caller's. Raise NoRoom when that cannot be."""
        name = blobs.new_name()
        blobs.put(name, vault.seal(content, record=str(self.pk), field=size))
        setattr(self, size, name)
        self.kept_bytes += len(content)

    def read_caption(self, vault: Vault) -> str:
        """Return what is to be seen, in the carer's words; empty when nothing was written."""
        if not self.caption:
            return ""
        return vault.open(bytes(self.caption), record=str(self.pk), field=CAPTION).decode()

    def seal_caption(self, vault: Vault, words: str) -> None:
        """Put a caption in place; saving is the caller's."""
        text = words[:CAPTION_LIMIT].encode()
        self.caption = vault.seal(text, record=str(self.pk), field=CAPTION) if text else b""


def bytes_of_owner() -> models.Subquery:
    """Return a subquery with the bytes of what hangs on an owner's memories."""
    mine = Attachment.objects.filter(memory__owner=models.OuterRef("pk")).order_by()
    total = mine.values("memory__owner").annotate(total=models.Sum("kept_bytes"))
    return models.Subquery(total.values("total"))


def needed(names: Any) -> set[str]:
    """Return which of these blobs hang on a memory; `core.blobs.sweep` leaves them be."""
    rows = Attachment.objects.filter(
        models.Q(large__in=names) | models.Q(small__in=names)
    ).order_by()
    return {name for row in rows.values_list("large", "small") for name in row if name}
