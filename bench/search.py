"""Searching over 5,000 and 100,000 local offers: the engine alone, and the page of a server."""

import random
import time
import uuid
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from urllib.parse import quote

from bench.client import Connection, Timed, get
from bench.servers import OURS, serving, settle

SIZES = ((5_000, 10), (100_000, 50))
ROUNDS = 6
AT_ONCE = 1_000
QUERIES = (
    "zorg",
    "hulp bij mantelzorg",
    "mantelzorger",
    "wie betaalt de nachtzorg",
    "mijn man wil geen vreemden in huis",
    "respijtzorg",
    "respeitzorg",
    "nachtzorg",
    "mantelzorgmakelaar",
    "rouwgroep voor nabestaanden",
    "vrijwilliger die komt waken",
    "euthenasie",
    "ik kan niet meer",
    "taxi naar het ziekenhuis",
    "huishoudelijke hulp",
    "dagbesteding dementie",
    "ontmoetingscentrum de wilg",
    "mijn vader heeft dementie en loopt ’s nachts weg, wie helpt",
    "lotgenoten groep",
    "pizza bestellen",
    "xyzzyqwert",
)
PLACES = ("", "amsterdam", "utrecht", "assen")
KINDS = (
    "Inloop", "Respijtzorg", "Mantelzorgsteunpunt", "Maatjesproject", "Rouwgroep", "Dagbesteding",
    "Nachtzorg", "Huiskamer", "Mantelzorgmakelaar", "Vervoersdienst", "Maaltijdservice",
    "Klussendienst", "Lotgenotengroep", "Spreekuur", "Waakdienst", "Buurthulp",
)  # fmt: skip
NAMES = (
    "De Wilg", "Zonnehoek", "Het Anker", "De Brug", "Samen Sterk", "De Linde", "Welzijn Actief",
    "Zorg Dichtbij", "De Kastanje", "Thuis in de Wijk", "Humanitas", "De Zonnebloem", "De Haven",
)  # fmt: skip


def measure(data: Path) -> Iterator[tuple[str, str, str, bool]]:
    """Yield what, measured, bar and whether it is reached. Django must be set up on this folder."""
    from django.core.management import call_command

    from balans.search.actions import prepare

    call_command("migrate", verbosity=0)
    prepare()
    made = offers()
    count = 0
    for size, bar in SIZES:
        start = time.perf_counter()
        fill(made, size - count)
        seconds = time.perf_counter() - start
        if count == 0:
            yield f"{size} offers kept and indexed in bulk, s", f"{seconds:.1f}", "-", True
        count = size
        yield _row(f"search over {size:,} offers and all content", engine(), bar)
        with serving(OURS, "/", data) as (url, pid, _seconds):
            settle(pid)
            yield _row(f"the same as a page, {size:,} offers", pages(url), bar)


def _row(what: str, times: list[float], bar: int) -> tuple[str, str, str, bool]:
    timed = Timed(per_second=0, milliseconds=times)
    slow = timed.percentile(0.95)
    shown = f"{timed.median:.1f} / {slow:.1f} / {max(times):.1f}"
    return f"{what}, p50 / p95 / max ms", shown, str(bar), slow <= bar


def engine() -> list[float]:
    """Return how long each search took in this process, page included but not drawn."""
    from balans.directory.municipalities import municipality
    from balans.search.engine import forget, search
    from balans.search.screen import screen

    forget()
    search("zorg", "nl")
    times = []
    for _round in range(ROUNDS):
        for words in QUERIES:
            for place in PLACES:
                start = time.perf_counter()
                screen(search(words, "nl", municipality(place)), "nl")
                times.append((time.perf_counter() - start) * 1000)
    return times


def pages(url: str) -> list[float]:
    """Return how long each page took, asked for over one connection."""
    connection = Connection(url)
    times = []
    for number in range(ROUNDS + 1):
        for words in QUERIES:
            for place in PLACES:
                cookies = f"balans_plaats={place}" if place else ""
                request = get(f"/zoeken/?q={quote(words)}", connection.host, cookies)
                start = time.perf_counter()
                head, _body = connection.ask(request)
                if b" 200 " not in head[:20]:
                    raise AssertionError(head[:80])
                if number:
                    times.append((time.perf_counter() - start) * 1000)
    return times


def offers() -> Iterator[dict[str, object]]:
    """Yield records of offers without end: over all municipalities, a few large ones fuller."""
    from balans.directory.municipalities import municipalities
    from balans.directory.national import support

    dice = random.Random(4)
    known = list(municipalities().values())
    shares = [1 / (1 + place) ** 0.7 for place in range(len(known))]
    texts = [each.words for each in support("nl").values()]
    needs = [each.record.needs for each in support("nl").values()]
    while True:
        [place] = dice.choices(known, shares)
        kind, name = dice.choice(KINDS), dice.choice(NAMES)
        number = dice.randrange(len(texts))
        words = texts[number]
        yield {
            "organisation": f"{name} {place.name}",
            "words": {
                "nl": {
                    "title": f"{kind} {name}" if dice.random() < 0.7 else words.title,
                    "text": f"{words.text} {dice.choice(texts).text}",
                    "how": words.how,
                    "expect": dice.choice(texts).expect,
                    "cost": words.cost,
                }
            },
            "needs": list(needs[number]),
            "areas": [place.slug],
        }


def fill(made: Iterator[dict[str, object]], count: int) -> None:
    """Keep so many more published offers, and have the index follow, as an import does."""
    from django.db import transaction
    from django.utils import timezone

    from balans.directory.actions import tell_changed
    from balans.directory.models import LocalOffer, OfferArea

    now = timezone.now()
    for _batch in range(count // AT_ONCE):
        some = [
            LocalOffer(
                id=uuid.uuid4(),
                state=LocalOffer.State.PUBLISHED,
                record=record,
                title=record["words"]["nl"]["title"],  # type: ignore[index]
                changed_at=now,
            )
            for record in islice(made, AT_ONCE)
        ]
        with transaction.atomic():
            LocalOffer.objects.bulk_create(some)
            areas = ((offer, area) for offer in some for area in offer.record["areas"])
            OfferArea.objects.bulk_create(
                OfferArea(offer=offer, municipality=area) for offer, area in areas
            )
            tell_changed(some)
