"""An offer of help: one model for what is national (content) and what is local (the database).

The fields follow Open Referral HSDS 3.0: organisation, service, location, contact, schedule, cost,
eligibility, area, languages, and when somebody last made sure that it is so.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Annotated, Literal, get_args

from pydantic import Field, StringConstraints, field_validator, model_validator

from balans.core.content import Content, Id

Audience = Literal[
    "carer",
    "young",
    "child",
    "bereaved",
    "working",
    "dementia",
    "ill",
    "parent",
    "other-language",
]
Way = Literal["phone", "chat", "mail", "web", "home", "place", "group", "app"]
Free = Literal["yes", "partly", "no", "unknown"]
Day = Literal["mo", "tu", "we", "th", "fr", "sa", "su"]
DAYS: tuple[Day, ...] = get_args(Day)

STALE_AFTER = timedelta(days=365)
"""After this long nobody can rely on it any more, and the page says so."""

Text = Annotated[str, StringConstraints(max_length=2000)]
Line = Annotated[str, StringConstraints(max_length=200)]
Address = Annotated[str, StringConstraints(max_length=500, pattern=r"^(https?://\S+)?$")]
Clock = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]


class Opening(Content):
    """When one can reach it: days of the week and two times of the Dutch clock, `HH:MM`.

    `closes` before `opens` means after midnight; both the same means the whole day.
    """

    days: tuple[Day, ...] = Field(min_length=1)
    opens: Clock
    closes: Clock


class Place(Content):
    """Where one goes to."""

    name: Line = ""
    street: Line = ""
    postcode: Annotated[str, StringConstraints(pattern=r"^([1-9]\d{3} ?[A-Z]{2})?$")] = ""
    city: Line = ""


class OfferWords(Content):
    """What is said about an offer in one language."""

    title: Annotated[str, StringConstraints(min_length=1, max_length=120)]
    text: Text
    how: Text = ""
    """The first step."""

    expect: Text = ""
    cost: Text = ""
    hours: Line = ""
    who: Text = ""


class OfferRecord(Content):
    """All there is to an offer, in every language it has. Dutch is always there."""

    organisation: Line = ""
    """Who offers it; empty for a kind of help that many give, such as district nursing."""

    words: dict[Literal["nl", "en"], OfferWords]
    phone: Line = ""
    whatsapp: Line = ""
    chat: Address = ""
    mail: Line = ""
    url: Address = ""
    needs: tuple[Id, ...] = Field(min_length=1)
    audiences: tuple[Audience, ...] = ("carer",)
    ways: tuple[Way, ...] = ()
    languages: tuple[Line, ...] = ("nl",)
    free: Free = "unknown"
    always: bool = False
    openings: tuple[Opening, ...] = ()
    places: tuple[Place, ...] = ()
    areas: tuple[Id, ...] = ()
    """Municipalities (see places.py); none means the whole country."""

    about_dying: bool = False
    assured: date | None = None
    """The day somebody last made sure that it is so."""

    assurer: Line = ""

    @field_validator("words")
    @classmethod
    def dutch_is_there(cls, words: dict[str, OfferWords]) -> dict[str, OfferWords]:
        if "nl" not in words:
            raise ValueError("the Dutch words are missing")
        return words

    @model_validator(mode="after")
    def can_be_reached(self) -> "OfferRecord":
        if not self.words["nl"].how and not any((self.phone, self.url, self.mail, self.chat)):
            raise ValueError("say how to reach it, or give a phone number or an address")
        return self


@dataclass(frozen=True)
class Offer:
    """An offer in one language. `key` is its name in content, or its id in the database."""

    key: str
    local: bool
    record: OfferRecord
    words: OfferWords
    language: str
    """In which these words are: Dutch when there are no others."""

    sources: tuple[str, ...] = ()
    reviewed: date | None = None

    @property
    def title(self) -> str:
        return self.words.title

    @property
    def phone_href(self) -> str:
        return dial(self.record.phone)

    @property
    def whatsapp_href(self) -> str:
        return whatsapp(self.record.whatsapp)

    @property
    def checked(self) -> date | None:
        return self.record.assured

    def is_stale(self, today: date) -> bool:
        """Return whether nobody made sure of it for so long that the page must say so."""
        return self.checked is None or today - self.checked > STALE_AFTER

    def is_open(self, now: datetime) -> bool:
        """Return whether one can reach it at this moment of the Dutch clock."""
        return self.record.always or any(_open(each, now) for each in self.record.openings)


def offer_of(
    record: OfferRecord,
    language: str,
    *,
    key: str,
    local: bool,
    sources: Sequence[str] = (),
    reviewed: date | None = None,
) -> Offer:
    """Return a record in a language; in Dutch when it has no words in that language."""
    chosen: Literal["nl", "en"] = "en" if language == "en" and "en" in record.words else "nl"
    return Offer(
        key=key,
        local=local,
        record=record,
        words=record.words[chosen],
        language=chosen,
        sources=tuple(sources),
        reviewed=reviewed,
    )


def _open(opening: Opening, now: datetime) -> bool:
    opens, closes = time.fromisoformat(opening.opens), time.fromisoformat(opening.closes)
    today, yesterday = DAYS[now.weekday()], DAYS[now.weekday() - 1]
    at = now.time()
    if opens == closes:
        return today in opening.days
    if opens < closes:
        return today in opening.days and opens <= at < closes
    after_midnight = yesterday in opening.days and at < closes
    return after_midnight or (today in opening.days and at >= opens)


def dial(number: str) -> str:
    """Return a link that dials a Dutch number, empty for no number."""
    digits = re.sub(r"\D", "", number)
    if not digits:
        return ""
    return (
        f"tel:+31{digits[1:]}" if digits.startswith("0") and len(digits) == 10 else f"tel:{digits}"
    )


def whatsapp(number: str) -> str:
    """Return a link that opens a conversation with a Dutch mobile number, empty for no number."""
    return "https://wa.me/31" + re.sub(r"\D", "", number)[1:] if number else ""
