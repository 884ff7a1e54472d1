"""The vocabulary of printed documents: typed blocks, no layout. All text is data, never markup."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Tone: TypeAlias = Literal["gives", "neutral", "costs"]


@dataclass(frozen=True)
class Heading:
    text: str
    level: Literal[2, 3] = 2


@dataclass(frozen=True)
class Paragraph:
    """Running text; newlines stay."""

    text: str
    tone: Literal["normal", "soft", "lead"] = "normal"


@dataclass(frozen=True)
class Items:
    """A list, with small stones, boxes to tick or numbers."""

    items: tuple[str, ...]
    ordered: bool = False
    marks: Literal["stone", "check", "none"] = "stone"


@dataclass(frozen=True)
class Pile:
    title: str
    tone: Tone
    items: tuple[str, ...]


@dataclass(frozen=True)
class Piles:
    """Things by pile, beside each other. `level` is that of the titles as headings."""

    piles: tuple[Pile, ...]
    level: Literal[2, 3] = 3


@dataclass(frozen=True)
class Pairs:
    """Labels with their texts, as in a plan."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Table:
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""


@dataclass(frozen=True)
class Lettering:
    """One line of text on a drawing, in the drawing's units from its left upper corner."""

    text: str
    x: float
    y: float
    angle: float
    size: float
    colour: str
    align: str
    is_heading: bool = False


@dataclass(frozen=True)
class Figure:
    """A drawing as SVG without letters, the letters that stand on it, and its text alternative.

    The letters come apart, because letters inside an SVG lose their meaning for a screen reader.
    """

    svg: str
    alt: str
    width: float
    height: float
    lettering: tuple[Lettering, ...] = ()


@dataclass(frozen=True)
class Note:
    text: str
    tone: Literal["sun", "sky", "moss", "rose"] = "sun"


@dataclass(frozen=True)
class Signs:
    """A few signs, large, to be copied by hand: a code."""

    text: str


@dataclass(frozen=True)
class Letter:
    """A message as a letter: paragraphs and line breaks stay."""

    text: str


@dataclass(frozen=True)
class WriteLines:
    """Empty lines to write on."""

    count: int


@dataclass(frozen=True)
class Blanks:
    """Short things to fill in by hand, side by side: a date, a number."""

    labels: tuple[str, ...]


@dataclass(frozen=True)
class Checkboxes:
    """Options with boxes to tick by hand."""

    options: tuple[str, ...]
    columns: int = 1


@dataclass(frozen=True)
class ChoiceGrid:
    """Things with an empty box per column, to tick by hand. An empty row is a line to fill in."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]


@dataclass(frozen=True)
class WriteTable:
    """A table to fill in by hand: things in the first column, an empty one to write them in."""

    head: tuple[str, ...]
    rows: tuple[str, ...]


@dataclass(frozen=True)
class Helplines:
    """Who to call: name, number, hours."""

    rows: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Spoken:
    """Sentences to say aloud, set apart and a little larger."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class PageBreak:
    pass


@dataclass(frozen=True)
class KeepTogether:
    """Blocks that stay on one page when they fit."""

    blocks: tuple["Block", ...]


@dataclass(frozen=True)
class Moment:
    """One moment of a programme: its time in the margin, its title, and what happens then.

    Set larger than the rest: it is read at arm's length, from a table.
    """

    time: str
    title: str
    aside: str
    """How long it takes, beside the title."""

    blocks: tuple["Block", ...]


Block: TypeAlias = (
    Heading
    | Paragraph
    | Items
    | Piles
    | Pairs
    | Table
    | Figure
    | Note
    | Letter
    | Signs
    | WriteLines
    | Blanks
    | Checkboxes
    | ChoiceGrid
    | WriteTable
    | Helplines
    | Spoken
    | PageBreak
    | KeepTogether
    | Moment
)


@dataclass(frozen=True)
class Document:
    """One document in one language. `paper`: an empty form to fill in by hand."""

    title: str
    language: str
    subtitle: str = ""
    date_line: str = ""
    blocks: tuple[Block, ...] = ()
    footer: str = ""
    paper: bool = False
