"""The interface for other programs with 5,000 local offers, in the process that serves it."""

import statistics
import time
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from bench.client import Timed
from bench.diary import milliseconds

OFFERS = 5_000
TIMES = 200
BAR_EXPORT_SECONDS = 10
TOWNS = ("utrecht", "zwolle", "assen", "groningen", "zeist")
PAGES = (
    ("/api/services, a page of 50", "services?page={middle}", 50),
    ("the same, with all related data", "services?full=true&page={middle}", 50),
    ("the same, at a postcode", "services?full=true&postcode=3512&page=4", 100),
    ("the same, by a word", "services?full=true&search=koffie&page=3", 100),
    ("the same, at their places", "service_at_locations?full=true&page=40", 150),
)


def measure() -> Iterator[tuple[str, str, str, bool]]:
    """Yield what, measured, bar and whether it is reached. Django must be set up."""
    from django.core.management import call_command
    from django.test import Client

    call_command("migrate", verbosity=0)
    fill()
    client = Client(headers={"host": "localhost"})
    for what, address, bar in PAGES:
        url = "/api/" + address.format(middle=OFFERS // 100)
        found = milliseconds(partial(read, client, url), TIMES)
        slow = Timed(per_second=0, milliseconds=found).percentile(0.99)
        yield (
            f"{what}, p50 / p99 ms",
            f"{statistics.median(found):.1f} / {slow:.1f}",
            f"-, {bar}",
            slow <= bar,
        )
    for kind in ("json", "csv", "zip"):
        start = time.perf_counter()
        size = read(client, f"/api/export/services.{kind}")
        seconds = time.perf_counter() - start
        yield (
            f"export of {OFFERS} offers as {kind}, s; MB",
            f"{seconds:.1f}; {size / 1e6:.1f}",
            f"{BAR_EXPORT_SECONDS}; -",
            seconds <= BAR_EXPORT_SECONDS,
        )


def read(client: Any, url: str) -> int:
    """Return the size of an answer; anything but an answer is a fault."""
    response = client.get(url)
    if response.status_code != 200:
        raise AssertionError(f"{url}: {response.status_code}")
    if response.streaming:
        return sum(map(len, response.streaming_content))
    return len(response.content)


def fill() -> None:
    """Keep offers of five municipalities, each with contacts, hours, a place and two needs."""
    from balans.directory.models import LocalOffer, OfferArea, OfferNeed
    from balans.directory.offer import OfferRecord

    offers = []
    for number in range(OFFERS):
        record = OfferRecord.model_validate(_record(number))
        offers.append(
            LocalOffer(
                id=uuid.UUID(int=uuid.uuid5(uuid.NAMESPACE_URL, str(number)).int),
                state=LocalOffer.State.PUBLISHED,
                record=record.model_dump(mode="json", exclude_defaults=True),
                title=record.words["nl"].title,
                organisation=record.organisation,
                changed_at=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=number),
            )
        )
    LocalOffer.objects.bulk_create(offers, batch_size=500)
    OfferArea.objects.bulk_create(
        (OfferArea(offer=each, municipality=each.record["areas"][0]) for each in offers),
        batch_size=1_000,
    )
    OfferNeed.objects.bulk_create(
        (
            OfferNeed(offer=each, need=need, place=place)
            for each in offers
            for place, need in enumerate(each.record["needs"])
        ),
        batch_size=1_000,
    )


def _record(number: int) -> dict[str, Any]:
    said = "Elke week koffie met andere mantelzorgers. Je kunt binnenlopen zonder afspraak. " * 3
    return {
        "organisation": f"Welzijn {number % 700}",
        "words": {
            "nl": {"title": f"Inloop {number}", "text": said, "how": "Loop binnen, of bel eerst."},
            "en": {"title": f"Drop-in {number}", "text": said, "how": "Walk in, or call first."},
        },
        "phone": "038 123 45 67",
        "mail": "inloop@voorbeeld.example",
        "url": f"https://voorbeeld.example/{number}",
        "needs": ["praten", "lotgenoten"],
        "openings": [{"days": ["mo", "we"], "opens": "09:00", "closes": "17:00"}],
        "places": [{"street": "Lindelaan 1", "postcode": "3512 AB", "city": "Utrecht"}],
        "areas": [TOWNS[number % len(TOWNS)]],
        "assured": "2026-10-01",
    }
