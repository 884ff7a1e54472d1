"""What somebody looks for among groups, and how much room there is. Rules only, no database."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Literal
from urllib.parse import urlencode

from balans.core.content import LANGUAGES

LANGUAGE, ONLINE, FROM, EVERYWHERE, PAGE = "taal", "online", "vanaf", "overal", "bladzijde"
MONTHS_AHEAD = 6
YEAR_MONTHS = 12
Room = Literal["free", "last", "full"]


@dataclass(frozen=True)
class Wish:
    """Which groups somebody looks for; empty for all of them."""

    language: str = ""
    online: bool = False
    month: str = ""
    """From which month on, such as 2027-02."""

    everywhere: bool = False
    """Whether to show groups too that are not in or around one's own place."""

    @property
    def any(self) -> bool:
        """Return whether something is left out because somebody asked so."""
        return replace(self, everywhere=False) != Wish()

    @property
    def first_day(self) -> date | None:
        """Return the day from which on somebody can come."""
        return date.fromisoformat(f"{self.month}-01") if self.month else None

    def query(self, **changes: Any) -> str:
        """Return the wish as it stands in an address, some of it changed."""
        changed = replace(self, **changes)
        given = zip(KEYS, (getattr(changed, each.name) for each in fields(changed)), strict=True)
        return urlencode({key: "1" if value is True else value for key, value in given if value})


KEYS = (LANGUAGE, ONLINE, FROM, EVERYWHERE)


def months(today: date) -> tuple[date, ...]:
    """Return the first day of each month that can be chosen: the next one and some after it."""
    first = today.year * YEAR_MONTHS + today.month
    ahead = range(first, first + MONTHS_AHEAD)
    return tuple(date(each // YEAR_MONTHS, each % YEAR_MONTHS + 1, 1) for each in ahead)


def read(query: Mapping[str, Any], today: date) -> Wish:
    """Return the wish in an address; anything strange counts as not given."""
    language, month = str(query.get(LANGUAGE, "")), str(query.get(FROM, ""))
    return Wish(
        language=language if language in LANGUAGES else "",
        online=query.get(ONLINE) == "1",
        month=month if month in {f"{each:%Y-%m}" for each in months(today)} else "",
        everywhere=query.get(EVERYWHERE) == "1",
    )


def room_in(*, limit: int, inside: int, waiting: int) -> Room:
    """Return how much room there is; who waits goes before whoever comes new."""
    free = 0 if waiting else limit - inside
    if free <= 0:
        return "full"
    return "last" if free == 1 else "free"
