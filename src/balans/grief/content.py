"""What we say to the bereaved, as content: running text and who to call."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from balans.core.content import LANGUAGES, ContentError, Id, Provenance, Words, library
from balans.core.prose import Prose, read_prose
from balans.directory.helplines import Helpline, helplines
from balans.ui.illustrations import markup

GRIEF = "grief"
FIRST_DAYS, MOURNING = "eerste-dagen", "rouw"


class GriefEntry(Provenance):
    """Structure of a page: its drawing, and the helplines that fit it."""

    illustration: Id
    helplines: tuple[Words, ...]


@dataclass(frozen=True)
class GriefPage:
    """One page in one language, with its helplines in words for the bereaved."""

    prose: Prose
    illustration: str
    helplines: tuple[Helpline, ...]
    sources: tuple[str, ...]
    reviewed: date

    @property
    def text(self) -> str:
        return self.prose.text


@cache
def grief_page(name: str, language: str) -> GriefPage:
    """Return a page in a language. Raise ContentError."""
    entry = library().decode(GriefEntry, GRIEF, name, "page.toml")
    known = helplines(language)
    where = f"{GRIEF}/{name}/page.toml"
    if strange := [each for each in entry.helplines if each not in known]:
        raise ContentError([f"{where}: helplines: no helpline '{each}'" for each in strange])
    try:
        markup(entry.illustration)
    except KeyError as error:
        raise ContentError([f"{where}: illustration: {error}"]) from error
    return GriefPage(
        prose=read_prose(GRIEF, name, language),
        illustration=entry.illustration,
        helplines=tuple(known[each].for_bereaved for each in entry.helplines),
        sources=entry.sources,
        reviewed=entry.reviewed,
    )


def load() -> None:
    """Read every page in every language, so that an error shows at start-up."""
    for name in library().items(GRIEF):
        for language in LANGUAGES:
            grief_page(name, language)
