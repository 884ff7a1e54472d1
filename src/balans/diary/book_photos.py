"""The photos of memories, as the book sees them: their sizes, and their bytes one by one."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from balans.accounts.person import Person
from balans.documents.book import Photo


class Photos:
    """The photos of these memories of a person, found at once and opened when they are needed."""

    def __init__(self, person: Person, memory_ids: Iterable[UUID]) -> None:
        self._person = person
        self.of: Mapping[str, tuple[Photo, ...]] = {}

    def open(self, key: UUID) -> bytes:
        """Return the JPEG of a photo. Raise KeyError when it is none of these memories' own."""
        raise KeyError(key)

    def one(self, key: UUID | None) -> Photo | None:
        """Return one of these photos; None when it is not there (any more)."""
        known = (photo for photos in self.of.values() for photo in photos)
        return next((photo for photo in known if photo.key == key), None)


def shown_at(photo: Photo) -> str:
    """Return where the small photo is shown on a screen."""
    return ""
