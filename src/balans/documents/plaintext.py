"""A paper to fill in as plain text, to copy into a mail or one's own program. Pure."""

from collections.abc import Iterable

from balans.documents.document import (
    Blanks,
    Block,
    Checkboxes,
    ChoiceGrid,
    Document,
    Heading,
    Items,
    KeepTogether,
    Letter,
    Note,
    Paragraph,
    WriteLines,
    WriteTable,
)

BOX, LINE = "[ ]", "_" * 40


def plain_text(document: Document) -> str:
    """Return the title and every block that has words, a blank line between two.

    Boxes and lines to write on are typed; drawings are left out.
    """
    head = (document.title, document.subtitle, document.date_line)
    parts = (*head, *map(_text, document.blocks))
    return "\n\n".join(each.strip() for each in parts if each.strip())


def listed(items: Iterable[str], mark: str = "-") -> str:
    """Return a list; a thing that ends in an ellipsis gets a line to write on."""
    return "\n".join(f"{mark} {_finished(each)}" for each in items)


def _text(block: Block) -> str:
    match block:
        case Heading() | Paragraph() | Note() | Letter():
            return block.text
        case Items():
            return listed(block.items, BOX if block.marks == "check" else "-")
        case KeepTogether():
            return "\n".join(filter(None, map(_text, block.blocks)))
        case _:
            return _to_fill_in(block)


def _to_fill_in(block: Block) -> str:
    match block:
        case Checkboxes():
            return listed(block.options, BOX)
        case WriteLines():
            return "\n".join([LINE] * block.count)
        case Blanks():
            return "\n".join(f"{_asked(each)} {LINE}" for each in block.labels)
        case ChoiceGrid():
            return _rows(block.rows, [f"{BOX} {each}" for each in block.columns])
        case WriteTable():
            return _rows(block.rows, [f"{_asked(each)} {LINE}" for each in block.head[1:]])
        case _:
            return ""


def _rows(rows: Iterable[str], fields: list[str]) -> str:
    return "\n".join(f"{_asked(row or LINE)} {'   '.join(fields)}" for row in rows)


def _asked(label: str) -> str:
    return label if label.endswith(("?", ":", "_")) else f"{label}:"


def _finished(words: str) -> str:
    return f"{words.removesuffix('…').strip()} {LINE}" if words.endswith("…") else words
