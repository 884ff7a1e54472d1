"""Offers for the whole country, as content: files with their contacts as facts."""

from collections.abc import Mapping
from datetime import date
from functools import cache

from pydantic import Field

from balans.core.content import (
    LANGUAGES,
    Content,
    Id,
    Provenance,
    Words,
    decode,
    library,
)
from balans.core.facts import fact, with_facts
from balans.directory.offer import (
    Audience,
    Free,
    Offer,
    OfferRecord,
    Opening,
    Way,
    offer_of,
)

SUPPORT = "support"
CONTACTS = ("phone", "whatsapp", "chat", "mail", "url")


class SupportEntry(Provenance):
    """Structure of a national offer; contacts are names of facts."""

    organisation: str = ""
    phone: str = ""
    whatsapp: str = ""
    chat: str = ""
    mail: str = ""
    url: str = ""
    needs: tuple[Id, ...] = Field(min_length=1)
    audiences: tuple[Audience, ...] = ("carer",)
    ways: tuple[Way, ...] = ()
    languages: tuple[str, ...] = ("nl",)
    free: Free = "unknown"
    always: bool = False
    openings: tuple[Opening, ...] = ()
    about_dying: bool = False


class SupportWords(Content):
    title: Words
    text: Words
    how: Words
    expect: str = ""
    cost: str = ""
    hours: str = ""
    who: str = ""


@cache
def support(language: str) -> Mapping[str, Offer]:
    """Return every national offer by name. Raise ContentError."""
    return {name: _offer(name, language) for name in library().items(SUPPORT)}


def _offer(name: str, language: str) -> Offer:
    entry, record = _entry(name), _record(name)
    return offer_of(
        record,
        language,
        key=name,
        local=False,
        sources=entry.sources,
        reviewed=entry.reviewed,
    )


@cache
def _entry(name: str) -> SupportEntry:
    return library().decode(SupportEntry, SUPPORT, name, "support.toml")


@cache
def _record(name: str) -> OfferRecord:
    where = f"{SUPPORT}/{name}/support.toml"
    entry = _entry(name)
    named = {each: getattr(entry, each) for each in CONTACTS}
    facts = {each: fact(known, where=where) for each, known in named.items() if known}
    same = entry.model_dump(exclude={*CONTACTS, "sources", "reviewed"})
    contacts = {each: known.value for each, known in facts.items()}
    words = {language: _words(name, language) for language in LANGUAGES}
    assured: date = min((each.checked for each in facts.values()), default=entry.reviewed)
    return decode(
        OfferRecord, {**same, **contacts, "words": words, "assured": assured}, where=where
    )


def _words(name: str, language: str) -> dict[str, str]:
    where = f"{SUPPORT}/{name}/{language}.toml"
    words = library().decode(SupportWords, SUPPORT, name, f"{language}.toml")
    return {each: with_facts(text, where=where) for each, text in words.model_dump().items()}


def load() -> None:
    """Read every offer in every language, so that an error shows at start-up."""
    for language in LANGUAGES:
        support(language)
