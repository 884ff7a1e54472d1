"""Running text as content: Markdown with facts filled in, as safe HTML."""

from dataclasses import dataclass

from markdown_it import MarkdownIt

from balans.core.content import library
from balans.core.facts import with_facts


@dataclass(frozen=True)
class Prose:
    """A title and what follows it; `html` is safe: our own Markdown with HTML switched off."""

    title: str
    text: str
    html: str


def read_prose(folder: str, name: str, language: str) -> Prose:
    """Return the words of an item in a language. Raise ContentError."""
    file = f"{language}.md"
    raw = library().find(folder, name, file).read_text(encoding="utf-8")
    title, _, body = with_facts(raw, where=f"{folder}/{name}/{file}").partition("\n")
    return Prose(
        title=title.lstrip("# ").strip(),
        text=body.strip(),
        html=MarkdownIt("commonmark", {"html": False}).enable("table").render(body),
    )
