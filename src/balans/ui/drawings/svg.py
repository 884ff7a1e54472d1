"""Write the balance as SVG: with classes for a page, with literal colours for paper.

A PDF/UA reader wants every glyph traced back to its letters; letters inside an SVG lose that
trace in scripts that join them (Arabic). So paper may ask for the shapes alone and set `lettering`
itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from balans.ui.drawings.balance import BEAM_HALF, FLOOR, Layout, Placed, turned
from balans.ui.drawings.lettering import ELLIPSIS, clean, clusters, width
from balans.ui.drawings.outline import number

LIGHT: Mapping[str, str] = {
    "ink": "#1c2a29",
    "ink-soft": "#4b5a58",
    "line": "#e2d9c8",
    "sky": "#a9cdd6",
    "moss": "#7d9a5b",
    "rose": "#ecc0ae",
    "clay": "#a8431f",
    "sun": "#f0b64a",
    "on-sky": "#1c2a29",
    "on-moss": "#14201f",
    "on-rose": "#1c2a29",
    "on-clay": "#faf6ee",
    "on-sun": "#1c2a29",
}
"""The light scheme, for paper; the names are those of the tokens on the page."""

TITLE_SIZE, MORE_SIZE = 27, 19
_TITLE_Y, _MORE_Y, _TITLE_X, _TITLE_ROOM = 108, 136, 420, 330
_BEAM = (
    f"M-418 {-BEAM_HALF:g}C-428 -5 -428 4 -418 4C-260 4.5 -120 5.5 0 5.5C120 5.5 260 4.5 418 4"
    f"C428 4 428 -5 418 {-BEAM_HALF:g}z"
)
_FULCRUM = (
    f"M-5 10C-1 5 1 5 5 10C17 40 32 80 55 110C60 117 57 {FLOOR:g} 48 {FLOOR:g}"
    f"L-48 {FLOOR:g}C-57 {FLOOR:g} -60 117 -55 110C-32 80 -17 40 -5 10z"
)


@dataclass(frozen=True)
class Words:
    """What stands under the two sides."""

    gives_title: str = ""
    costs_title: str = ""
    gives_more: str = ""
    costs_more: str = ""


@dataclass(frozen=True)
class Lettering:
    """One line of text: its anchor on the baseline, its turn in degrees, how it is aligned."""

    text: str
    x: float
    y: float
    angle: float
    size: int
    colour: str
    align: str
    is_heading: bool = False


@dataclass(frozen=True)
class _Row:
    """A title or a count under one of the sides; a negative x is the left one."""

    role: str
    text: str
    x: int
    y: int
    size: int


def svg(
    layout: Layout,
    *,
    colours: Mapping[str, str] = LIGHT,
    font: str = "Atkinson Hyperlegible Next",
    heading_font: str = "Fraunces",
    words: Words | None = None,
    letters: bool = True,
) -> str:
    """Return a standalone SVG document for print, with every colour and font named in it.

    Without letters it holds the shapes only; `lettering` says what belongs where.
    """
    palette = {**LIGHT, **colours}
    paint = _Literal(palette, heading_font, letters=letters)
    body = _body(layout, words or _counted(layout), paint)
    box = " ".join(number(value) for value in layout.view_box)
    _, _, wide, high = layout.view_box
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" width="{number(wide)}" '
        f'height="{number(high)}" font-family="{escape(font)}">{body}</svg>'
    )


def lettering(
    layout: Layout, *, colours: Mapping[str, str] = LIGHT, words: Words | None = None
) -> list[Lettering]:
    """Return every line of text in the drawing, measured from its left upper corner."""
    palette = {**LIGHT, **colours}
    left, top, *_ = layout.view_box
    found = []
    for stone in layout.placed:
        for line in stone.lines:
            x, y = turned(stone.x, stone.y + line.y, layout.angle)
            colour = palette[f"on-{stone.colour}"]
            size = layout.font_size
            found.append(
                Lettering(line.text, x - left, y - top, layout.angle, size, colour, "center")
            )
    for row in _rows(words or _counted(layout)):
        align = "left" if row.x < 0 else "right"
        colour = palette["ink" if row.role == "title" else "ink-soft"]
        heading = row.role == "title"
        x, y = row.x - left, row.y - top
        found.append(Lettering(row.text, x, y, 0.0, row.size, colour, align, heading))
    return found


def web_svg(layout: Layout, *, summary: str, words: Words) -> str:
    """Return the SVG element for a page; colours and letters come from the style sheet."""
    box = " ".join(number(value) for value in layout.view_box)
    return (
        f'<svg class="balance-drawing" viewBox="{box}" role="img" '
        f'aria-label="{escape(clean(summary))}">{_body(layout, words, _Classes())}</svg>'
    )


def mini_svg(layout: Layout) -> str:
    """Return the bare beam on its fulcrum, to stand under two columns of stones on a phone."""
    angle = number(layout.angle / 2)
    return (
        '<svg class="balance-beam" viewBox="-160 -14 320 62" aria-hidden="true" focusable="false">'
        '<path class="balance-fulcrum" d="M-2 6C-1 3 1 3 2 6L16 40C18 44 17 46 13 46'
        'L-13 46C-17 46 -18 44 -16 40z"/>'
        f'<rect class="balance-plank" x="-156" y="-3" width="312" height="6" rx="3" '
        f'transform="rotate({angle})"/></svg>'
    )


class _Classes:
    """Paint by class: the style sheet knows the colours of both schemes."""

    letters = True

    def group(self, colour: str) -> str:
        return f' class="balance-pebble {colour}"'

    def of(self, role: str) -> str:
        return f' class="balance-{role}"'

    def shape(self, _colour: str) -> str:
        return ""

    def label(self, _colour: str) -> str:
        return ""


class _Literal:
    """Paint by literal colour, for a reader that knows no style sheet."""

    def __init__(self, palette: Mapping[str, str], heading_font: str, *, letters: bool) -> None:
        self.letters = letters
        self._palette = palette
        self._roles = {
            "plank": self._fill("ink"),
            "fulcrum": self._fill("line"),
            "title": f'{self._fill("ink")} font-family="{escape(heading_font)}" font-weight="500"',
            "more": self._fill("ink-soft"),
        }

    def _fill(self, name: str) -> str:
        return f' fill="{escape(self._palette[name])}"'

    def group(self, _colour: str) -> str:
        return ""

    def of(self, role: str) -> str:
        return self._roles.get(role, "")

    def shape(self, colour: str) -> str:
        return self._fill(colour)

    def label(self, colour: str) -> str:
        return self._fill(f"on-{colour}")


_Paint = _Classes | _Literal


def _body(layout: Layout, words: Words, paint: _Paint) -> str:
    stones = "".join(_stone(stone, layout.font_size, paint) for stone in layout.placed)
    return (
        f'<path{paint.of("fulcrum")} d="{_FULCRUM}"/>'
        f'<g{paint.of("sway")}><g transform="rotate({layout.angle:g})">'
        f'<path{paint.of("plank")} d="{_BEAM}"/>{stones}</g></g>'
        + "".join(_under(row, paint) for row in _rows(words) if paint.letters)
    )


def _stone(placed: Placed, font_size: int, paint: _Paint) -> str:
    lines = "".join(
        f'<text y="{number(line.y)}" font-size="{font_size}" text-anchor="middle"'
        f"{paint.label(placed.colour)}>{escape(line.text)}</text>"
        for line in placed.lines
        if paint.letters
    )
    return (
        f'<g transform="translate({number(placed.x)} {number(placed.y)})">'
        f"<g{paint.group(placed.colour)}>"
        f'<path{paint.shape(placed.colour)} d="{placed.shape.path}"/>{lines}</g></g>'
    )


def _under(row: _Row, paint: _Paint) -> str:
    anchor = "start" if row.x < 0 else "end"
    return (
        f'<text{paint.of(row.role)} x="{row.x}" y="{row.y}" font-size="{row.size}" '
        f'text-anchor="{anchor}">{escape(row.text)}</text>'
    )


def _rows(words: Words) -> list[_Row]:
    sides = (
        (-_TITLE_X, words.gives_title, words.gives_more),
        (_TITLE_X, words.costs_title, words.costs_more),
    )
    rows = []
    for x, title, more in sides:
        rows.append(_Row("title", _fitted(title, TITLE_SIZE), x, _TITLE_Y, TITLE_SIZE))
        rows.append(_Row("more", _fitted(more, MORE_SIZE), x, _MORE_Y, MORE_SIZE))
    return [row for row in rows if row.text]


def _fitted(text: str, size: int) -> str:
    parts = clusters(clean(text))
    if width("".join(parts), size) <= _TITLE_ROOM:
        return "".join(parts)
    while parts and width("".join(parts) + ELLIPSIS, size) > _TITLE_ROOM:
        del parts[-1]
    return "".join(parts).rstrip() + ELLIPSIS


def _counted(layout: Layout) -> Words:
    more = (f"+{count}" if count else "" for count in (layout.gives_more, layout.costs_more))
    return Words("", "", *more)
