"""What the page of a need shows: help near, help everywhere, what to read, who to call."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from balans.core.references import Reference, refer
from balans.directory.happening import Happening, happenings_near
from balans.directory.helplines import Helpline, helplines
from balans.directory.listed import listed
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
    near_said: str
    """What is to be said of how old the details of these are."""

    more_near: bool
    way_on: WayOn | None
    """Whom to turn to when there is a place and nothing is known in it."""

    first: tuple[Card, ...]
    others: tuple[Card, ...]
    folded: tuple[Card, ...]
    """About dying, at a need that is not: nobody asked."""

    said: str
    """What is to be said of how old the details of first, others and folded are."""

    happenings: tuple[Happening, ...]
    """What one can go to near by, at a need that is about meeting others."""

    articles: tuple[Reference, ...]
    exercises: tuple[Reference, ...]
    helplines: tuple[Helpline, ...]
    best_is_calling: bool
    """Whether a helpline is what fits best. Then it stands under who to call, and not twice."""

    @property
    def call_first(self) -> bool:
        """Return whether calling goes before anything else.

        This may be danger, or the numbers are among what fits best.
        """
        return self.best_is_calling or any(each.group in URGENT for each in self.helplines)


def need_page(need: Need, language: str, place: Municipality | None, now: datetime) -> NeedPage:
    """Return the page of a need. Without a place it may wait in memory: nothing says "now"."""
    entry, moment = need.entry, now if place else None
    near = _near(need, place, language) if place else []

    def cards(offers: Sequence[Offer]) -> tuple[Card, ...]:
        return tuple(card_of(each, language, today=now.date(), now=moment) for each in offers)

    def quiet(offer: Offer) -> bool:
        return entry.about_dying or not offer.record.about_dying

    first = [support(language)[each] for each in entry.first if each not in entry.helplines]
    others = _others(need, language)
    if not first:
        first, others = others[:MOST_NEAR], others[MOST_NEAR:]
    lines = helplines(language)
    near_said, (near_cards,) = listed(cards(near[:MOST_NEAR]))
    said, (first_cards, other_cards, folded_cards) = listed(
        cards([each for each in first if quiet(each)]),
        cards([each for each in others if quiet(each)]),
        cards([each for each in (*first, *others) if not quiet(each)]),
    )
    return NeedPage(
        place=place,
        near=near_cards,
        near_said=near_said,
        more_near=len(near) > MOST_NEAR,
        way_on=way_on(place, language, now.date()) if place and not near else None,
        first=first_cards,
        others=other_cards,
        folded=folded_cards,
        said=said,
        happenings=tuple(happenings_near(place)) if entry.meeting_others else (),
        best_is_calling=any(each in entry.helplines for each in entry.first),
        articles=tuple(refer("article", each, language) for each in entry.articles),
        exercises=tuple(refer("exercise", each, language) for each in entry.exercises),
        helplines=tuple(
            lines[each].for_bereaved if entry.after_death else lines[each]
            for each in entry.helplines
        ),
    )


def _near(need: Need, place: Municipality, language: str) -> list[Offer]:
    with_dying = need.entry.about_dying
    return near_for(need.name, place, language, MOST_NEAR + 1, with_dying=with_dying)


def _others(need: Need, language: str) -> list[Offer]:
    """Return the other national offers that name a need, no helplines, the best first."""
    found = [
        each
        for each in support(language).values()
        if need.name in each.record.needs
        and each.key not in need.entry.first
        and each.key not in need.entry.helplines
    ]
    return sorted(found, key=lambda each: (each.record.needs.index(need.name), each.title))
