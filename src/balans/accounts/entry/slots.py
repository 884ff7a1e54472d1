"""Key slots: one more way in wraps the owner's key once more."""

import json
import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from balans.accounts.models import KeySlot, Owner
from balans.core import vault
from balans.core.vault import Vault

ABOUT = "about"
About = dict[str, str | int]
"""What belongs to a way in: which device, a passkey's public key."""


@dataclass(frozen=True)
class Way:
    """A way in that is added: its kind, its secret, where it is found and what belongs to it."""

    kind: KeySlot.Kind
    secret: bytes
    lookup: str
    about: About
    id: uuid.UUID | None = None


def add_slot(
    *, owner: Owner, opened: Vault, way: Way, expires_in: timedelta | None = None
) -> KeySlot:
    """Wrap the owner's key with one more secret. Raise IntegrityError when the way is taken."""
    slot_id, now, key = way.id or uuid.uuid4(), timezone.now(), vault.wrap(opened, way.secret)
    return KeySlot.objects.create(
        id=slot_id,
        owner=owner,
        kind=way.kind,
        lookup=way.lookup,
        wrapped_key=key.wrapped,
        key_version=key.version,
        about=sealed_about(slot_id, opened, way.about),
        created_at=now,
        seen_at=now,
        expires_at=now + expires_in if expires_in else None,
    )


def sealed_about(slot_id: uuid.UUID, opened: Vault, about: About) -> bytes:
    """Return what belongs to a way in, sealed for its slot."""
    return opened.seal(json.dumps(about).encode(), record=str(slot_id), field=ABOUT)


def about(slot: KeySlot, opened: Vault) -> About:
    """Return what belongs to a way in."""
    if slot.about is None:
        return {}
    words = opened.open(bytes(slot.about), record=str(slot.pk), field=ABOUT)
    found: About = json.loads(words)
    return found
