"""What needs doing: the offers of an editor by what they wait for, and how many of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from balans.directory.editing.models import Proposal
from balans.directory.editing.rights import Rights
from balans.directory.links import broken_links
from balans.directory.models import LocalOffer, LocalOfferQuerySet, Report
from balans.directory.national import support
from balans.directory.offer import STALE_AFTER, Offer

ON_A_PAGE = 25
State = LocalOffer.State


@dataclass(frozen=True)
class Heap:
    """Offers that wait for the same; `name` stands in the address."""

    name: str
    title: str | Promise
    number: int = 0
    to_do: bool = False


HEAPS: tuple[tuple[str, Promise, bool], ...] = (
    ("voorstel", _("Wacht op een tweede paar ogen"), True),
    ("melding", _("Gemeld: klopt dit niet?"), True),
    ("kapot", _("De website doet het niet"), True),
    ("nooit", _("Nog nooit nagekeken"), True),
    ("oud", _("Langer dan een jaar niet nagekeken"), True),
    ("concept", _("Nog niet zichtbaar"), False),
    ("zichtbaar", _("Zichtbaar"), False),
    ("weg", _("Weggehaald"), False),
    ("alles", _("Alles"), False),
)


LONGEST_FIRST = (F("assured_on").asc(nulls_first=True), "title", "pk")
"""What waits longest for somebody to look; what was never looked at before that."""


def conditions(today: date) -> dict[str, Q]:
    """Return what makes an offer part of each heap.

    The first three begin at what waits: a few rows, however many offers there are.
    """
    there = ~Q(state=State.RETIRED)
    return {
        "voorstel": Q(pk__in=Proposal.objects.open().values("offer")),
        "melding": Q(pk__in=_reported().values("offer")),
        "kapot": Q(state=State.PUBLISHED, url__in=sorted(broken_links())),
        "nooit": there & Q(assured_on=None),
        "oud": there & Q(assured_on__lt=today - STALE_AFTER),
        "concept": Q(state=State.DRAFT),
        "zichtbaar": Q(state=State.PUBLISHED),
        "weg": Q(state=State.RETIRED),
        "alles": Q(),
    }


def _reported() -> QuerySet[Report]:
    return Report.objects.filter(handled_at=None, offer__isnull=False).order_by()


def own_offers(rights: Rights) -> LocalOfferQuerySet:
    """Return the offers of an editor, each with what it waits for."""
    proposals = Proposal.objects.open().filter(offer=OuterRef("pk"))
    return rights.own().annotate(
        is_proposed=Exists(proposals),
        proposed=Subquery(proposals.values("wanted")[:1]),
        is_reported=Exists(_reported().filter(offer=OuterRef("pk"))),
        is_broken=_broken(broken_links()),
    )


def _broken(urls: frozenset[str]) -> Case:
    cases = [When(url__in=sorted(urls), then=Value(True))] if urls else []
    return Case(*cases, default=Value(False), output_field=BooleanField())


def heaps(rights: Rights, today: date) -> list[Heap]:
    """Return every heap with how many offers are in it, each counted by itself. One query."""
    wanted, own = conditions(today), rights.own()
    first, *rest = (
        own.filter(wanted[name])
        .annotate(heap=Value(name))
        .values_list("heap")
        .annotate(number=Count("pk"))
        for name, _title, _to_do in HEAPS
        if name != "kapot" or broken_links()
    )
    counts = dict(first.union(*rest, all=True))
    return [Heap(name, title, counts.get(name, 0), to_do) for name, title, to_do in HEAPS]


def searched(rights: Rights, *, heap: str, text: str, today: date, page: str) -> "Page[LocalOffer]":
    """Return a page of the offers in a heap whose name or organisation holds a text."""
    offers = rights.own().filter(conditions(today).get(heap, Q()))
    for word in text.split()[:8]:
        offers = offers.filter(Q(title__icontains=word) | Q(organisation__icontains=word))
    # Only which they are is put in order: a record is long, and a page shows a few.
    ordered = offers.order_by(*LONGEST_FIRST)
    found = Paginator(ordered, ON_A_PAGE).get_page(page)
    few = own_offers(rights).filter(pk__in=ordered.values("pk")[_place(found)])
    found.object_list = few.order_by(*LONGEST_FIRST)
    return found


def _place(page: "Page[LocalOffer]") -> slice:
    """Return which of all offers stand on a page."""
    return slice((page.number - 1) * ON_A_PAGE, page.number * ON_A_PAGE)


def stale_national(today: date) -> Sequence[Offer]:
    """Return the offers of the whole country that must be looked at, the oldest first."""
    urls = broken_links()
    found = [
        each
        for each in support("nl").values()
        if each.is_stale(today) or (each.record.url and each.record.url in urls)
    ]
    return sorted(found, key=lambda each: each.checked or date.min)


def national_to_do(today: date) -> int:
    """Return how many offers of the whole country are old, broken or reported. One query."""
    reported = Report.objects.waiting().exclude(national="").values_list("national", flat=True)
    return len({each.key for each in stale_national(today)} | set(reported))
