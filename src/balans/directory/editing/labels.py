"""What the parts of an offer are called, and how their values read."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from balans.core.language import page_language
from balans.directory import words
from balans.directory.municipalities import municipality
from balans.directory.needs import needs
from balans.directory.offer import OfferRecord, Opening, Place

FREE = {"yes": _("ja"), "partly": _("deels"), "no": _("nee"), "unknown": _("weten we niet")}
WORDS = {
    "title": _("Naam"),
    "text": _("Wat het is"),
    "how": _("Eerste stap"),
    "expect": _("Wat je kunt verwachten"),
    "cost": _("Kosten in woorden"),
    "hours": _("Uren in woorden"),
    "who": _("Voor wie, in woorden"),
}
IN_ENGLISH = _("in het Engels")
FIELDS = {
    "organisation": _("Organisatie"),
    "phone": _("Telefoon"),
    "whatsapp": _("WhatsApp"),
    "chat": _("Chat"),
    "mail": _("Mail"),
    "url": _("Website"),
    "needs": _("Helpt bij"),
    "audiences": _("Voor wie"),
    "ways": _("Hoe je de hulp krijgt"),
    "languages": _("Talen"),
    "free": _("Gratis"),
    "always": _("Altijd bereikbaar"),
    "openings": _("Openingstijden"),
    "places": _("Waar"),
    "areas": _("Gemeenten"),
    "about_dying": _("Gaat over overlijden"),
    "assured": _("Nagekeken op"),
    "assurer": _("Nagekeken door"),
}
YES, NO = _("ja"), _("nee")
COUNTRY = _("heel Nederland")
NOTHING = "–"


@dataclass(frozen=True)
class Change:
    """One part of an offer that differs: what it is called, and how it reads before and after."""

    key: str
    label: str
    before: str
    after: str


def opening_words(opening: Opening) -> str:
    """Return when it is open, such as `ma, di 09:00 – 17:00`."""
    names = words.days()
    days = ", ".join(names[day][:2] for day in opening.days)
    return f"{days} {opening.opens} – {opening.closes}"


def place_words(place: Place) -> str:
    """Return where it is on one line."""
    return ", ".join(
        filter(None, (place.name, place.street, f"{place.postcode} {place.city}".strip()))
    )


def area_words(slugs: tuple[str, ...]) -> str:
    """Return the names of municipalities."""
    names = (known.name if (known := municipality(slug)) else slug for slug in slugs)
    return ", ".join(names) or str(COUNTRY)


def need_words(names: tuple[str, ...]) -> str:
    """Return the sentences of needs."""
    known = needs(page_language())
    return "; ".join(known[name].title if name in known else name for name in names)


def parts(record: OfferRecord) -> Iterator[tuple[str, str, str]]:
    """Yield every part of an offer: its key, what it is called, and how it reads."""
    for language in ("nl", "en"):
        said = record.words.get(language)
        for name, label in WORDS.items():
            title = f"{label} ({IN_ENGLISH})" if language == "en" else str(label)
            yield f"words.{language}.{name}", title, getattr(said, name) if said else ""
    audiences, ways = words.audiences(), words.ways()
    read = {
        "needs": need_words(record.needs),
        "audiences": ", ".join(audiences[each] for each in record.audiences),
        "ways": ", ".join(ways[each] for each in record.ways),
        "languages": ", ".join(record.languages),
        "free": str(FREE[record.free]),
        "always": str(YES if record.always else NO),
        "openings": "\n".join(map(opening_words, record.openings)),
        "places": "\n".join(map(place_words, record.places)),
        "areas": area_words(record.areas),
        "about_dying": str(YES if record.about_dying else NO),
        "assured": date_format(record.assured, "j F Y") if record.assured else "",
    }
    for name, label in FIELDS.items():
        yield name, str(label), read[name] if name in read else getattr(record, name)


def differences(before: OfferRecord, after: OfferRecord) -> list[Change]:
    """Return what differs between two states of an offer, as it reads."""
    return [
        Change(key, label, was or NOTHING, now or NOTHING)
        for (key, label, was), (_key, _label, now) in zip(parts(before), parts(after), strict=True)
        if was != now
    ]
