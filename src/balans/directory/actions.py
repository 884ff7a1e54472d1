"""Keep local offers: every change leaves the version before it to be seen and put back."""

import uuid
from collections.abc import Callable, Sequence

from django.db import transaction
from django.utils import timezone

from balans.directory.models import LocalOffer, OfferArea, OfferNeed, OfferVersion
from balans.directory.offer import OfferRecord

Listener = Callable[[Sequence[LocalOffer]], None]
_listeners: list[Listener] = []


def on_change(listener: Listener) -> None:
    """Have something done in the same transaction whenever local offers change, one or many.

    The search index follows offers this way. Called once, when a room is ready.
    """
    _listeners.append(listener)


def tell_changed(offers: Sequence[LocalOffer]) -> None:
    """Tell every listener which offers changed, within the transaction that changed them."""
    for listener in _listeners:
        listener(offers)


@transaction.atomic
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
) -> LocalOffer:
    """Keep an offer, new or changed, and its version. Return it as it is now."""
    now = timezone.now()
    if offer is None:
        offer = LocalOffer(source=source, source_id=source_id, number=0)
    else:
        offer = LocalOffer.objects.select_for_update().get(pk=offer.pk)
    offer.state, offer.number, offer.changed_at = state, offer.number + 1, now
    offer.record = record.model_dump(mode="json", exclude_defaults=True)
    offer.title, offer.organisation = record.words["nl"].title, record.organisation
    offer.everywhere, offer.assured_on = not record.areas, record.assured
    offer.save()
    _repeat(offer, record)
    OfferVersion.objects.create(
        offer=offer,
        number=offer.number,
        record=offer.record,
        state=state,
        why=why,
        by=by,
        at=now,
        batch=batch,
    )
    tell_changed([offer])
    return offer


def _repeat(offer: LocalOffer, record: OfferRecord) -> None:
    """Write anew what filters look for."""
    offer.areas.all().delete()
    offer.met.all().delete()
    OfferArea.objects.bulk_create(
        OfferArea(offer=offer, municipality=each) for each in dict.fromkeys(record.areas)
    )
    OfferNeed.objects.bulk_create(
        OfferNeed(offer=offer, need=need, place=place)
        for place, need in enumerate(dict.fromkeys(record.needs))
    )
