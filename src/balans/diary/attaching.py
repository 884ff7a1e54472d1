"""What happens to what hangs on a memory: cleaned, kept, turned, described, taken away.

Blobs first, then rows in one transaction: a row never names a blob that is not there. What is left
over when something fails in between is swept (core/blobs.py).
"""

import hmac
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from balans.accounts.person import Person
from balans.core import blobs
from balans.core.vault import Vault
from balans.diary import recordings
from balans.diary.attachment import (
    MOST_PHOTOS,
    MOST_RECORDINGS,
    PHOTO,
    RECORDING,
    SMALL,
    Attachment,
)
from balans.diary.models import Memory

MOST = {PHOTO: MOST_PHOTOS, RECORDING: MOST_RECORDINGS}


class NotAPhoto(Exception):
    """These bytes cannot be kept as a photo; `why` as in pictures.NotAPicture."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Prepared:
    """A photo or a recording that was cleaned and is not kept yet."""

    kind: str
    type: str
    source: bytes
    """A hash of what was uploaded."""

    large: bytes
    small: bytes = b""
    sizes: tuple[int, int, int, int] = (0, 0, 0, 0)
    """Width and height, large and small."""

    caption: str = ""
    wanted_id: uuid.UUID | None = None

    @property
    def size(self) -> int:
        """Return how many bytes it takes."""
        return len(self.large) + len(self.small)


def prepare_photo(
    content: bytes, *, caption: str = "", wanted_id: uuid.UUID | None = None
) -> Prepared:
    """Return a photo, cleaned. Raise NotAPhoto."""
    # Only who brings a photo needs the library for it: it takes memory in every process.
    from balans.diary.pictures import NotAPicture, clean

    try:
        picture = clean(content)
    except NotAPicture as refusal:
        raise NotAPhoto(refusal.why) from refusal
    large, small = picture.large, picture.small
    return Prepared(
        kind=PHOTO,
        type="jpg",
        source=_hash(content),
        large=large.jpeg,
        small=small.jpeg,
        sizes=(large.width, large.height, small.width, small.height),
        caption=caption,
        wanted_id=wanted_id,
    )


def prepare_recording(content: bytes, *, wanted_id: uuid.UUID | None = None) -> Prepared:
    """Return a recording, cleaned. Raise NotARecording."""
    found = recordings.clean(content)
    return Prepared(
        kind=RECORDING,
        type=found.kind,
        source=_hash(content),
        large=found.sound,
        wanted_id=wanted_id,
    )


def _hash(content: bytes) -> bytes:
    return hmac.digest(b"balans attachment", content, "sha256")


def store(*, memory: Memory, vault: Vault, prepared: Prepared) -> Attachment:
    """Keep the bytes of an attachment as blobs; return its row, not saved. Raise NoRoom."""
    width, height, small_width, small_height = prepared.sizes
    made = Attachment(
        id=prepared.wanted_id or uuid.uuid4(),
        memory=memory,
        kind=prepared.kind,
        type=prepared.type,
        width=width,
        height=height,
        small_width=small_width,
        small_height=small_height,
        fingerprint=hmac.new(vault.data_key, prepared.source, "sha256").hexdigest(),
    )
    made.seal(vault, prepared.large)
    if prepared.small:
        made.seal(vault, prepared.small, SMALL)
    made.seal_caption(vault, prepared.caption)
    return made


@transaction.atomic
def attach(*, memory: Memory, made: Sequence[Attachment]) -> int:
    """Hang stored attachments on their memory; return how many there was no room for.

    What hangs there already stays once. Two posts at the same time wait for one another.
    """
    Memory.objects.select_for_update().get(pk=memory.pk)
    known = list(memory.attachments.all())
    prints = {each.fingerprint for each in known}
    room = {kind: most - sum(e.kind == kind for e in known) for kind, most in MOST.items()}
    position = max((each.position for each in known), default=0)
    kept, over = [], 0
    for each in made:
        if each.fingerprint in prints:
            continue
        if room[each.kind] < 1:
            over += 1
            continue
        prints.add(each.fingerprint)
        room[each.kind] -= 1
        each.position = (position := position + 1)
        kept.append(each)
    Attachment.objects.bulk_create(kept)
    _release(each for each in made if each not in kept)
    return over


def _release(gone: Iterable[Attachment]) -> None:
    """Delete the blobs of what is gone, once that is certain."""
    names = [name for each in gone for name in each.blob_names]
    transaction.on_commit(lambda: delete_blobs(names))


def release(*, memory: Memory) -> None:
    """Delete the blobs of a memory that is being erased, once that is certain."""
    _release(memory.attachments.all())


def delete_blobs(names: Iterable[str]) -> None:
    """Delete blobs; what cannot be deleted now is swept later."""
    for name in names:
        blobs.delete(name)


@transaction.atomic
def remove(*, attachments: Iterable[Attachment]) -> None:
    """Take attachments away. Twice changes nothing."""
    gone = list(attachments)
    Attachment.objects.filter(pk__in=[each.pk for each in gone]).delete()
    _release(gone)


@transaction.atomic
def describe(*, vault: Vault, captions: Mapping[Attachment, str]) -> None:
    """Keep what is to be seen on photos, where it changed."""
    for attachment, words in captions.items():
        if attachment.read_caption(vault) != words:
            attachment.seal_caption(vault, words)
            Attachment.objects.filter(pk=attachment.pk).update(caption=attachment.caption)


def turn(*, person: Person, attachment: Attachment, quarters: int) -> None:
    """Turn a photo by quarters to the right. Turned or removed meanwhile, nothing changes.

    Raise NoRoom when the turned photo cannot be kept; the photo then is as it was.
    """
    from balans.diary.pictures import turned

    vault = attachment.memory.vault_of(person)
    picture = turned(attachment.read(vault), quarters=quarters)
    before, attachment.kept_bytes = (attachment.large, attachment.small), 0
    attachment.seal(vault, picture.large.jpeg)
    attachment.seal(vault, picture.small.jpeg, SMALL)
    changed = Attachment.objects.filter(pk=attachment.pk, large=before[0]).update(
        large=attachment.large,
        small=attachment.small,
        width=picture.large.width,
        height=picture.large.height,
        small_width=picture.small.width,
        small_height=picture.small.height,
        kept_bytes=attachment.kept_bytes,
    )
    delete_blobs(before if changed else attachment.blob_names)
