"""Two works on an import: reading it into rows, and carrying it out (undoing.py puts back)."""

import itertools
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from balans.core.text import read_uuid
from balans.directory.actions import Keeping, as_data, keep_offers
from balans.directory.editing.four_eyes import is_wished, wished_in
from balans.directory.editing.importing import (
    Plan,
    end,
    hear,
    known_for,
    may_go_on,
    opened,
    plan_of,
)
from balans.directory.editing.merging import filled_up
from balans.directory.editing.models import Import, ImportRow, Proposal
from balans.directory.editing.reading.lists import read_list
from balans.directory.editing.reading.problems import Problem
from balans.directory.editing.reading.rows import Known, Understood
from balans.directory.models import LocalOffer, OfferVersion
from balans.directory.offer import OfferRecord

Kind, State = ImportRow.Kind, LocalOffer.State
READ_AT_ONCE, APPLY_AT_ONCE = 500, 200
RIGHT_GONE = Problem("", "", "right_gone")


def read(kept: Import) -> None:
    """Read the file of an import into rows that say what each would do. Raise CannotRead."""
    kept.rows.all().delete()
    plan, known, file = plan_of(kept), known_for(kept), opened(kept)
    rows = list(read_list(file, plan.columns, known))
    counts, done, met = Counter[str](), 0, dict[uuid.UUID, int]()
    for some in _chunks(rows, READ_AT_ONCE):
        made = list(_laid_beside(kept, plan, known, some, met))
        ImportRow.objects.bulk_create(made, batch_size=READ_AT_ONCE)
        counts.update(row.kind for row in made)
        done += len(made)
        hear(kept, done, len(rows))
    end(kept, Import.State.READY, dict(counts))


@dataclass(frozen=True)
class _There:
    """The offers that rows of a list may mean: by their id in the list, and by our own."""

    by_source: dict[str, LocalOffer]
    by_id: dict[str, LocalOffer]
    undone: frozenset[uuid.UUID]
    """Offers that only the undoing of an import took away: a list may bring them back."""

    def find(self, source_id: str) -> LocalOffer | None:
        """Return the offer of a row."""
        return self.by_source.get(source_id) or self.by_id.get(source_id)


def _there(source: str, ids: Sequence[str]) -> _There:
    offers = LocalOffer.objects.filter(source=source, source_id__in=ids)
    by_source = {each.source_id: each for each in offers}
    ours = [found for each in ids if each not in by_source and (found := read_uuid(each))]
    by_id = {str(each.pk): each for each in LocalOffer.objects.filter(pk__in=ours)}
    gone = [each for each in by_source.values() if each.state == State.RETIRED]
    undone = {
        version.offer_id
        for version in OfferVersion.objects.filter(offer__in=gone, why=OfferVersion.Why.UNDONE)
        if any(each.pk == version.offer_id and each.number == version.number for each in gone)
    }
    return _There(by_source, by_id, frozenset(undone))


def _laid_beside(
    kept: Import,
    plan: Plan,
    known: Known,
    rows: Sequence[tuple[int, Understood]],
    met: dict[uuid.UUID, int],
) -> Iterator[ImportRow]:
    """Yield rows with what they would do; `met` holds the line on which each offer stood first."""
    there = _there(kept.source, [each.source_id for _line, each in rows])
    columns = {each for each in plan.columns if each} if plan.kind == "csv" else None
    for line, found in rows:
        offer = there.find(found.source_id)
        row = ImportRow(
            part_of=kept,
            line=line,
            title=found.title,
            source_id=found.source_id,
            offer=offer,
            seen=offer.number if offer else 0,
        )
        if offer is not None and known.allowed is not None:
            areas = set(offer.record.get("areas", ()))
            if not areas or not areas <= set(known.allowed):
                found.problems.append(Problem("id", found.source_id[:120], "not_yours_offer"))
        if offer is not None and met.setdefault(offer.pk, line) != line:
            # Once by the number of the list, and once by ours.
            found.problems.append(Problem("id", found.source_id[:120], "twice", str(met[offer.pk])))
        _decide(row, found, offer, there, columns)
        yield row


def _decide(
    row: ImportRow,
    found: Understood,
    offer: LocalOffer | None,
    there: _There,
    columns: set[str] | None,
) -> None:
    """Note what a row would do."""
    if found.problems or found.record is None:
        row.kind, row.notes = Kind.ERROR, [each.as_data() for each in found.problems]
        return
    record, notes = found.record, list(found.notes)
    row.kind = Kind.NEW
    if offer is not None and offer.pk not in there.undone:
        given = columns if columns is not None else found.said
        record = filled_up(record, offer.as_record(), given)
        row.kind = Kind.SAME if as_data(record) == offer.record else Kind.CHANGED
        if offer.state == State.RETIRED:
            notes.append(Problem("", "", "retired"))
    row.record = as_data(record)
    row.notes = [each.as_data() for each in notes]


# Carrying out.


def apply(kept: Import) -> None:
    """Carry out every row that is new or changed, a batch at a time; what is done is forgotten."""
    plan, wished = plan_of(kept), wished_in()
    counts = Counter[str](kept.counts)
    to_do = kept.rows.filter(kind__in=(Kind.NEW, Kind.CHANGED)).order_by("line")
    while rows := list(to_do.select_related("offer")[:APPLY_AT_ONCE]):
        if not may_go_on(kept):
            counts["error"] += to_do.update(kind=Kind.ERROR, notes=[RIGHT_GONE.as_data()])
            break
        with transaction.atomic():
            counts.update(_apply_some(kept, plan, rows, wished))
            Import.objects.filter(pk=kept.pk).update(counts=dict(counts))
        hear(kept, kept.done + len(rows))
    kept.rows.filter(kind=Kind.SAME).delete()
    trouble = "" if not rows else "rights"
    end(kept, Import.State.DONE, dict(counts), trouble=trouble)


def _apply_some(
    kept: Import, plan: Plan, rows: Sequence[ImportRow], wished: frozenset[str]
) -> dict[str, int]:
    late = _late(kept, rows)
    ImportRow.objects.filter(pk__in=[each.pk for each in late]).update(kind=Kind.LATE)
    good = [row for row in rows if row not in late]
    asked = [
        row
        for row in good
        if is_wished((*row.record.get("areas", ()), *_areas(row)), wished) and _is_seen(row, plan)
    ]
    kept_at_once = [row for row in good if row not in asked or row.offer is None]
    offers = keep_offers(
        [_keeping(kept, plan, row, row in asked) for row in kept_at_once],
        why=OfferVersion.Why.IMPORTED,
        by=kept.doer or kept.by,
        batch=kept.pk,
    )
    made = {row.pk: offer for row, offer in zip(kept_at_once, offers, strict=True)}
    _propose(kept, asked, made)
    ImportRow.objects.filter(pk__in=[each.pk for each in good]).delete()
    return {"late": len(late), "kept": len(kept_at_once), "proposed": len(asked)}


def _areas(row: ImportRow) -> Sequence[str]:
    return row.offer.record.get("areas", ()) if row.offer else ()


def _is_seen(row: ImportRow, plan: Plan) -> bool:
    """Return whether carers would see what the row does."""
    state = plan.state if row.offer is None or row.kind == Kind.NEW else row.offer.state
    return state == State.PUBLISHED


def _late(kept: Import, rows: Sequence[ImportRow]) -> list[ImportRow]:
    """Return the rows whose offer changed, went or came since the list was read."""
    fresh = [row.source_id for row in rows if not row.seen]
    come = set(
        LocalOffer.objects.filter(source=kept.source, source_id__in=fresh).values_list(
            "source_id", flat=True
        )
    )
    return [
        row
        for row in rows
        if (row.seen and (row.offer is None or row.offer.number != row.seen))
        or (not row.seen and row.source_id in come)
    ]


def _keeping(kept: Import, plan: Plan, row: ImportRow, is_asked: bool) -> Keeping:
    state = plan.state if row.kind == Kind.NEW or row.offer is None else State(row.offer.state)
    return Keeping(
        record=OfferRecord.model_validate(row.record),
        state=State.DRAFT if is_asked else state,
        offer=row.offer,
        source=kept.source,
        source_id=row.source_id,
        seen=row.seen if row.offer else None,
    )


def _propose(kept: Import, rows: Sequence[ImportRow], made: dict[int, LocalOffer]) -> None:
    """Propose what another editor must see first; an older proposal for the same offer goes."""
    now = timezone.now()
    pairs = [(row, made.get(row.pk) or row.offer) for row in rows]
    offers = [offer for _row, offer in pairs if offer is not None]
    Proposal.objects.open().filter(offer__in=offers).update(state=Proposal.State.WITHDRAWN)
    Proposal.objects.bulk_create(
        Proposal(
            offer=offer,
            record=row.record,
            seen=offer.number,
            why=OfferVersion.Why.IMPORTED,
            by=kept.doer or kept.by,
            at=now,
            batch=kept.pk,
        )
        for row, offer in pairs
        if offer is not None
    )


def _chunks(
    rows: Iterable[tuple[int, Understood]], size: int
) -> Iterator[list[tuple[int, Understood]]]:
    source = iter(rows)
    while some := list(itertools.islice(source, size)):
        yield some
