"""Four eyes: where it is wished, what one editor publishes waits until another agrees."""

import uuid
from collections.abc import Collection, Iterable

from django.db import transaction
from django.utils import timezone

from balans.directory.actions import ChangedMeanwhile, as_data, keep_offer
from balans.directory.editing.models import FourEyes, Proposal
from balans.directory.editing.rights import Rights
from balans.directory.models import LocalOffer, OfferVersion
from balans.directory.offer import OfferRecord

State = LocalOffer.State


class OwnProposal(Exception):
    """Nobody accepts what they proposed themselves."""


def set_four_eyes(*, municipality: str, wanted: bool, by: uuid.UUID | None) -> None:
    """Wish it for a municipality, or no longer. Twice changes nothing."""
    if wanted:
        FourEyes.objects.get_or_create(
            municipality=municipality, defaults={"by": by, "since": timezone.now()}
        )
    else:
        FourEyes.objects.filter(municipality=municipality).delete()


def wished_in() -> frozenset[str]:
    """Return the municipalities in which it is wished."""
    return frozenset(FourEyes.objects.values_list("municipality", flat=True))


def is_wished(areas: Iterable[str], wished: Collection[str]) -> bool:
    """Return whether one of the municipalities of an offer wishes it."""
    return any(each in wished for each in areas)


@transaction.atomic
def submit(
    *,
    record: OfferRecord,
    rights: Rights,
    offer: LocalOffer | None = None,
    seen: int | None = None,
    why: OfferVersion.Why = OfferVersion.Why.CHANGED,
) -> tuple[LocalOffer, Proposal | None]:
    """Publish an offer, or propose it where four eyes are wished. Return it, and the proposal.

    Raise ChangedMeanwhile when the offer is not at the version that was seen.
    """
    before = offer.record.get("areas", ()) if offer else ()
    by = rights.owner_id
    if not is_wished((*record.areas, *before), wished_in()):
        why = why if offer else OfferVersion.Why.MADE
        kept = keep_offer(
            record=record, state=State.PUBLISHED, why=why, by=by, offer=offer, seen=seen
        )
        withdraw(kept)
        return kept, None
    if offer is None or offer.state != State.PUBLISHED:
        # What nobody sees yet may be kept at once: nothing is lost while it waits.
        state = State(offer.state) if offer else State.DRAFT
        why = OfferVersion.Why.CHANGED if offer else OfferVersion.Why.MADE
        offer = keep_offer(record=record, state=state, why=why, by=by, offer=offer, seen=seen)
    elif seen not in (None, offer.number):
        raise ChangedMeanwhile(offer)
    return offer, _propose(offer, record, State.PUBLISHED, why, rights)


@transaction.atomic
def hide(
    *,
    record: OfferRecord,
    rights: Rights,
    offer: LocalOffer,
    state: LocalOffer.State,
    why: OfferVersion.Why,
    seen: int | None = None,
) -> tuple[LocalOffer, Proposal | None]:
    """Keep an offer as a draft or as taken away; what carers see waits for four eyes.

    Return it, and the proposal. Raise ChangedMeanwhile when it is not at the version that was seen.
    """
    areas = (*record.areas, *offer.record.get("areas", ()))
    if offer.state == State.PUBLISHED and is_wished(areas, wished_in()):
        if seen not in (None, offer.number):
            raise ChangedMeanwhile(offer)
        return offer, _propose(offer, record, state, why, rights)
    withdraw(offer)
    kept = keep_offer(
        record=record, state=state, why=why, by=rights.owner_id, offer=offer, seen=seen
    )
    return kept, None


def _propose(
    offer: LocalOffer,
    record: OfferRecord,
    wanted: LocalOffer.State,
    why: OfferVersion.Why,
    rights: Rights,
) -> Proposal:
    withdraw(offer)
    return Proposal.objects.create(
        offer=offer,
        record=as_data(record),
        seen=offer.number,
        wanted=wanted,
        why=why,
        by=rights.owner_id,
        at=timezone.now(),
    )


def withdraw(offer: LocalOffer) -> None:
    """Let go of what was proposed for an offer and not answered."""
    Proposal.objects.open().filter(offer=offer).update(state=Proposal.State.WITHDRAWN)


@transaction.atomic
def accept(*, proposal: Proposal, rights: Rights) -> LocalOffer:
    """Do what a colleague proposed. Return the offer.

    Raise OwnProposal for one's own, ChangedMeanwhile when the offer changed since, and
    Proposal.DoesNotExist when somebody answered it already.
    """
    proposal = (
        Proposal.objects.waiting().select_for_update().select_related("offer").get(pk=proposal.pk)
    )
    if proposal.by == rights.owner_id:
        raise OwnProposal
    offer = keep_offer(
        record=proposal.as_record(),
        state=State(proposal.wanted),
        why=OfferVersion.Why(proposal.why),
        by=proposal.by,
        offer=proposal.offer,
        seen=proposal.seen,
        batch=proposal.batch,
    )
    _answer(proposal, Proposal.State.ACCEPTED, rights, version=offer.number)
    return offer


@transaction.atomic
def send_back(*, proposal: Proposal, rights: Rights, words: str) -> None:
    """Return a proposal to who made it, with a line of words. Raise OwnProposal."""
    proposal = Proposal.objects.waiting().select_for_update().get(pk=proposal.pk)
    if proposal.by == rights.owner_id:
        raise OwnProposal
    proposal.answer = words[:500]
    _answer(proposal, Proposal.State.RETURNED, rights)


def _answer(
    proposal: Proposal, state: Proposal.State, rights: Rights, version: int | None = None
) -> None:
    proposal.state, proposal.version = state, version
    proposal.answered_by, proposal.answered_at = rights.owner_id, timezone.now()
    proposal.save(update_fields=["state", "version", "answer", "answered_by", "answered_at"])
