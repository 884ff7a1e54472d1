"""What an editor does to an offer: look after it, take it away, bring it back, put a state back."""

import uuid
from collections.abc import Sequence
from datetime import date

from django.db import transaction

from balans.accounts.staff.areas import short_names
from balans.directory.actions import Keeping, keep_offer, keep_offers
from balans.directory.editing.four_eyes import submit, withdraw
from balans.directory.editing.models import Proposal
from balans.directory.editing.rights import Rights
from balans.directory.models import LocalOffer, OfferVersion

State = LocalOffer.State


@transaction.atomic
def assure(*, ids: Sequence[uuid.UUID], rights: Rights, today: date) -> int:
    """Note that these offers are still right, today and by whom; return how many.

    Offers of others, and what was taken away, are left out.
    """
    offers = list(rights.own().filter(pk__in=ids).exclude(state=State.RETIRED))
    name = short_names([rights.owner_id]).get(rights.owner_id, "")
    keepings = [
        Keeping(
            record=each.as_record().model_copy(update={"assured": today, "assurer": name}),
            state=State(each.state),
            offer=each,
            seen=each.number,
        )
        for each in offers
    ]
    kept = keep_offers(keepings, why=OfferVersion.Why.CHECKED, by=rights.owner_id)
    # What a colleague still looks at follows this version; it says nothing else of the offer.
    for offer in kept:
        Proposal.objects.open().filter(offer=offer, seen=offer.number - 1).update(seen=offer.number)
    return len(kept)


@transaction.atomic
def retire(*, offer: LocalOffer, rights: Rights) -> LocalOffer:
    """Take an offer away from what carers see. Twice changes nothing."""
    if offer.state == State.RETIRED:
        return offer
    withdraw(offer)
    return keep_offer(
        record=offer.as_record(),
        state=State.RETIRED,
        why=OfferVersion.Why.RETIRED,
        by=rights.owner_id,
        offer=offer,
    )


@transaction.atomic
def bring_back(*, offer: LocalOffer, rights: Rights) -> LocalOffer:
    """Let an offer that was taken away be a draft again, to look at before carers see it."""
    if offer.state != State.RETIRED:
        return offer
    return keep_offer(
        record=offer.as_record(),
        state=State.DRAFT,
        why=OfferVersion.Why.UNDONE,
        by=rights.owner_id,
        offer=offer,
    )


def put_back(
    *, offer: LocalOffer, version: OfferVersion, rights: Rights
) -> tuple[LocalOffer, Proposal | None]:
    """Make an older version the newest; a visible offer stays visible, or waits for four eyes."""
    record = OfferVersion.objects.get(pk=version.pk).record
    restored = offer.as_record().model_validate(record)
    if offer.state == State.PUBLISHED:
        return submit(
            record=restored,
            rights=rights,
            offer=offer,
            seen=offer.number,
            why=OfferVersion.Why.UNDONE,
        )
    kept = keep_offer(
        record=restored,
        state=State(offer.state),
        why=OfferVersion.Why.UNDONE,
        by=rights.owner_id,
        offer=offer,
        seen=offer.number,
    )
    return kept, None
