"""The list of all help: what somebody filters by, and what remains. Rules only, no database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any, get_args
from urllib.parse import urlencode

from balans.directory.needs import need_names
from balans.directory.offer import Audience, Offer, Way

PAGE = 20
NEED, AUDIENCE, WAY, FREE, OPEN, DYING, NUMBER = (
    "nodig",
    "voor",
    "via",
    "gratis",
    "open",
    "afscheid",
    "bladzijde",
)
MOST_DIGITS = 4


@dataclass(frozen=True)
class Filters:
    """What the offers must fit; empty for everything."""

    need: str = ""
    audience: str = ""
    way: str = ""
    free: bool = False
    open_now: bool = False
    dying: bool = False
    """Whether to show what is about dying, death and grief as well."""

    @property
    def any(self) -> bool:
        """Return whether something is left out because somebody asked so."""
        return replace(self, dying=False) != Filters()

    def fits(self, offer: Offer, now: datetime) -> bool:
        """Return whether an offer fits at this moment of the Dutch clock."""
        record = offer.record
        return (
            (not self.need or self.need in record.needs)
            and (not self.audience or self.audience in record.audiences)
            and (not self.way or self.way in ways_of(offer))
            and (not self.free or record.free == "yes")
            and (not self.open_now or offer.is_open(now))
        )

    def query(self, **changes: Any) -> str:
        """Return the filters as they stand in an address, some of them changed."""
        changed = replace(self, **changes)
        names = dict(zip((each.name for each in fields(changed)), KEYS, strict=True))
        given = {key: getattr(changed, name) for name, key in names.items()}
        return urlencode({k: "1" if v is True else v for k, v in given.items() if v})


KEYS = (NEED, AUDIENCE, WAY, FREE, OPEN, DYING)


def ways_of(offer: Offer) -> frozenset[Way]:
    """Return how an offer reaches one: as it says, and by the contacts that it gives."""
    record = offer.record
    given: dict[Way, str] = {"phone": record.phone, "chat": record.chat, "mail": record.mail}
    return frozenset(record.ways) | {way for way, contact in given.items() if contact}


def read(query: Mapping[str, Any]) -> Filters:
    """Return the filters in an address; anything strange counts as not given."""

    def one_of(key: str, known: Iterable[str]) -> str:
        given = str(query.get(key, ""))
        return given if given in known else ""

    return Filters(
        need=one_of(NEED, need_names()),
        audience=one_of(AUDIENCE, get_args(Audience)),
        way=one_of(WAY, get_args(Way)),
        free=query.get(FREE) == "1",
        open_now=query.get(OPEN) == "1",
        dying=query.get(DYING) == "1",
    )


@dataclass(frozen=True)
class Found:
    """What fits: local offers first, then national ones, a page at a time."""

    local: tuple[Offer, ...]
    national: tuple[Offer, ...]
    about_dying: int
    """How many more fit that are about dying and that nobody asked for."""

    number: int = 1

    @property
    def count(self) -> int:
        return len(self.local) + len(self.national)

    @property
    def pages(self) -> int:
        return max(1, -(-self.count // PAGE))

    @property
    def shown(self) -> tuple[Offer, ...]:
        """Return the offers of this page."""
        start = (self.number - 1) * PAGE
        return (self.local + self.national)[start : start + PAGE]


def select(
    local: Iterable[Offer],
    national: Iterable[Offer],
    filters: Filters,
    now: datetime,
    *,
    with_dying: bool = False,
) -> Found:
    """Return what fits, in the order given; about dying only when it was asked for."""
    fitting = [[each for each in offers if filters.fits(each, now)] for offers in (local, national)]
    asked = with_dying or filters.dying
    kept = [
        tuple(each for each in offers if asked or not each.record.about_dying) for offers in fitting
    ]
    hidden = sum(map(len, fitting)) - sum(map(len, kept))
    return Found(local=kept[0], national=kept[1], about_dying=hidden)


def page_number(query: Mapping[str, Any], pages: int) -> int:
    """Return which page is asked for, one that exists."""
    given = str(query.get(NUMBER, ""))
    plain = given.isascii() and given.isdigit() and len(given) <= MOST_DIGITS
    return min(max(int(given), 1), pages) if plain else 1
