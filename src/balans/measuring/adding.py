"""Adds up what the processes of this server counted, to the numbers of the day in the database.

The process beside the web server does it every ten seconds, and once when it stops in order. What
it did not add up yet is lost when all processes are killed at once: some seconds of counts.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from balans.core.chores import runs
from balans.core.measures import Use, collected
from balans.measuring.models import ChoreState, DayCount

ANSWERED, QUICK, SLOW, ERRORS = "answered", "answered_quickly", "answered_slowly", "errors"
"""For who looks after it: requests, those within 100 ms, those that took a second or more, faults.
"""
QUICK_BUCKET, LONG_BUCKET = "0.1", "1.0"
NO_PAGES = {"health", "measuring:metrics", "static"}
"""What machines ask for all day long says nothing of how quick this is for people."""

KEPT = timedelta(days=3 * 366)
OURS = {ANSWERED, QUICK, SLOW, ERRORS}

_added: Counter[str] = Counter()
"""What was added up before, of this server."""


def add_up() -> int:
    """Add what was counted since the last time; nothing to tell: return 0.

    All of it or nothing: when the database is away, it is added the next time.
    """
    totals = Counter(dict(_totals()))
    fresh = {what: number for what, number in (totals - _added).items() if _is_kept(what)}
    if fresh:
        _add(timezone.localdate(), fresh)
    _added.clear()
    _added.update(totals)
    return 0


def start_here() -> None:
    """Leave out what was counted until now, such as what the demonstration did itself."""
    _added.clear()
    _added.update(dict(_totals()))


def _is_kept(what: str) -> bool:
    """Return whether a number is kept: of what people do only when the host publishes it."""
    return what in OURS or (settings.FIGURES and what in set(Use))


def _totals() -> Iterator[tuple[str, int]]:
    """Return what all processes of this server counted since it started."""
    found: Counter[str] = Counter()
    for metric in collected():
        for sample in metric.samples:
            number, labels = int(sample.value), sample.labels
            if sample.name == "balans_uses_total":
                found[labels["what"]] += number
            elif sample.name == "balans_errors_total":
                found[ERRORS] += number
            elif sample.name == "balans_request_seconds_bucket" and _is_page(labels):
                _time(found, labels["le"], number)
    found[SLOW] = found[ANSWERED] - found.pop("long", 0)
    return iter(found.items())


def _is_page(labels: Mapping[str, str]) -> bool:
    return labels["route"] not in NO_PAGES


def _time(found: Counter[str], bound: str, number: int) -> None:
    names = {QUICK_BUCKET: QUICK, LONG_BUCKET: "long", "+Inf": ANSWERED}
    if name := names.get(bound):
        found[name] += number


def _add(day: date, fresh: Mapping[str, int]) -> None:
    """Add to the numbers of a day. Other servers may do so at the same moment."""
    with transaction.atomic():
        for what, number in sorted(fresh.items()):
            if _add_one(day, what, number):
                continue
            try:
                with transaction.atomic():
                    DayCount.objects.create(day=day, what=what, number=number)
            except IntegrityError:
                # Another server made the row meanwhile.
                _add_one(day, what, number)


def _add_one(day: date, what: str, number: int) -> bool:
    rows = DayCount.objects.filter(day=day, what=what)
    return bool(rows.update(number=F("number") + number))


def note_chores() -> int:
    """Keep how the chores went, for who looks after this; nothing to tell: return 0."""
    rows = [ChoreState(name=name, **vars(run)) for name, run in list(runs.items())]
    ChoreState.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["name"],
        update_fields=["every_seconds", "ran_at", "did_at", "failed_at"],
    )
    return 0


def forget_old() -> int:
    """Throw away the numbers of days long gone; return how many."""
    oldest = timezone.localdate() - KEPT
    return DayCount.objects.filter(day__lt=oldest).delete()[0]
