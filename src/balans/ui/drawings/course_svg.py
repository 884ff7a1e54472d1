"""Write a course as SVG: with classes for a page, with literal colours for paper."""

from collections.abc import Iterator
from dataclasses import replace
from html import escape

from balans.ui.drawings.course import LETTER, Course, Layout, Letters, Stone, layout
from balans.ui.drawings.lettering import clean
from balans.ui.drawings.outline import number
from balans.ui.drawings.svg import LIGHT, Lettering

NARROW, WIDE, PAPER = (300.0, 170.0), (680.0, 230.0), (640.0, 240.0)
SMALL, SMALL_STONE = (132.0, 40.0), 4.5
PALETTE = {**LIGHT, "sky-wash": "#e0eff2", "moss-wash": "#e6eedb", "sun-wash": "#fbeccb"}
DEEP = "#0f5257"
_ROLES = {"number last": "ink", "number": "ink-soft", "word": "ink", "day": "ink-soft"}


def narrow_svg(course: Course, *, summary: str) -> str:
    """Return the SVG element for a telephone: letters of the same size on less width."""
    return _web(course, NARROW, "narrow", summary)


def wide_svg(course: Course, *, summary: str) -> str:
    """Return the SVG element for a wider page."""
    return _web(course, WIDE, "wide", summary)


def small_svg(course: Course) -> str:
    """Return a small line that says nothing by itself: readers skip it."""
    width, high = SMALL
    drawn = layout(course, width=width, plot_height=high)
    top, _bottom = drawn.plot
    left, right = min(each.x for each in drawn.stones), max(each.x for each in drawn.stones)
    box = f"{number(left - 6)} {number(top - 6)} {number(right - left + 12)} {number(high + 12)}"
    shown = [stone for stone in drawn.stones if stone.is_last or not drawn.lines]
    stones = "".join(_stone(replace(stone, r=SMALL_STONE), _Classes()) for stone in shown)
    lines = "".join(f'<path class="course-line" d="{line}"/>' for line in drawn.lines)
    return (
        f'<svg class="course-small" viewBox="{box}" aria-hidden="true" focusable="false">'
        f"{lines}{stones}</svg>"
    )


def paper_svg(course: Course) -> tuple[str, float, float]:
    """Return a standalone SVG without letters for print, its width and its height."""
    drawn = _drawn(course, PAPER)
    wide, high = number(drawn.width), number(drawn.height)
    body = "".join(_shapes(drawn, _Literal()))
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" '
        f'height="{high}">{body}</svg>'
    )
    return svg, drawn.width, drawn.height


def paper_lettering(course: Course) -> list[Lettering]:
    """Return the letters that stand on the drawing for print."""
    sides = {"start": "left", "middle": "center", "end": "right"}
    return [
        Lettering(
            text=each.text,
            x=each.x,
            y=each.y,
            angle=0,
            size=LETTER,
            colour=PALETTE[_ROLES.get(each.role, "ink-soft")],
            align=sides[each.align],
        )
        for each in _drawn(course, PAPER).letters
    ]


def _drawn(course: Course, size: tuple[float, float]) -> Layout:
    width, plot_height = size
    return layout(course, width=width, plot_height=plot_height)


def _web(course: Course, size: tuple[float, float], name: str, summary: str) -> str:
    drawn = _drawn(course, size)
    shapes = "".join(_shapes(drawn, _Classes()))
    letters = "".join(map(_text, drawn.letters))
    box = f"0 0 {number(drawn.width)} {number(drawn.height)}"
    return (
        f'<svg class="course-drawing {name}" viewBox="{box}" role="img" '
        f'aria-label="{escape(clean(summary))}">{shapes}{letters}</svg>'
    )


class _Classes:
    """Paint by class: the style sheet knows the colours of both schemes."""

    def of(self, role: str, colour: str = "") -> str:
        return f' class="course-{role}{f" {colour}" if colour else ""}"'


class _Literal:
    """Paint by literal colour, for a reader that knows no style sheet."""

    def of(self, role: str, colour: str = "") -> str:
        if role == "wash":
            return f' fill="{PALETTE[f"{colour}-wash"]}"'
        if role == "edge":
            return f' stroke="{PALETTE["line"]}" stroke-width="1.2"'
        if role == "line":
            return f' fill="none" stroke="{PALETTE["ink"]}" stroke-width="1.4"'
        return f' fill="{DEEP}"'


_Paint = _Classes | _Literal


def _shapes(drawn: Layout, paint: _Paint) -> Iterator[str]:
    wide = number(drawn.width - 40 if drawn.bands else drawn.width)
    for band in drawn.bands:
        yield (
            f'<rect{paint.of("wash", band.colour)} x="0" y="{number(band.y)}" width="{wide}" '
            f'height="{number(band.height)}"/>'
        )
    for y in drawn.plot:
        yield f'<line{paint.of("edge")} x1="0" y1="{number(y)}" x2="{wide}" y2="{number(y)}"/>'
    for line in drawn.lines:
        yield f'<path{paint.of("line")} d="{line}"/>'
    for stone in drawn.stones:
        yield _stone(stone, paint)


def _stone(stone: Stone, paint: _Paint) -> str:
    """Return a stone: a little wider than high, as one that lies."""
    role = paint.of("stone", "last" if stone.is_last else "")
    return (
        f'<ellipse{role} cx="{number(stone.x)}" cy="{number(stone.y)}" '
        f'rx="{number(stone.r * 1.08)}" ry="{number(stone.r * 0.94)}"/>'
    )


def _text(line: Letters) -> str:
    anchor = "" if line.align == "start" else f' text-anchor="{line.align}"'
    return (
        f'<text class="course-{line.role}" x="{number(line.x)}" y="{number(line.y)}"{anchor} '
        f'font-size="{LETTER}">{escape(clean(line.text))}</text>'
    )
