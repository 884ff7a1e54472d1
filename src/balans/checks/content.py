"""Instruments that we do not hold ourselves: what they are, and how a host may add them."""

from functools import cache

from balans.core.content import (
    LANGUAGES,
    Content,
    ContentError,
    Id,
    Provenance,
    Words,
    gather,
    library,
)

SLOTS = "instruments"


class SlotWords(Content):
    """An instrument in one language."""

    title: Words
    what: Words
    """What it measures and for whom, in a sentence or two."""

    rights: Words
    """What its makers allow, and why it is not in here by itself."""


class Slot(Provenance):
    """A place for an instrument that a host may add from a folder of its own."""

    name: Id
    flow: Id | None = None
    """The folder below `flows` in which a host puts it; none when it may not be added at all."""

    citation: tuple[Words, ...]
    web: str = ""
    words: SlotWords


@cache
def slots(language: str) -> tuple[Slot, ...]:
    """Return every instrument that we know of and do not hold. Raise ContentError."""
    found, problems = [], list[str]()
    for name in library().items(SLOTS):
        try:
            words = library().decode(SlotWords, SLOTS, name, f"{language}.toml")
            data = library().read(SLOTS, name, "instrument.toml")
            found.append(Slot(**data, name=name, words=words))
        except ContentError as error:
            gather(problems, error)
    if problems:
        raise ContentError(problems)
    return tuple(found)


def load() -> None:
    """Read everything in every language, so that an error shows at start-up."""
    for language in LANGUAGES:
        slots(language)
