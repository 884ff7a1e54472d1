"""Running text as content: Markdown with facts filled in, as safe HTML."""

from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

from balans.core.content import library
from balans.core.facts import with_facts
from balans.core.references import with_references


@dataclass(frozen=True)
class Prose:
    """A title and what follows it, as Markdown in a language."""

    title: str
    text: str
    language: str

    @property
    def html(self) -> str:
        """Return the text as safe HTML: our own Markdown with HTML switched off."""
        return as_html(self.text, self.language)


def as_html(markdown: str, language: str) -> str:
    """Return Markdown as safe HTML, its links led to the pages of this language."""
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    return str(reader.render(with_references(markdown, language)))


def plain(markdown: str) -> str:
    """Return Markdown without its marks; links keep their words."""
    parts = (each for each in MarkdownIt().parse(markdown) if each.type == "inline")
    return " ".join(inline_text(each) for each in parts)


def inline_text(token: Token) -> str:
    """Return the words of a paragraph or a list item, a break as a space."""
    words = {"softbreak": " ", "hardbreak": " "}
    children = token.children or ()
    return "".join(
        words.get(each.type, each.content if each.type == "text" else "") for each in children
    )


def read_prose(folder: str, name: str, language: str) -> Prose:
    """Return the words of an item in a language. Raise ContentError."""
    file = f"{language}.md"
    raw = library().find(folder, name, file).read_text(encoding="utf-8")
    title, _, body = with_facts(raw, where=f"{folder}/{name}/{file}").partition("\n")
    return Prose(title=title.lstrip("# ").strip(), text=body.strip(), language=language)
