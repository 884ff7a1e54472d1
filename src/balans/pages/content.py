"""Long pages as content: Markdown with its provenance."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from markdown_it import MarkdownIt

from balans.core.content import LANGUAGES, Provenance, library
from balans.core.facts import with_facts

PAGES = "pages"


@dataclass(frozen=True)
class LongPage:
    """A page of running text; `html` is safe: our own Markdown with HTML switched off."""

    name: str
    title: str
    text: str
    html: str
    sources: tuple[str, ...]
    reviewed: date


@cache
def long_page(name: str, language: str) -> LongPage:
    """Return a page in a language. Raise ContentError."""
    entry = library().decode(Provenance, PAGES, name, "page.toml")
    file = f"{language}.md"
    raw = library().find(PAGES, name, file).read_text(encoding="utf-8")
    title, _, body = with_facts(raw, where=f"{PAGES}/{name}/{file}").partition("\n")
    return LongPage(
        name=name,
        title=title.lstrip("# ").strip(),
        text=body.strip(),
        html=MarkdownIt("commonmark", {"html": False}).enable("table").render(body),
        sources=entry.sources,
        reviewed=entry.reviewed,
    )


def load() -> None:
    """Read every page in every language, so that an error shows at start-up."""
    for name in library().items(PAGES):
        for language in LANGUAGES:
            long_page(name, language)
