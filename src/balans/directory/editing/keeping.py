"""What an editor does to an offer: look after it, take it away, bring it back, put a state back."""

import uuid
from collections.abc import Sequence
from datetime import date

from django.db import transaction

from balans.directory.actions import Keeping, keep_offer, keep_offers
from balans.directory.editing.four_eyes import hide, submit
from balans.directory.editing.models import Proposal
from balans.directory.editing.rights import Rights
from balans.directory.models import LocalOffer, OfferVersion
from balans.directory.municipalities import municipality
from balans.directory.offer import OfferRecord

State = LocalOffer.State
DESK, MOST_NAMED = "Redactie MantelzorgBalans", 3
"""Kept with the offer as it is, in Dutch, like its other words."""


@transaction.atomic
def assure(*, ids: Sequence[uuid.UUID], rights: Rights, today: date) -> int:
    """Note that these offers are still right, today and by which desk; return how many.

    Offers of others, and what was taken away, are left out.
    """
    offers = list(rights.own().filter(pk__in=ids).exclude(state=State.RETIRED))
    keepings = [
        Keeping(
            record=_assured(each.as_record(), rights, today),
            state=State(each.state),
            offer=each,
            seen=each.number,
        )
        for each in offers
    ]
    kept = keep_offers(keepings, why=OfferVersion.Why.CHECKED, by=rights.owner_id)
    _follow(kept)
    return len(kept)


def _assured(record: OfferRecord, rights: Rights, today: date) -> OfferRecord:
    return record.model_copy(update={"assured": today, "assurer": assurer_of(rights, record.areas)})


def assurer_of(rights: Rights, areas: Sequence[str]) -> str:
    """Return who carers read made sure of an offer: the desk of an editor, never a person."""
    names = [known.name for each in areas if (known := municipality(each))]
    if rights.everywhere or not names:
        return DESK
    if len(names) == 1:
        return f"Redactie gemeente {names[0]}"
    if len(names) <= MOST_NAMED:
        return f"Redactie gemeenten {', '.join(names[:-1])} en {names[-1]}"
    return f"Redactie van {len(names)} gemeenten"


def _follow(offers: Sequence[LocalOffer]) -> None:
    """Let what a colleague still looks at follow a version that only says: this is still right."""
    now = {each.pk: each for each in offers}
    found = [
        each
        for each in Proposal.objects.open().filter(offer__in=list(now))
        if each.seen == now[each.offer_id].number - 1
    ]
    for each in found:
        each.seen = now[each.offer_id].number
        said = {name: now[each.offer_id].record.get(name) for name in ("assured", "assurer")}
        each.record = each.record | {name: value for name, value in said.items() if value}
    Proposal.objects.bulk_update(found, ["seen", "record"])


def retire(*, offer: LocalOffer, rights: Rights) -> tuple[LocalOffer, Proposal | None]:
    """Take an offer away from what carers see, or propose it where four eyes are wished.

    Twice changes nothing. Raise ChangedMeanwhile when somebody changed it just now.
    """
    if offer.state == State.RETIRED:
        return offer, None
    return hide(
        record=offer.as_record(),
        rights=rights,
        offer=offer,
        state=State.RETIRED,
        why=OfferVersion.Why.RETIRED,
        seen=offer.number,
    )


@transaction.atomic
def bring_back(*, offer: LocalOffer, rights: Rights) -> LocalOffer:
    """Let an offer that was taken away be a draft again, to look at before carers see it.

    Raise ChangedMeanwhile when somebody changed it just now.
    """
    if offer.state != State.RETIRED:
        return offer
    return keep_offer(
        record=offer.as_record(),
        state=State.DRAFT,
        why=OfferVersion.Why.UNDONE,
        by=rights.owner_id,
        offer=offer,
        seen=offer.number,
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
