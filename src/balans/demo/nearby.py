"""Invented local offers for one municipality, and what the demo people kept of them."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import IntegrityError
from django.utils import timezone
from pydantic import NonNegativeInt

from balans.accounts.person import Person
from balans.core.content import Content, Id, decode, library
from balans.directory.actions import keep_offer
from balans.directory.keeping import keep, note, words_for
from balans.directory.kept import Did
from balans.directory.models import LocalOffer, OfferVersion
from balans.directory.national import support
from balans.directory.offer import OfferRecord

FILE, SOURCE = "local_offers.toml", "demo"


class DemoOffer(Content):
    """A local offer; when it was checked is a number of days ago."""

    id: Id
    days: NonNegativeInt
    assurer: str = ""
    record: dict[str, Any]


class DemoOffers(Content):
    offers: tuple[DemoOffer, ...]


class DemoKept(Content):
    """An offer that a demo person kept: a national one by name, or one of the demo."""

    offer: Id
    local: bool = False
    did: Did = "saved"
    note: str = ""


def load_offers() -> int:
    """Load every demo offer that is not there; return how many came."""
    read = decode(DemoOffers, library().read("demo", FILE), where=f"demo/{FILE}")
    there = set(LocalOffer.objects.filter(source=SOURCE).values_list("source_id", flat=True))
    return sum(_load(each) for each in read.offers if each.id not in there)


def _load(offer: DemoOffer) -> bool:
    told = {
        **offer.record,
        "assured": timezone.localdate() - timedelta(days=offer.days),
        "assurer": offer.assurer,
    }
    record = decode(OfferRecord, told, where=f"demo/{FILE}: {offer.id}")
    try:
        keep_offer(
            record=record,
            state=LocalOffer.State.PUBLISHED,
            why=OfferVersion.Why.MADE,
            source=SOURCE,
            source_id=offer.id,
        )
    except IntegrityError:
        # Somebody else loaded it meanwhile.
        return False
    return True


def keep_offers(*, person: Person, kept: Iterable[DemoKept], language: str) -> None:
    """Keep what a demo person kept, with what they did and wrote."""
    load_offers()
    for each in kept:
        if each.local:
            row = LocalOffer.objects.get(source=SOURCE, source_id=each.offer)
            offer = row.as_offer(language)
        else:
            offer = support(language)[each.offer]
        found, _is_new = keep(person=person, words=words_for(offer))
        note(kept=found, person=person, did=each.did, text=each.note)
