"""An offer as pages show it: a card in a list, and everything on a page of its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from balans.core.references import Reference, brief, refer
from balans.directory import words
from balans.directory.municipalities import Municipality, municipality
from balans.directory.offer import DAYS, Offer, Opening

MOST_AREAS = 6


@dataclass(frozen=True)
class Card:
    """An offer in a list: what it is in one sentence, with a few tags."""

    title: str
    href: str
    organisation: str
    text: str
    tags: tuple[str, ...]
    phone: str
    phone_href: str
    checked: date | None
    is_stale: bool
    lang: str
    """In which language its words are, when the page has another one."""


def href_of(offer: Offer, language: str) -> str:
    """Return where an offer stands in a language."""
    name = "directory:local" if offer.local else "directory:offer"
    with override(language):
        return reverse(name, args=[offer.key])


def card_of(
    offer: Offer,
    language: str,
    *,
    today: date,
    now: datetime | None = None,
    place: Municipality | None = None,
) -> Card:
    """Return an offer as a card. Without `now` nothing is said of being open, so that it may wait.

    With a place, an offer that names it says so.
    """
    record = offer.record
    is_near = place is not None and place.slug in record.areas
    return Card(
        title=offer.title,
        href=href_of(offer, language),
        organisation=record.organisation if record.organisation != offer.title else "",
        text=brief(offer.words.text),
        tags=tuple(
            each
            for each in (
                _("In %(place)s") % {"place": place.name} if is_near and place else "",
                words.free_words()[record.free],
                _("Nu open") if now is not None and offer.is_open(now) else "",
                _("Per telefoon") if by_phone(offer) and not record.phone else "",
            )
            if each
        ),
        phone=record.phone,
        phone_href=offer.phone_href,
        checked=offer.checked,
        is_stale=offer.is_stale(today),
        lang=offer.language if offer.language != language else "",
    )


def by_phone(offer: Offer) -> bool:
    """Return whether one can call, or is called."""
    return bool(offer.record.phone) or "phone" in offer.record.ways


def hours(openings: Sequence[Opening]) -> list[tuple[str, str]]:
    """Return opening times as one reads them: days, and from when till when."""
    return [(_days(each), _times(each)) for each in openings]


def _days(opening: Opening) -> str:
    """Return days in short: "maandag tot en met vrijdag", or each of them."""
    names, wanted = words.days(), sorted({DAYS.index(each) for each in opening.days})
    parts = []
    for _offset, run in groupby(enumerate(wanted), key=lambda pair: pair[1] - pair[0]):
        row = [names[DAYS[day]] for _at, day in run]
        if len(row) > 2:
            parts.append(_("%(first)s tot en met %(last)s") % {"first": row[0], "last": row[-1]})
        else:
            parts += row
    return ", ".join(parts)


def _times(opening: Opening) -> str:
    if opening.opens == opening.closes:
        return _("de hele dag")
    return _("%(opens)s tot %(closes)s uur") % {"opens": opening.opens, "closes": opening.closes}


def areas(offer: Offer) -> str:
    """Return in which municipalities one can use an offer, in words."""
    found = [known.name for each in offer.record.areas if (known := municipality(each))]
    if not found:
        return _("Heel Nederland")
    shown, more = found[:MOST_AREAS], len(found) - MOST_AREAS
    names = ", ".join(shown)
    if more <= 0:
        return names
    return _("%(names)s en nog %(more)s gemeenten") % {"names": names, "more": more}


def languages(offer: Offer) -> str:
    """Return in which languages one can be helped; nothing when that is Dutch alone."""
    spoken = offer.record.languages
    if tuple(spoken) == ("nl",):
        return ""
    names = words.languages()
    return ", ".join(names.get(each.casefold(), each) for each in spoken)


def for_whom(offer: Offer) -> list[str]:
    """Return for whom it is: in its own words, else those it names when not for carers alone."""
    if offer.words.who:
        return [offer.words.who]
    names = words.audiences()
    others = [names[each] for each in offer.record.audiences]
    return [] if offer.record.audiences == ("carer",) else [capfirst(each) for each in others]


def free_word(offer: Offer) -> str:
    """Return "free of charge" when it is; nothing when its own words begin so."""
    word = words.free_words()[offer.record.free]
    return "" if offer.words.cost.casefold().startswith(word.casefold()) else word


def reaching(offer: Offer) -> str:
    """Return how help reaches one, in words."""
    known = words.ways()
    return capfirst(", ".join(known[each].lower() for each in offer.record.ways))


def needs_of(offer: Offer, language: str, *, with_dying: bool) -> list[Reference]:
    """Return the needs that an offer meets, as references."""
    found = []
    for each in offer.record.needs:
        try:
            found.append(refer("need", each, language))
        except KeyError:
            # A list from elsewhere may name a need that we do not have any more.
            continue
    return [each for each in found if with_dying or not each.about_dying]


def elsewhere(request: HttpRequest, point: Callable[[str, str], Reference], name: str) -> None:
    """Tell the page where it stands in every language."""
    codes = [code for code, _label in settings.LANGUAGES]
    request.alternates = {  # type: ignore[attr-defined]
        code: point(name, code).href for code in codes
    }


def trail(*below: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """Return where a page of this room stands: below what one needs, and below these."""
    return ((_("Hulp vinden"), reverse("directory:index")), *below)
