"""Two changes of one offer at the same time, and lists that do not say everything."""

from collections.abc import Collection
from typing import Any

from pydantic import ValidationError

from balans.directory.editing.reading.rows import WORDS
from balans.directory.offer import OfferRecord

COLUMN_OF = {
    "organisation": "organisatie",
    "phone": "telefoon",
    "whatsapp": "whatsapp",
    "chat": "chat",
    "mail": "mail",
    "url": "website",
    "needs": "hulp bij",
    "audiences": "doelgroep",
    "ways": "manier",
    "languages": "talen",
    "free": "gratis",
    "always": "altijd bereikbaar",
    "openings": "openingstijden",
    "areas": "gemeenten",
    "about_dying": "over overlijden",
    "assured": "nagekeken op",
    "assurer": "nagekeken door",
}
PLACE_COLUMNS = frozenset({"locatie", "straat", "postcode", "plaats"})


def flat(record: OfferRecord) -> dict[str, Any]:
    """Return a record as one level of keys, such as `words.nl.title` and `phone`."""
    data = record.model_dump(exclude={"words"})
    for language in ("nl", "en"):
        words = record.words.get(language)
        for part in WORDS:
            data[f"words.{language}.{part}"] = getattr(words, part) if words else ""
    return data


def whole(data: dict[str, Any]) -> OfferRecord:
    """Return the record of one level of keys. Raise ValidationError."""
    words = {
        language: {part: data[f"words.{language}.{part}"] for part in WORDS}
        for language in ("nl", "en")
    }
    if not words["en"]["title"]:
        del words["en"]
    rest = {key: value for key, value in data.items() if not key.startswith("words.")}
    return OfferRecord.model_validate({**rest, "words": words})


def filled_up(new: OfferRecord, old: OfferRecord, columns: Collection[str]) -> OfferRecord:
    """Return what a list says, with all that it has no column for as it was before."""
    said = {key for key, column in COLUMN_OF.items() if column in columns}
    for part, (column, _most) in WORDS.items():
        said |= {f"words.nl.{part}"} if column in columns else set()
        # English words without an English name say nothing of the name that was there.
        is_english = f"{column} en" in columns and ("naam en" in columns or "en" in new.words)
        said |= {f"words.en.{part}"} if is_english else set()
    if PLACE_COLUMNS & set(columns):
        said.add("places")
    if "openingstijden" in columns and new.words["nl"].hours:
        said.add("words.nl.hours")
    fresh, kept = flat(new), flat(old)
    return whole({key: fresh[key] if key in said else kept[key] for key in kept})


def met(base: OfferRecord, mine: OfferRecord, theirs: OfferRecord) -> OfferRecord | None:
    """Return mine, with what only they changed since the base as they have it.

    None when both together are no offer: one took the number away, the other the address.
    """
    ground, own, other = flat(base), flat(mine), flat(theirs)
    try:
        return whole({key: other[key] if own[key] == ground[key] else own[key] for key in own})
    except ValidationError:
        return None
