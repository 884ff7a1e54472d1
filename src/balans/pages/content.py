"""Long pages as content: Markdown with its provenance."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from balans.core.content import LANGUAGES, Provenance, library
from balans.core.prose import Prose, read_prose

PAGES = "pages"


@dataclass(frozen=True)
class LongPage:
    """A page of running text."""

    name: str
    prose: Prose
    sources: tuple[str, ...]
    reviewed: date


@cache
def long_page(name: str, language: str) -> LongPage:
    """Return a page in a language. Raise ContentError."""
    entry = library().decode(Provenance, PAGES, name, "page.toml")
    return LongPage(
        name=name,
        prose=read_prose(PAGES, name, language),
        sources=entry.sources,
        reviewed=entry.reviewed,
    )


def load() -> None:
    """Read every page in every language, so that an error shows at start-up."""
    for name in library().items(PAGES):
        for language in LANGUAGES:
            long_page(name, language)
