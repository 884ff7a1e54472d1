"""Who offers help: national organisations from content, then those of local offers."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from balans.api.ids import organisation_id
from balans.api.service import changed
from balans.directory.models import LocalOffer
from balans.directory.national import support
from balans.directory.offer import Offer

MOST_WORDS = 8


def national_organisations(language: str = "nl") -> list[str]:
    """Return the names of who offers something national, in order; the empty one first."""
    return sorted({each.record.organisation for each in support(language).values()}, key=str.lower)


def local_organisations(search: str = "") -> QuerySet[LocalOffer, str]:
    """Return the names of who offers only local things, in order."""
    found = LocalOffer.objects.published().exclude(organisation__in=national_organisations())
    for word in search.split()[:MOST_WORDS]:
        found = found.filter(organisation__icontains=word)
    return found.order_by("organisation").values_list("organisation", flat=True).distinct()


def organisation_called(wanted_id: UUID) -> str | None:
    """Return the name of an organisation by its id: only names are read, each once."""
    for name in national_organisations():
        if organisation_id(name) == wanted_id:
            return name
    names = local_organisations().iterator(chunk_size=2_000)
    return next((name for name in names if organisation_id(name) == wanted_id), None)


def offers_of(names: Sequence[str], language: str, most: int) -> list[tuple[Offer, datetime]]:
    """Return the offers of organisations, at most so many."""
    first = [
        (offer, changed(offer))
        for offer in support(language).values()
        if offer.record.organisation in names
    ]
    rows = LocalOffer.objects.published().filter(organisation__in=names).order_by("pk")
    return [*first, *((each.as_offer(language), each.changed_at) for each in rows[:most])][:most]
