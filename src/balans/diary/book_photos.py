"""The photos of memories, as the book sees them: their sizes, and their bytes one by one."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse

from balans.accounts.person import Person
from balans.core.blobs import BlobGone
from balans.core.vault import CannotOpen
from balans.diary.attachment import Attachment
from balans.documents.book import Photo


class Photos:
    """The photos of these memories of a person, found at once and opened when they are needed.

    `of` holds the photos of each memory (its id in hex) in their own order.
    """

    def __init__(self, person: Person, memory_ids: Iterable[UUID]) -> None:
        wanted = {each.hex for each in memory_ids}
        own = Attachment.objects.visible_to(person).photos().select_related("memory")
        self._person = person
        self._known = {each.pk: each for each in own if each.memory_id.hex in wanted}
        found: dict[str, list[Photo]] = defaultdict(list)
        for each in self._known.values():
            words = each.read_caption(each.memory.vault_of(person))
            photo = Photo(each.pk, each.width, each.height, caption=words)
            found[each.memory_id.hex].append(photo)
        self.of = {memory_id: tuple(photos) for memory_id, photos in found.items()}

    def open(self, key: UUID) -> bytes:
        """Return the JPEG of a photo. Raise KeyError when it is not there, or not openable."""
        attachment = self._known[key]
        try:
            return attachment.read(attachment.memory.vault_of(self._person))
        except (BlobGone, CannotOpen) as error:
            raise KeyError(key) from error

    def one(self, key: UUID | None) -> Photo | None:
        """Return one of these photos; None when it is not there (any more)."""
        known = (photo for photos in self.of.values() for photo in photos)
        return next((photo for photo in known if photo.key == key), None)

    def shown_at(self, photo: Photo) -> str:
        """Return where the small photo is shown on a screen."""
        memory_id = self._known[photo.key].memory_id
        return reverse("diary:picture_small", args=[memory_id, photo.key])
