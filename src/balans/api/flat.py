"""An offer as one row of a table: the columns that editors also read lists with.

What there can be several of stands in one cell, with `; ` between; places with `|`.
"""

import re
from collections.abc import Mapping

from balans.api.service import id_of
from balans.directory.municipalities import municipality
from balans.directory.offer import Offer, OfferWords

HEADER = [
    "id",
    "naam",
    "organisatie",
    "omschrijving",
    "eerste stap",
    "wat je kunt verwachten",
    "kosten",
    "gratis",
    "voor wie",
    "telefoon",
    "whatsapp",
    "mail",
    "website",
    "chat",
    "hulp bij",
    "doelgroep",
    "manier",
    "talen",
    "openingstijden",
    "uren in woorden",
    "altijd bereikbaar",
    "locatie",
    "straat",
    "postcode",
    "plaats",
    "gemeenten",
    "over overlijden",
    "nagekeken op",
    "nagekeken door",
    "naam en",
    "omschrijving en",
    "eerste stap en",
    "wat je kunt verwachten en",
    "kosten en",
    "uren in woorden en",
    "voor wie en",
]
FREE = {"yes": "ja", "no": "nee", "partly": "deels", "unknown": ""}
EVERYWHERE = "heel Nederland"
FORMULA = re.compile(r"^([=@\t\r]|[+-](?![\d\s()-]+$))")


def row(offer: Offer) -> Mapping[str, str]:
    """Return an offer as a row, in Dutch with the English words beside it."""
    record = offer.record
    found = {
        "id": str(id_of(offer)),
        "organisatie": record.organisation,
        **_words(record.words["nl"], ""),
        **(_words(record.words["en"], " en") if "en" in record.words else {}),
        "gratis": FREE[record.free],
        "telefoon": record.phone,
        "whatsapp": record.whatsapp,
        "mail": record.mail,
        "website": record.url,
        "chat": record.chat,
        "hulp bij": "; ".join(record.needs),
        "doelgroep": "; ".join(record.audiences),
        "manier": "; ".join(record.ways),
        "talen": "; ".join(record.languages),
        "openingstijden": "; ".join(
            f"{','.join(each.days)} {each.opens}-{each.closes}" for each in record.openings
        ),
        "altijd bereikbaar": "ja" if record.always else "nee",
        "locatie": "|".join(each.name for each in record.places),
        "straat": "|".join(each.street for each in record.places),
        "postcode": "|".join(each.postcode for each in record.places),
        "plaats": "|".join(each.city for each in record.places),
        "gemeenten": "; ".join(map(_area, record.areas)) or EVERYWHERE,
        "over overlijden": "ja" if record.about_dying else "nee",
        "nagekeken op": str(record.assured or ""),
        "nagekeken door": record.assurer,
    }
    return {name: _harmless(text) for name, text in found.items()}


def _words(words: OfferWords, language: str) -> Mapping[str, str]:
    return {
        f"naam{language}": words.title,
        f"omschrijving{language}": words.text,
        f"eerste stap{language}": words.how,
        f"wat je kunt verwachten{language}": words.expect,
        f"kosten{language}": words.cost,
        f"uren in woorden{language}": words.hours,
        f"voor wie{language}": words.who,
    }


def _area(slug: str) -> str:
    known = municipality(slug)
    return known.name if known else slug


def _harmless(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if FORMULA.match(text) else text
