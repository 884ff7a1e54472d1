"""Local offers for tests, and how the interface is asked."""

import json
from datetime import date
from typing import Any

from django.test import Client

from balans.directory.actions import keep_offer
from balans.directory.models import LocalOffer, OfferVersion
from balans.directory.offer import OfferRecord


def record(**given: Any) -> OfferRecord:
    """Return an offer in Utrecht, with what a test needs to be so."""
    words = {
        "nl": {
            "title": "Inloop in het wijkcentrum",
            "text": "Koffie met andere mantelzorgers.",
            "how": "Loop binnen.",
        },
        "en": {
            "title": "Drop-in at the centre",
            "text": "Coffee with other carers.",
            "how": "Walk in.",
        },
    }
    known = {
        "words": words,
        "organisation": "Welzijn Voorbeeld",
        "needs": ["praten"],
        "areas": ["utrecht"],
    }
    return OfferRecord.model_validate({**known, **given})


def everything() -> OfferRecord:
    """Return an offer of which all is known."""
    return record(
        phone="030 123 45 67",
        whatsapp="06 12 34 56 78",
        chat="https://voorbeeld.example/chat",
        mail="inloop@voorbeeld.example",
        url="https://voorbeeld.example/",
        needs=["praten", "lotgenoten"],
        audiences=["young", "bereaved"],
        ways=["place", "phone"],
        languages=["nl", "tr", "Papiaments", "zz"],
        free="yes",
        openings=[
            {"days": ["mo", "tu"], "opens": "09:00", "closes": "17:00"},
            {"days": ["fr"], "opens": "22:00", "closes": "02:00"},
            {"days": ["su"], "opens": "08:00", "closes": "08:00"},
        ],
        places=[
            {"name": "De Linde", "street": "Lindelaan 1", "postcode": "3512 AB", "city": "Utrecht"},
            {"name": "De Eik", "city": "Utrecht"},
        ],
        areas=["utrecht", "zeist"],
        about_dying=True,
        assured=date(2026, 11, 1),
        assurer="Team mantelzorg",
    )


def keep(
    kept: OfferRecord | None = None, state: LocalOffer.State = LocalOffer.State.PUBLISHED
) -> LocalOffer:
    """Keep an offer as editors do."""
    return keep_offer(record=kept or record(), state=state, why=OfferVersion.Why.MADE)


def body(client: Client, path: str, **headers: str) -> bytes:
    """Return what the interface gives."""
    response = client.get(f"/api/{path}", headers=headers)
    assert response.status_code == 200, response.content
    return b"".join(response.streaming_content) if response.streaming else response.content


def ask(client: Client, path: str, **headers: str) -> Any:
    """Return what the interface gives, decoded."""
    return json.loads(body(client, path, **headers))


def everywhere(client: Client, path: str) -> list[Any]:
    """Return all of a list, page by page, as the documentation says."""
    found: list[Any] = []
    sign = "&" if "?" in path else "?"
    for number in range(1, 1000):
        page = ask(client, f"{path}{sign}page={number}&per_page=60")
        found += page["contents"]
        if page["last_page"]:
            break
    return found
