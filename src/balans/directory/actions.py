"""Keep local offers: every change leaves the version before it to be seen and put back."""

import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from balans.directory.models import LocalOffer, OfferArea, OfferNeed, OfferVersion
from balans.directory.offer import OfferRecord

Listener = Callable[[Sequence[LocalOffer]], None]
_listeners: list[Listener] = []
AT_ONCE = 200
"""How many rows go to the database in one statement."""


class ChangedMeanwhile(Exception):
    """Somebody else changed the offer since it was looked at."""

    def __init__(self, offer: LocalOffer) -> None:
        super().__init__(f"{offer.pk} is at version {offer.number}")
        self.offer = offer


def on_change(listener: Listener) -> None:
    """Have something done in the same transaction whenever local offers change, one or many.

    The listener gets the offers as they are now, one or a few hundred at a time. The search index
    follows offers this way. Called once, when a room is ready.
    """
    _listeners.append(listener)


def tell_changed(offers: Sequence[LocalOffer]) -> None:
    """Tell every listener which offers changed, within the transaction that changed them."""
    for listener in _listeners:
        listener(offers)


@dataclass(frozen=True, kw_only=True)
class Keeping:
    """One offer to keep. Without `offer` it is a new one, from a list when `source` says so."""

    record: OfferRecord
    state: LocalOffer.State
    offer: LocalOffer | None = None
    source: str = ""
    source_id: str = ""
    seen: int | None = None
    """The version that was looked at before; another one now is a ChangedMeanwhile."""


def keep_offer(
    *,
    record: OfferRecord,
    state: LocalOffer.State,
    why: OfferVersion.Why,
    by: uuid.UUID | None = None,
    offer: LocalOffer | None = None,
    source: str = "",
    source_id: str = "",
    batch: uuid.UUID | None = None,
    seen: int | None = None,
) -> LocalOffer:
    """Keep an offer, new or changed, and its version. Return it as it is now.

    Raise ChangedMeanwhile when `seen` is given and is not the version that is there now.
    """
    one = Keeping(
        record=record, state=state, offer=offer, source=source, source_id=source_id, seen=seen
    )
    return keep_offers([one], why=why, by=by, batch=batch)[0]


@transaction.atomic
def keep_offers(
    keepings: Iterable[Keeping],
    *,
    why: OfferVersion.Why,
    by: uuid.UUID | None = None,
    batch: uuid.UUID | None = None,
) -> list[LocalOffer]:
    """Keep many offers and their versions, in a few statements. Return them as they are now.

    All or nothing: raise ChangedMeanwhile when one of them is not at the version that was seen.
    """
    now, asked = timezone.now(), list(keepings)
    known = _locked([each.offer.pk for each in asked if each.offer is not None])
    offers = [_placed(each, known, now) for each in asked]
    new = [offer for offer in offers if offer.number == 1]
    old = [offer for offer in offers if offer.number > 1]
    LocalOffer.objects.bulk_create(new, batch_size=AT_ONCE)
    # An upsert of rows that are there and locked: bulk_update takes four times as long.
    LocalOffer.objects.bulk_create(
        old,
        batch_size=AT_ONCE,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=CHANGING,
    )
    _repeat(old, list(zip(offers, (each.record for each in asked), strict=True)))
    OfferVersion.objects.bulk_create(
        (_version(offer, why=why, by=by, at=now, batch=batch) for offer in offers),
        batch_size=AT_ONCE,
    )
    tell_changed(offers)
    return offers


CHANGING = (
    *("state", "number", "changed_at", "record", "title", "organisation"),
    *("everywhere", "assured_on", "url"),
)


def _locked(ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, LocalOffer]:
    found: dict[uuid.UUID, LocalOffer] = {}
    for start in range(0, len(ids), AT_ONCE):
        some = LocalOffer.objects.select_for_update().filter(pk__in=ids[start : start + AT_ONCE])
        found |= {each.pk: each for each in some}
    return found


def _placed(one: Keeping, known: dict[uuid.UUID, LocalOffer], now: datetime) -> LocalOffer:
    """Return the offer with what is to be kept in its columns; saving is the caller's."""
    if one.offer is None:
        offer = LocalOffer(source=one.source, source_id=one.source_id, number=0)
    else:
        offer = known[one.offer.pk]
        if one.seen not in (None, offer.number):
            raise ChangedMeanwhile(offer)
    record = one.record
    offer.state, offer.number, offer.changed_at = one.state, offer.number + 1, now
    offer.record = as_data(record)
    offer.title, offer.organisation = record.words["nl"].title, record.organisation
    offer.everywhere, offer.assured_on = not record.areas, record.assured
    offer.url = record.url
    return offer


def as_data(record: OfferRecord) -> dict[str, Any]:
    """Return a record as the database keeps it."""
    return record.model_dump(mode="json", exclude_defaults=True)


def _version(
    offer: LocalOffer,
    *,
    why: OfferVersion.Why,
    by: uuid.UUID | None,
    at: datetime,
    batch: uuid.UUID | None,
) -> OfferVersion:
    return OfferVersion(
        offer=offer,
        number=offer.number,
        record=offer.record,
        state=offer.state,
        why=why,
        by=by,
        at=at,
        batch=batch,
    )


def _repeat(old: Sequence[LocalOffer], offers: Sequence[tuple[LocalOffer, OfferRecord]]) -> None:
    """Write anew what filters look for."""
    for start in range(0, len(old), AT_ONCE):
        some = [each.pk for each in old[start : start + AT_ONCE]]
        OfferArea.objects.filter(offer__in=some).delete()
        OfferNeed.objects.filter(offer__in=some).delete()
    OfferArea.objects.bulk_create(
        (
            OfferArea(offer=offer, municipality=each)
            for offer, record in offers
            for each in dict.fromkeys(record.areas)
        ),
        batch_size=AT_ONCE,
    )
    OfferNeed.objects.bulk_create(
        (
            OfferNeed(offer=offer, need=need, place=place)
            for offer, record in offers
            for place, need in enumerate(dict.fromkeys(record.needs))
        ),
        batch_size=AT_ONCE,
    )
