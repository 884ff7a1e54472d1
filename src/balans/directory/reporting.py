""" "Klopt dit niet?": what somebody tells about an offer, read from a form and kept for editors."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from balans.accounts.entry import limits
from balans.core.text import clean
from balans.directory.models import LocalOffer, Report
from balans.directory.offer import Offer
from balans.ui.types import Choice, Error

WHAT, WORDS = "wat", "uitleg"
LIMIT = 1000
FROM_ONE_PLACE, FROM_EVERYBODY = 10, 300
"""How many reports an hour we take in."""

KEPT_AFTER = timedelta(days=90)
"""How long a report stays after an editor dealt with it."""

LONGEST = timedelta(days=365)
"""How long a report waits for an editor: somebody may have written more than they meant to."""


@dataclass(frozen=True)
class ReportForm:
    """What was filled in, and what is wrong with it."""

    kind: str = ""
    text: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def choices(self) -> tuple[Choice, ...]:
        return tuple(
            Choice(value=value, label=str(label), checked=value == self.kind)
            for value, label in Report.Kind.choices
        )

    @property
    def errors_to_show(self) -> list[Error]:
        return [Error(field_id=f"id_{name}", text=text) for name, text in self.errors.items()]


def read(form: Mapping[str, Any]) -> ReportForm:
    """Return what was posted, with a message for each field that is not right."""
    kind, text = str(form.get(WHAT, "")), clean(form.get(WORDS, ""), lines=True)
    errors: dict[str, str] = {}
    if kind not in Report.Kind.values:
        errors[WHAT] = _("Kies wat er niet klopt.")
    if len(text) > LIMIT:
        errors[WORDS] = _("Dit is te lang. Er passen %(most)s tekens, je hebt er %(count)s.") % {
            "most": LIMIT,
            "count": len(text),
        }
    elif kind == Report.Kind.OTHER and not text:
        errors[WORDS] = _("Schrijf er een paar woorden bij. Dan weten we wat je bedoelt.")
    return ReportForm(kind=kind, text=text, errors=errors)


def may_report(request: HttpRequest) -> bool:
    """Count one more report; return whether we take it in. Only the count is kept, for an hour."""
    place = limits.from_where(request)
    if limits.is_of_one_network(place) and not limits.allow(
        "reports from", place, most=FROM_ONE_PLACE
    ):
        return False
    return limits.allow("reports", "everybody", most=FROM_EVERYBODY)


@transaction.atomic
def report_offer(*, offer: Offer, kind: str, text: str) -> Report:
    """Keep that something about an offer is not right. Nothing of who tells it is kept."""
    report = Report(
        offer=LocalOffer.objects.get(pk=offer.key) if offer.local else None,
        national="" if offer.local else offer.key,
        kind=kind,
        at=timezone.now(),
    )
    report.seal(text)
    report.save(force_insert=True)
    return report


@transaction.atomic
def handle_report(*, report: Report, at: datetime | None = None) -> None:
    """Keep that an editor dealt with it, and since when. Twice changes nothing."""
    Report.objects.filter(pk=report.pk, handled_at=None).update(handled_at=at or timezone.now())


def sweep_reports(*, now: datetime | None = None) -> int:
    """Forget reports that were dealt with a while ago, or waited too long; return how many."""
    moment = now or timezone.now()
    over = Q(handled_at__lte=moment - KEPT_AFTER) | Q(at__lte=moment - LONGEST)
    removed, _each = Report.objects.filter(over).delete()
    return removed
