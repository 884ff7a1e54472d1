"""Putting back what an import did, but for offers that changed since."""

import uuid
from collections import Counter
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max, Min
from django.utils import timezone

from balans.directory.actions import Keeping, as_data, keep_offers
from balans.directory.editing.carrying_out import APPLY_AT_ONCE
from balans.directory.editing.four_eyes import is_wished, wished_in
from balans.directory.editing.importing import end, hear, may_go_on
from balans.directory.editing.models import Import, ImportRow, Proposal
from balans.directory.models import LocalOffer, OfferVersion
from balans.directory.offer import OfferRecord

Kind, State, Why = ImportRow.Kind, LocalOffer.State, OfferVersion.Why
Span = tuple[int, int]
"""The first and the last version of an offer that an import made: agreed to, it has two."""


def undo(kept: Import) -> None:
    """Put back what the import changed, but for offers that changed since; those are named."""
    Proposal.objects.open().filter(batch=kept.pk).update(state=Proposal.State.WITHDRAWN)
    spans, counts, wished = _to_do(kept), Counter[str](kept.counts), wished_in()
    ids = list(spans)
    hear(kept, 0, len(ids))
    for start in range(0, len(ids), APPLY_AT_ONCE):
        if not may_go_on(kept):
            end(kept, Import.State.DONE, dict(counts), trouble="rights")
            return
        some = {each: spans[each] for each in ids[start : start + APPLY_AT_ONCE]}
        with transaction.atomic():
            counts.update(_undo_some(kept, some, wished))
            Import.objects.filter(pk=kept.pk).update(counts=dict(counts))
        hear(kept, kept.done + len(some))
    end(kept, Import.State.UNDONE, dict(counts))


def _to_do(kept: Import) -> dict[uuid.UUID, Span]:
    """Return the offers that the import made or changed and that nobody put back or named yet."""
    made = OfferVersion.objects.filter(batch=kept.pk)
    named = kept.rows.filter(kind=Kind.LATE, seen=0, offer__isnull=False).values("offer")
    todo = (
        made.filter(why=Why.IMPORTED)
        .exclude(offer__in=made.filter(why=Why.UNDONE).values("offer"))
        .exclude(offer__in=named)
        .values_list("offer")
        .annotate(first=Min("number"), last=Max("number"))
        .order_by("offer")
    )
    return {offer: (first, last) for offer, first, last in todo}


def _undo_some(
    kept: Import, spans: dict[uuid.UUID, Span], wished: frozenset[str]
) -> dict[str, int]:
    offers = list(LocalOffer.objects.filter(pk__in=list(spans)))
    still = [each for each in offers if each.number == spans[each.pk][1]]
    changed = [each for each in offers if each.number != spans[each.pk][1]]
    before = _versions_before({each.pk: spans[each.pk][0] for each in still})
    keepings = [_keeping(each, before.get(each.pk)) for each in still]
    asked = [each for each in keepings if _waits(each, wished)]
    by = kept.doer or kept.by
    done = [each for each in keepings if each not in asked]
    keep_offers(done, why=Why.UNDONE, by=by, batch=kept.pk)
    _propose(kept, asked, by)
    ImportRow.objects.bulk_create(
        ImportRow(part_of=kept, line=0, kind=Kind.LATE, title=each.title, offer=each)
        for each in changed
    )
    return {"back": len(done), "back_proposed": len(asked), "changed_since": len(changed)}


def _keeping(offer: LocalOffer, was: OfferVersion | None) -> Keeping:
    """Return how an offer was; what only the import made goes."""
    return Keeping(
        record=OfferRecord.model_validate(was.record if was else offer.record),
        state=State(was.state) if was else State.RETIRED,
        offer=offer,
        seen=offer.number,
    )


def _waits(keeping: Keeping, wished: frozenset[str]) -> bool:
    """Return whether carers would see it, where a second pair of eyes is wished."""
    assert keeping.offer is not None  # Only offers that are there are put back.
    areas = (*keeping.record.areas, *keeping.offer.record.get("areas", ()))
    return State.PUBLISHED in (keeping.state, keeping.offer.state) and is_wished(areas, wished)


def _propose(kept: Import, keepings: Sequence[Keeping], by: uuid.UUID | None) -> None:
    now = timezone.now()
    offers = [each.offer for each in keepings if each.offer is not None]
    Proposal.objects.open().filter(offer__in=offers).update(state=Proposal.State.WITHDRAWN)
    Proposal.objects.bulk_create(
        Proposal(
            offer=each.offer,
            record=as_data(each.record),
            seen=each.offer.number,
            wanted=each.state,
            why=Why.UNDONE,
            by=by,
            at=now,
            batch=kept.pk,
        )
        for each in keepings
        if each.offer is not None
    )


def _versions_before(firsts: dict[uuid.UUID, int]) -> dict[uuid.UUID, OfferVersion]:
    """Return of each offer the version before the first of the import, where there was one."""
    found = OfferVersion.objects.filter(
        offer__in=list(firsts), number__in={each - 1 for each in firsts.values()} - {0}
    )
    return {each.offer_id: each for each in found if each.number == firsts[each.offer_id] - 1}
