"""What a document must hold to be read aloud well: no empty parts, no heading level skipped."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from balans.documents.document import (
    Blanks,
    Block,
    Checkboxes,
    ChoiceGrid,
    Document,
    Figure,
    Heading,
    Helplines,
    Items,
    KeepTogether,
    Letter,
    Moment,
    Note,
    Pairs,
    Paragraph,
    Piles,
    Signs,
    Spoken,
    Table,
    WriteLines,
    WriteTable,
)
from balans.documents.letters import has_ink

BRAND = "MantelzorgBalans"
Level = Literal[2, 3]


def sound(document: Document) -> Document:
    """Return the document without empty blocks and skipped levels, and never without a title."""
    title = document.title.strip() if has_ink(document.title) else BRAND
    blocks = tuple(_Walk(title).through(document.blocks))
    return replace(document, title=title, blocks=blocks)


class _Walk:
    """Goes through the blocks in order and remembers how deep the headings have come."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.depth = 1

    def through(self, blocks: tuple[Block, ...]) -> Iterator[Block]:
        for block in blocks:
            if is_empty(block):
                continue
            match block:
                case KeepTogether():
                    yield replace(block, blocks=tuple(self.through(block.blocks)))
                case Moment():
                    self.depth = 2
                    yield replace(block, blocks=tuple(self.through(block.blocks)))
                case Heading():
                    yield replace(block, level=self._level(block.level))
                case Piles():
                    yield self._piles(block)
                case Figure():
                    yield replace(block, alt=block.alt if has_ink(block.alt) else self.title)
                case Table():
                    yield replace(block, rows=_even(block.rows, len(block.head)))
                case _:
                    yield block

    def _piles(self, block: Piles) -> Piles:
        piles = tuple(
            pile if has_ink(pile.title) else replace(pile, title="") for pile in block.piles
        )
        titled = any(pile.title for pile in piles)
        return replace(block, piles=piles, level=self._level(block.level) if titled else 3)

    def _level(self, wanted: Level) -> Level:
        level: Level = 3 if wanted == 3 and self.depth > 1 else 2
        self.depth = level
        return level


def is_empty(block: Block) -> bool:
    """Return whether the block has nothing to print."""
    match block:
        case Heading(text=text) | Paragraph(text=text) | Note(text=text):
            return not has_ink(text)
        case Letter(text=text) | Signs(text=text):
            return not has_ink(text)
        case Items(items=parts) | Checkboxes(options=parts) | Spoken(lines=parts):
            return not any(has_ink(part) for part in parts)
        case Piles(piles=parts) | Pairs(rows=parts) | Helplines(rows=parts):
            return not parts
        case Table(head=head) | WriteTable(head=head):
            return not (head and block.rows)
        case ChoiceGrid(rows=rows, columns=columns):
            return not (rows and columns)
        case Blanks(labels=labels):
            return not any(has_ink(label) for label in labels)
        case WriteLines(count=count):
            return count < 1
        case Moment(title=title):
            return not has_ink(title)
        case KeepTogether(blocks=blocks):
            return all(is_empty(each) for each in blocks)
        case _:
            return False


def _even(rows: tuple[tuple[str, ...], ...], count: int) -> tuple[tuple[str, ...], ...]:
    return tuple((*row, *[""] * count)[:count] for row in rows)
