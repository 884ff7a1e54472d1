"""Local offers near a place, and the way on when none is known there."""

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery

from balans.directory.helplines import Helpline, helplines
from balans.directory.models import LocalOffer, LocalOfferQuerySet, OfferNeed
from balans.directory.municipalities import Municipality
from balans.directory.national import support
from balans.directory.offer import Offer
from balans.directory.screen import Card, card_of

SUPPORT_POINT, DESK, LINE = "steunpunt", "wmo-loket", "mantelzorglijn"


@dataclass(frozen=True)
class WayOn:
    """Whom to turn to when we know of no offer: there is always somebody."""

    place: Municipality | None
    desk: Card | None
    support_point: Card | None
    line: Helpline | None


def near(place: Municipality) -> LocalOfferQuerySet:
    """Return the local offers that one can use in a place; those for the whole country last."""
    found = LocalOffer.objects.published().within(place.slug)
    return found.order_by("everywhere", "title")


def near_for(
    need: str, place: Municipality, language: str, most: int, *, with_dying: bool
) -> list[Offer]:
    """Return the offers near that meet a need, the best fitting first. One query."""
    fits = OfferNeed.objects.filter(offer=OuterRef("pk"), need=need).values("place")[:1]
    among = near(place) if with_dying else near(place).quiet()
    found = among.annotate(fit=Subquery(fits)).filter(fit__isnull=False)
    return found.order_by("everywhere", "fit", "title")[:most].as_offers(language)


def way_on(place: Municipality | None, language: str, today: date) -> WayOn:
    """Return the way on: the municipality's desk, a support point, and a line to call."""
    known = support(language)

    def card(name: str) -> Card | None:
        return card_of(known[name], language, today=today) if name in known else None

    return WayOn(
        place=place,
        desk=card(DESK),
        support_point=card(SUPPORT_POINT),
        line=helplines(language).get(LINE),
    )
