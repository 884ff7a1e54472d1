"""An article on paper: the same words as a typed document, with where to find it."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.token import Token

from balans.articles.screen import ArticlePage
from balans.core.prose import inline_text
from balans.documents.document import (
    Block,
    Document,
    Heading,
    Helplines,
    Items,
    KeepTogether,
    Paragraph,
)
from balans.ui.components.reading import SEED


def article_document(page: ArticlePage, origin: str) -> Document:
    """Return an article as a document. `origin` is scheme and host, for the address below."""
    article = page.article
    blocks: list[Block] = []
    for heading, text in article.sections:
        body = blocks_of(text)
        blocks.append(KeepTogether(blocks=(Heading(text=heading), *body[:1])))
        blocks += body[1:]
    if page.helplines:
        rows = tuple((each.name, each.phone, each.hours) for each in page.helplines)
        blocks.append(KeepTogether(blocks=(Heading(text=_("Wie je kunt bellen")), Helplines(rows))))
    entry = article.entry
    day = date_format(entry.reviewed, "j F Y")
    origins = "\n".join(
        [
            *(SEED.sub("", each) for each in entry.sources),
            _("Laatst nagelezen op %(day)s.") % {"day": day},
        ]
    )
    blocks += [
        Heading(text=_("Waar komt dit vandaan?"), level=3),
        Paragraph(text=origins, tone="soft"),
    ]
    return Document(
        title=article.title,
        language=page.language,
        subtitle=page.description,
        date_line=page.theme.title,
        blocks=tuple(blocks),
        footer=origin + page.href,
    )


def blocks_of(markdown: str) -> list[Block]:
    """Return paragraphs and lists as blocks; links keep their words, and an outside address."""
    tokens = MarkdownIt("commonmark", {"html": False}).parse(markdown)
    blocks: list[Block] = []
    items: list[str] = []
    depth, ordered = 0, False
    for token in tokens:
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            depth, ordered, items = depth + 1, token.type.startswith("ordered"), []
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            depth -= 1
            blocks.append(Items(items=tuple(items), ordered=ordered))
        elif token.type == "inline":
            text = _inline(token)
            if depth:
                items.append(text)
            else:
                blocks.append(Paragraph(text=text))
    return blocks


def _inline(token: Token) -> str:
    """Return the words of a paragraph, an outside address behind the words that lead there."""
    outside = [
        str(each.attrs.get("href", ""))
        for each in token.children or ()
        if each.type == "link_open" and str(each.attrs.get("href", "")).startswith("http")
    ]
    text = inline_text(token)
    return " ".join([text, *(f"({each})" for each in outside if each not in text)])
