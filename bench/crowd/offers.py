"""Local offers in every state, with history, reports, proposals and lists that were read in."""

import random
import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

from django.db import transaction
from django.db.models import Model

from balans.directory.actions import tell_changed
from balans.directory.editing.importing import Plan
from balans.directory.editing.models import Import, ImportRow, LinkCheck, Proposal
from balans.directory.models import LocalOffer, OfferArea, OfferNeed, OfferVersion, Report
from balans.directory.offer import OfferRecord
from bench.crowd.pouring import pour, tables_of
from bench.search import offers

AT_ONCE = 1_000
LISTS, LINES = 40, 500
State = LocalOffer.State


def fill(count: int, seed: int, now: datetime) -> int:
    """Keep so many offers with all that belongs to them; return how many rows. Flat in memory."""
    dice, records, rows = random.Random(f"{seed} offers"), offers(), 0
    for start in range(0, count, AT_ONCE):
        some = [
            _offer(record, dice, now) for record in islice(records, min(AT_ONCE, count - start))
        ]
        with transaction.atomic():
            rows += pour(tables_of([*some, *_beside(some, dice, now)]))
            tell_changed(some)
    rows += pour(tables_of(_lists(now, LISTS if count >= AT_ONCE else 2)))
    return rows


def _offer(data: dict[str, object], dice: random.Random, now: datetime) -> LocalOffer:
    number = dice.randrange(10**9)
    data |= {"url": f"https://aanbod-{number % 40_000}.example/", "phone": "038 123 45 67"}
    record = OfferRecord.model_validate(data)
    state = dice.choices((State.PUBLISHED, State.DRAFT, State.RETIRED), (90, 6, 4))[0]
    age = timedelta(days=dice.randrange(1, 600))
    return LocalOffer(
        id=uuid.UUID(int=dice.getrandbits(128), version=4),
        state=state,
        record=record.model_dump(mode="json", exclude_defaults=True),
        title=record.words["nl"].title,
        organisation=record.organisation,
        url=record.url,
        source="lijst" if number % 3 else "",
        source_id=f"{dice.getrandbits(64):x}" if number % 3 else "",
        assured_on=None if dice.random() < 0.1 else (now - age).date(),
        changed_at=now - age,
    )


def _beside(some: list[LocalOffer], dice: random.Random, now: datetime) -> Iterator[Model]:
    for offer in some:
        yield from (OfferArea(offer=offer, municipality=each) for each in offer.record["areas"])
        yield from (
            OfferNeed(offer=offer, need=need, place=place)
            for place, need in enumerate(offer.record["needs"])
        )
        yield OfferVersion(
            offer=offer, number=1, record=offer.record, state=offer.state, why="made", at=now
        )
        if dice.random() < 0.03:
            yield _report(offer, dice, now)
        if dice.random() < 0.005:
            yield Proposal(offer=offer, record=offer.record, seen=1, at=now)


def _report(offer: LocalOffer, dice: random.Random, now: datetime) -> Report:
    at = now - timedelta(days=dice.randrange(90))
    report = Report(offer=offer, kind=Report.Kind.HOURS, at=at)
    report.handled_at = at if dice.random() < 0.7 else None
    report.seal("De inloop is op donderdag.")
    return report


def _lists(now: datetime, many: int) -> Iterator[Model]:
    for number in range(many):
        at = now - timedelta(days=number)
        kept = Import(state=Import.State.DONE, at=at, ended_at=at, file_name="lijst.csv")
        kept.source, kept.areas, kept.total = f"lijst {number}", ["*"], LINES
        kept.counts = {"new": LINES}
        kept.plan = Plan(kind="csv", encoding="utf-8").model_dump(mode="json")
        yield kept
        for line in range(LINES):
            yield ImportRow(part_of=kept, line=line, kind=ImportRow.Kind.NEW, title=f"Rij {line}")
    for number in range(100 * many):
        away = 4 if number % 200 == 0 else 0
        url = f"https://aanbod-{number}.example/"
        due = now + timedelta(days=1 + number % 7)
        yield LinkCheck(
            url=url, status=200, failures=away, checked_at=now, due_at=due, failing_since=now
        )
