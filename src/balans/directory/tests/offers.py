"""Offers for tests: plain functions with defaults."""

from datetime import date
from typing import Any

from balans.directory.actions import keep_offer
from balans.directory.models import LocalOffer, OfferVersion
from balans.directory.offer import Offer, OfferRecord, offer_of

TITLE = "Samen wandelen met Dirk"


def record(title: str = TITLE, **changes: Any) -> OfferRecord:
    """Return a record of a walk on Tuesday, in Zwolle."""
    words = {"title": title, "text": "Elke dinsdag een rondje. Wie wil, praat.", "how": "Bel Dirk."}
    told = {
        "words": {"nl": words},
        "phone": "038 123 45 67",
        "needs": ["praten"],
        "areas": ["zwolle"],
        "assured": date(2026, 11, 1),
        **changes,
    }
    return OfferRecord.model_validate(told)


def offer(title: str = TITLE, **changes: Any) -> Offer:
    """Return a local offer that is in no database."""
    return offer_of(
        record(title, **changes), "nl", key="00000000-0000-4000-8000-000000000000", local=True
    )


def publish(title: str = TITLE, **changes: Any) -> LocalOffer:
    """Keep a local offer that everybody may see."""
    return keep_offer(
        record=record(title, **changes),
        state=LocalOffer.State.PUBLISHED,
        why=OfferVersion.Why.MADE,
    )


def retire(kept: LocalOffer) -> LocalOffer:
    """Take a local offer away."""
    return keep_offer(
        record=kept.as_record(),
        state=LocalOffer.State.RETIRED,
        why=OfferVersion.Why.RETIRED,
        offer=kept,
    )
