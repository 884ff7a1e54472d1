"""For the tests: editors with municipalities, and offers to edit."""

import uuid
from typing import Any

from django.test import Client

from balans.accounts.entry.address import normalised
from balans.accounts.staff.areas import give_area
from balans.accounts.staff.roles import owner_with
from balans.accounts.staff.tests.people import become, set_up_app
from balans.directory.actions import keep_offer
from balans.directory.editing.rights import Rights, rights_of
from balans.directory.models import LocalOffer, OfferVersion
from balans.directory.offer import OfferRecord

ZWOLLE, KAMPEN = "zwolle", "kampen"
NEED = "praten"
HOME = "/beheer/hulp/"


def editor(address: str, *areas: str) -> Client:
    """Return the browser of an editor, signed in and past the second step."""
    client = Client()
    become(client, "editor", address)
    set_up_app(client)
    for each in areas:
        give_area(address=normalised(address), municipality=each)
    return client


def rights(address: str) -> Rights:
    """Return what an editor may."""
    owner = owner_with(normalised(address))
    assert owner is not None
    return rights_of(owner.pk)


def anywhere() -> Rights:
    """Return the rights of an editor of the whole country who needs no account."""
    return Rights(uuid.uuid4(), everywhere=True, slugs=frozenset())


def record(title: str = "Inloop", areas: tuple[str, ...] = (ZWOLLE,), **other: Any) -> OfferRecord:
    """Return an offer with little in it."""
    words = {"nl": {"title": title, "text": "Koffie met anderen.", "how": "Loop binnen."}}
    data = {"words": words, "needs": (NEED,), "areas": areas, "phone": "038 123 45 67"}
    return OfferRecord.model_validate(data | other)


def offer(
    title: str = "Inloop",
    areas: tuple[str, ...] = (ZWOLLE,),
    state: LocalOffer.State = LocalOffer.State.PUBLISHED,
    **other: Any,
) -> LocalOffer:
    """Keep an offer."""
    made = record(title, areas, **other)
    return keep_offer(record=made, state=state, why=OfferVersion.Why.MADE)


def typed(**other: Any) -> dict[str, Any]:
    """Return what an editor types for a good offer."""
    return {
        "naam": "Inloop",
        "omschrijving": "Koffie met anderen.",
        "eerste-stap": "Loop binnen.",
        "telefoon": "0381234567",
        "hulp-bij": [NEED],
        "doelgroep": ["carer"],
        "gratis": "yes",
        "talen": "nl",
        "gemeenten": [ZWOLLE],
        **other,
    }
