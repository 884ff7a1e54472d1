"""What happens to shares: made, ended sooner or later, withdrawn, looked at, removed."""

import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from balans.accounts.models import Look, Owner, Share
from balans.accounts.person import Person
from balans.accounts.shares.sharing import (
    About,
    Greeting,
    OpenShare,
    Thing,
    Who,
    room_named,
)
from balans.core import keys, vault
from balans.core.vault import Vault

BATCH = 200


@dataclass(frozen=True)
class Wish:
    """How somebody wants to share: for whom, under which name, and until when."""

    with_whom: str
    sharer: str
    ends_at: datetime | None


@transaction.atomic
def make_share(*, person: Person, thing: Thing, wish: Wish, secret: bytes) -> tuple[Share, bytes]:
    """Share a thing; return the share and the secret of its link, which is kept nowhere.

    The same secret twice (a double post, or back and once more) is the same link: what was wished
    last holds. A secret that was used for anything else gives way to a new one.
    """
    known = Share.objects.filter(lookup=vault.lookup(secret)).select_for_update().first()
    if known is not None and not _is_same(known, person, thing):
        known, secret = None, vault.new_secret()
    part = person.vault.within(thing.part)
    key = vault.wrap(part, secret)
    share = known or Share(
        owner=person.owner,
        room=thing.room,
        record=thing.record,
        lookup=vault.lookup(secret),
        wrapped_key=key.wrapped,
        key_version=key.version,
        created_at=timezone.now(),
    )
    about = About(title=thing.title, with_whom=wish.with_whom, part=thing.part)
    share.describe(person.vault, about, Greeting(sharer=wish.sharer))
    share.ends_at = wish.ends_at
    share.save(force_insert=known is None)
    thing.ready()
    return share, secret


def _is_same(share: Share, person: Person, thing: Thing) -> bool:
    mine = share.owner_id == person.owner.pk and not share.is_closed
    return mine and (share.room, share.record) == (thing.room, thing.record)


@transaction.atomic
def change_end(*, share: Share, ends_at: datetime | None) -> bool:
    """Let a share end sooner or later; return False when it has ended already."""
    changed = Share.objects.open(timezone.now()).filter(pk=share.pk).update(ends_at=ends_at)
    return bool(changed)


@transaction.atomic
def withdraw(*, share: Share) -> None:
    """End a share at once; its link never works again. Twice changes nothing."""
    now = timezone.now()
    if Share.objects.open(now).filter(pk=share.pk).update(withdrawn_at=now):
        _close(share)


@transaction.atomic
def withdraw_all_of(*, owner: Owner, room: str, record: str) -> int:
    """End every share of a thing, as when it is erased; return how many there were."""
    shares = Share.objects.filter(owner=owner, room=room, record=record)
    still_open = list(shares.open(timezone.now()))
    for share in still_open:
        withdraw(share=share)
    return len(still_open)


@transaction.atomic
def remove(*, share: Share) -> None:
    """Remove a share with its looks; were it still open, its link ends. Twice changes nothing."""
    Share.objects.filter(pk=share.pk).delete()
    _let_go(share)


@transaction.atomic
def record_look(*, share: OpenShare, who: Who, look_id: uuid.UUID, at: datetime) -> Look:
    """Keep that somebody looked. The same id twice (a double click) is one look."""
    known = Look.objects.filter(pk=look_id).first()
    if known is not None and known.share_id == share.id:
        return known
    look = Look(id=look_id if known is None else uuid.uuid4(), share_id=share.id, at=at)
    look.seal(share.vault, who)
    look.save(force_insert=True)
    return look


def close_ended() -> int:
    """Write over the keys of shares whose time is over; return how many."""
    closed = 0
    while batch := list(Share.objects.to_close(timezone.now())[:BATCH]):
        with transaction.atomic():
            for share in batch:
                _close(share)
        closed += len(batch)
    return closed


def _close(share: Share) -> None:
    """Write over the key: nothing can open the link again.

    In its place stands the key of nothing, wrapped with a secret that nobody has, so that the row
    goes on turning with the master key like every other. The lookup stays: a form that comes back
    from the browser's history cannot bring the same link to life.
    """
    nothing = Vault(owner=str(share.owner_id), data_key=secrets.token_bytes(keys.KEY_BYTES))
    key = vault.wrap(nothing, vault.new_secret())
    Share.objects.filter(pk=share.pk).update(
        is_closed=True, wrapped_key=key.wrapped, key_version=key.version
    )
    _let_go(share)


def _let_go(share: Share) -> None:
    """Let the room erase what it kept for its links alone, once the last of them has ended."""
    same = Share.objects.filter(owner=share.owner_id, room=share.room, record=share.record)
    room = room_named(share.room)
    if room is not None and not same.open(timezone.now()).exists():
        room.let_go(share.owner_id, share.record)
