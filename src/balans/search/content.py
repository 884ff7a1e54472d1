"""What writers tell the search: words that mean the same, what is about dying, what is urgent."""

from functools import cache
from typing import Literal

from pydantic import Field

from balans.core.content import LANGUAGES, Content, ContentError, Provenance, Words, library
from balans.directory.helplines import helplines
from balans.search.urgent import Phrases, phrases_of

SEARCH = "search"
SYNONYMS, DYING, URGENT = "synonyms.toml", "about-dying.toml", "urgent.toml"
FILES = (SYNONYMS, DYING, URGENT)
Language = Literal["nl", "en"]


class SynonymGroup(Content):
    """Words and short phrases that come to the same for somebody who searches."""

    language: Language
    words: tuple[Words, ...] = Field(min_length=2)


class Synonyms(Provenance):
    groups: tuple[SynonymGroup, ...] = ()


class AboutDying(Provenance):
    """Words that show that somebody asks about dying, death or grief, by language."""

    nl: tuple[Words, ...] = Field(min_length=1)
    en: tuple[Words, ...] = Field(min_length=1)


class UrgentGroup(Content):
    """What somebody may write who needs a human being at once, and whom to call then.

    The words of a phrase may stand a little apart; a word that ends in `*` may go on.
    """

    language: Language
    helplines: tuple[Words, ...] = Field(min_length=1)
    phrases: tuple[Words, ...] = Field(min_length=1)


class Urgent(Provenance):
    groups: tuple[UrgentGroup, ...] = Field(min_length=1)


@cache
def synonym_groups(language: str) -> tuple[tuple[str, ...], ...]:
    """Return the groups of words that mean the same. Raise ContentError."""
    kept = library().decode(Synonyms, SEARCH, SYNONYMS)
    return tuple(group.words for group in kept.groups if group.language == language)


@cache
def dying_words(language: str) -> Phrases:
    """Return the words that show that somebody asks about dying. Raise ContentError."""
    kept = library().decode(AboutDying, SEARCH, DYING)
    return phrases_of(kept.nl if language == "nl" else kept.en, language)


@cache
def urgent_groups(language: str) -> tuple[tuple[Phrases, tuple[str, ...]], ...]:
    """Return what asks for a human being at once, and whom to call. Raise ContentError."""
    kept = library().decode(Urgent, SEARCH, URGENT)
    known = helplines(language)
    named = {name for group in kept.groups for name in group.helplines}
    if missing := sorted(named - set(known)):
        where = f"{SEARCH}/{URGENT}: helplines"
        raise ContentError([f"{where}: there is no helpline '{name}'" for name in missing])
    return tuple(
        (phrases_of(group.phrases, language), group.helplines)
        for group in kept.groups
        if group.language == language
    )


def load() -> None:
    """Read everything in every language, so that an error shows at start-up."""
    for language in LANGUAGES:
        synonym_groups(language)
        dying_words(language)
        urgent_groups(language)
