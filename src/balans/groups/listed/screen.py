"""How listed groups are shown: cards, the form of filters, one group in words."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balans.directory.municipalities import Municipality
from balans.groups.content import title_of
from balans.groups.listed.found import BY_VIDEO, FURTHER, HERE, NEAR, FoundGroup
from balans.groups.listed.listing import FROM, LANGUAGE, ONLINE, Room, Wish, months
from balans.groups.listed.opened import Listed
from balans.groups.models import Meeting
from balans.groups.saying import say_day, say_moment, say_time
from balans.ui.types import Choice


@dataclass(frozen=True)
class Card:
    """One group in a list."""

    title: str
    href: str
    when: str
    where: str
    room: str
    lang: str = ""
    """Of the title, when the page has another."""

    language: str = ""
    """What is spoken, in words, when that is not the language of the page."""


def languages() -> dict[str, str]:
    """Return every language that a group can be in, in words."""
    return {"nl": _("Nederlands"), "en": _("Engels")}


def room_words(room: Room) -> str:
    """Return how much room there is."""
    return {
        "free": _("Nog plaats"),
        "last": _("Nog één plaats"),
        "full": _("Vol, er is een wachtlijst"),
    }[room]


def where_words(group: FoundGroup) -> str:
    """Return where a group meets: the municipality, or that it is by video."""
    return group.municipality.name if group.municipality else _("Online, met beeld")


def when_words(group: FoundGroup) -> str:
    """Return when one can come for the first time, and how often they meet."""
    day = {"day": say_moment(group.next_at)}
    if group.has_begun:
        return _("Al begonnen. Volgende keer: %(day)s") % day
    times = ngettext("Eén keer", "%(count)s keer", group.meetings) % {"count": group.meetings}
    return _("%(times)s, vanaf %(day)s") % {"times": times, **day}


def href_of(*, group_id: uuid.UUID) -> str:
    """Return the public page of a group."""
    return reverse("groups:listed", args=[group_id])


def card_of(group: FoundGroup, language: str) -> Card:
    """Return a group as a list shows it."""
    is_other = group.language != language
    return Card(
        title=group.words.title,
        href=href_of(group_id=group.id),
        when=when_words(group),
        where=where_words(group),
        room=room_words(group.room),
        lang=group.language if is_other else "",
        language=languages().get(group.language, "") if is_other else "",
    )


def headings(place: Municipality | None) -> dict[int, str]:
    """Return what stands above groups that are as near."""
    if place is None:
        return {FURTHER: _("Op volgorde van datum")}
    return {
        HERE: _("In %(name)s") % {"name": place.name},
        NEAR: _("Elders in %(province)s") % {"province": place.province},
        BY_VIDEO: _("Online, voor iedereen"),
        FURTHER: _("Verder weg"),
    }


def form(wish: Wish, today: date) -> dict[str, Any]:
    """Return what the form of filters shows, with what is chosen now."""
    spoken = [Choice(key, text, checked=key == wish.language) for key, text in languages().items()]
    later = [(f"{each:%Y-%m}", date_format(each, "F Y")) for each in months(today)]
    return {
        "names": {"language": LANGUAGE, "online": ONLINE, "from": FROM},
        "languages": [("", spoken)],
        "months": [("", [Choice(key, t, checked=key == wish.month) for key, t in later])],
    }


def trail(*steps: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """Return the way to a page of this part."""
    return (
        (_("Groepen"), reverse("groups:index")),
        (_("Vind een groep"), reverse("groups:find")),
        *steps,
    )


@dataclass(frozen=True)
class Line:
    """One meeting as the public page tells it."""

    title: str
    day: str
    time: str
    is_off: bool


def _line(meeting: Meeting, language: str) -> Line:
    return Line(
        title=title_of(meeting.script, language),
        day=say_day(meeting.starts_at),
        time=say_time(meeting.starts_at),
        is_off=meeting.cancelled_at is not None,
    )


def about(listed: Listed, language: str) -> dict[str, Any]:
    """Return what the page of one group shows."""
    found = listed.found
    return {
        "found": found,
        "card": card_of(found, language),
        "place_words": found.words.place if found.municipality else "",
        "spoken": languages().get(found.language, ""),
        "lines": _lines(listed.meetings, language),
        "leaders": [each.read() for each in listed.leaders],
        "has_logo": any(each.logo is not None for each in listed.leaders),
    }


def _lines(meetings: Sequence[Meeting], language: str) -> list[Line]:
    return [_line(each, language) for each in meetings]
