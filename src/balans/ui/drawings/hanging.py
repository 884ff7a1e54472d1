"""A hanging mobile: parts of a life as unequal shapes, sized by a number, with words below each.

The origin is the upper left corner; the mobile hangs from the middle of the upper edge.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from balans.ui.drawings.lettering import clean, shorten, wrap_or_cut
from balans.ui.drawings.outline import Outline, outline

WIDTH = 900.0
MOST_PARTS = 4
MOST_WORDS = 4
"""So many things stand below a shape; the others are counted."""

NUMBER_SIZE, NAME_SIZE, WORD_SIZE = 30, 30, 22
COLUMN = 208.0
"""How wide the words below a shape may be."""

_LEAST, _GROWTH, _UNKNOWN = 31.0, 4.5, 46.0
_NAME_DROP, _FIRST_DROP, _LINE, _AFTER = 44.0, 36.0, 26.0, 8.0
_BOTTOM = 14.0

ARCS = (
    "M450 0V34.5",
    "M229 96C300 22 600 10 671 84",
    "M229 96V129",
    "M118 176C150 118 308 112 340 168",
    "M671 84V110.5",
    "M560 150C592 98 750 92 782 164",
)
"""The wires: one large arc, with a small one at either end."""

_HOOKS = ((118.0, 176.0, 34.0), (340.0, 168.0, 78.0), (560.0, 150.0, 46.0), (782.0, 164.0, 70.0))
"""Where the parts hang: x and y of the end of a wire, and the length of the thread."""

_FORMS = ((0.94, 1.06), (1.06, 0.94), (1.0, 1.0), (0.92, 1.1))
"""Each shape is a little taller or wider than round, as things on a mobile are."""


@dataclass(frozen=True)
class Part:
    """One part: its number from 0 to 10, None when left open, and what feeds it in words."""

    name: str
    number: int | None
    feeds: tuple[str, ...] = ()
    colour: str = "sky"
    asks: bool = False


@dataclass(frozen=True)
class Line:
    """A line of words, centred on the x of its shape; y is its baseline."""

    text: str
    y: float
    soft: bool = False


@dataclass(frozen=True)
class Hung:
    """A part on its thread: centre of the shape, and the words below it."""

    part: Part
    x: float
    y: float
    from_y: float
    shape: Outline
    name: Line
    lines: tuple[Line, ...]

    @property
    def top(self) -> float:
        return self.y - self.shape.ry


@dataclass(frozen=True)
class Mobile:
    """The whole drawing."""

    hung: tuple[Hung, ...]
    height: float


def radius(number: int | None) -> float:
    """Return the half size of a shape; what was left open gets one in between."""
    return _UNKNOWN if number is None else _LEAST + _GROWTH * max(0, min(10, number))


def hang(parts: Sequence[Part], *, nothing: str = "", more: str = "{count}") -> Mobile:
    """Return the mobile of at most four parts, from left to right."""
    hung = tuple(
        _hung(part, place, nothing=nothing, more=more)
        for place, part in enumerate(parts[:MOST_PARTS])
    )
    lowest = max((each.lines[-1].y if each.lines else each.name.y for each in hung), default=200.0)
    return Mobile(hung=hung, height=round(lowest + _BOTTOM, 1))


def _hung(part: Part, place: int, *, nothing: str, more: str) -> Hung:
    x, from_y, thread = _HOOKS[place]
    wide, high = _FORMS[place]
    half = radius(part.number)
    shape = outline(part.name, half * wide, half * high)
    y = round(from_y + thread + shape.ry, 1)
    name_y = round(y + shape.ry + _NAME_DROP, 1)
    return Hung(
        part=part,
        x=x,
        y=y,
        from_y=from_y,
        shape=shape,
        name=Line("".join(_wrapped(part.name, NAME_SIZE)[:1]), name_y),
        lines=_words(part.feeds, name_y + _FIRST_DROP, nothing=nothing, more=more),
    )


def shown(feeds: Sequence[str], more: str) -> tuple[tuple[str, bool], ...]:
    """Return what stands below a shape; the last one counts those that do not fit (then True)."""
    rest = len(feeds) - MOST_WORDS
    if rest <= 0:
        return tuple((text, False) for text in feeds)
    kept = [(text, False) for text in feeds[: MOST_WORDS - 1]]
    return (*kept, (more.replace("{count}", str(rest + 1)), True))


def _words(feeds: Sequence[str], y: float, *, nothing: str, more: str) -> tuple[Line, ...]:
    said = shown(feeds, more) if feeds else ((nothing, True),) if nothing else ()
    lines: list[Line] = []
    for text, soft in said:
        for part in _wrapped(text, WORD_SIZE):
            lines.append(Line(part, round(y, 1), soft))
            y += _LINE
        y += _AFTER
    return tuple(lines)


def _wrapped(text: str, size: int) -> tuple[str, ...]:
    return wrap_or_cut(shorten(clean(text)), size, lambda _index, _count: COLUMN)
