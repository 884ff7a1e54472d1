"""What the page of a need shows: help near, help everywhere, what to read, who to call."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from balans.core.references import Reference, refer
from balans.directory.helplines import Helpline, helplines
from balans.directory.municipalities import Municipality
from balans.directory.national import support
from balans.directory.near import WayOn, near_for, way_on
from balans.directory.needs import Need
from balans.directory.offer import Offer
from balans.directory.screen import Card, card_of

MOST_NEAR = 3
URGENT = ("danger", "now")


@dataclass(frozen=True)
class NeedPage:
    """All that belongs to a need, in one language."""

    place: Municipality | None
    near: tuple[Card, ...]
    more_near: bool
    way_on: WayOn | None
    """Whom to turn to when there is a place and nothing is known in it."""

    first: tuple[Card, ...]
    others: tuple[Card, ...]
    folded: tuple[Card, ...]
    """About dying, at a need that is not: nobody asked."""

    articles: tuple[Reference, ...]
    exercises: tuple[Reference, ...]
    helplines: tuple[Helpline, ...]

    @property
    def call_first(self) -> bool:
        """Return whether calling goes before anything else: this may be danger."""
        return any(each.group in URGENT for each in self.helplines)


def need_page(need: Need, language: str, place: Municipality | None, now: datetime) -> NeedPage:
    """Return the page of a need. Without a place it may wait in memory: nothing says "now"."""
    entry, moment = need.entry, now if place else None
    near = _near(need, place, language) if place else []

    def cards(offers: Sequence[Offer]) -> tuple[Card, ...]:
        return tuple(
            card_of(each, language, today=now.date(), now=moment, place=place) for each in offers
        )

    def quiet(offer: Offer) -> bool:
        return entry.about_dying or not offer.record.about_dying

    first = [support(language)[each] for each in entry.first]
    others = _others(need, language)
    lines = helplines(language)
    return NeedPage(
        place=place,
        near=cards(near[:MOST_NEAR]),
        more_near=len(near) > MOST_NEAR,
        way_on=way_on(place, language, now.date()) if place and not near else None,
        first=cards([each for each in first if quiet(each)]),
        others=cards([each for each in others if quiet(each)]),
        folded=cards([each for each in (*first, *others) if not quiet(each)]),
        articles=tuple(refer("article", each, language) for each in entry.articles),
        exercises=tuple(refer("exercise", each, language) for each in entry.exercises),
        helplines=tuple(
            lines[each].for_bereaved if entry.about_dying else lines[each]
            for each in entry.helplines
        ),
    )


def _near(need: Need, place: Municipality, language: str) -> list[Offer]:
    with_dying = need.entry.about_dying
    return near_for(need.name, place, language, MOST_NEAR + 1, with_dying=with_dying)


def _others(need: Need, language: str) -> list[Offer]:
    """Return the other national offers that name a need, the best fitting first."""
    found = [
        each
        for each in support(language).values()
        if need.name in each.record.needs and each.key not in need.entry.first
    ]
    return sorted(found, key=lambda each: (each.record.needs.index(need.name), each.title))
