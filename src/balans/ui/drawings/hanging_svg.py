"""Write the hanging mobile: with classes for a page, with literal colours for paper."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from django.utils.safestring import mark_safe

from balans.ui.drawings.hanging import (
    ARCS,
    NAME_SIZE,
    NUMBER_SIZE,
    WIDTH,
    WORD_SIZE,
    Hung,
    Mobile,
    Part,
    hang,
    radius,
)
from balans.ui.drawings.outline import number
from balans.ui.drawings.svg import LIGHT, Lettering

_WIRE = 'fill="none" stroke-width="3" stroke-linecap="round"'
LARGE_NUMBER = 46
"""The size of a number in a shape of the list, which stands smaller on the page."""

_RING = 9.0
"""How far the line around the part that asks for attention stays from it."""


def hanging_context(
    *, parts: Sequence[Part], nothing: str, more: str, asking: str
) -> dict[str, Any]:
    """Return the context of ui/hanging.html: the drawing, and the parts as a list."""
    drawn = hang(parts, nothing=nothing, more=more)
    # Every text in it is escaped where it is written.
    return {
        "drawing": mark_safe(web_svg(drawn)),
        "parts": [(each.part, mark_safe(stone_svg(each))) for each in drawn.hung],
        "nothing": nothing,
        "asking": asking,
    }


def web_svg(mobile: Mobile) -> str:
    """Return the SVG element for a page; the list beside it says the same to who cannot see it."""
    body = "".join(_shape(each, _class) + _letters(each) for each in mobile.hung)
    return (
        f'<svg class="hanging-drawing" viewBox="0 0 {number(WIDTH)} {number(mobile.height)}" '
        f'aria-hidden="true" focusable="false"><g class="hanging-sway">{_wires(_class)}{body}</g>'
        "</svg>"
    )


def stone_svg(hung: Hung) -> str:
    """Return one shape with its number, as large beside the others as in the drawing."""
    half = radius(10) * 1.1 + _RING + 2
    box = f"{number(-half)} {number(-half)} {number(2 * half)} {number(2 * half)}"
    return (
        f'<svg class="hanging-stone" viewBox="{box}" aria-hidden="true" focusable="false">'
        f"{_stone(hung, _class)}{_number(hung.part, LARGE_NUMBER)}</svg>"
    )


def print_svg(mobile: Mobile, *, colours: Mapping[str, str] = LIGHT) -> str:
    """Return a standalone SVG of the shapes alone; `lettering` says what belongs where."""
    palette = {**LIGHT, **colours}

    def paint(role: str) -> str:
        kind, _space, colour = role.partition(" ")
        if kind in ("wire", "ring"):
            return f' stroke="{escape(palette["ink"])}"'
        if kind == "open":
            return f' fill="none" stroke="{escape(palette["ink-soft"])}"'
        return f' fill="{escape(palette[colour])}"'

    body = "".join(_shape(each, paint) for each in mobile.hung)
    wide, high = number(WIDTH), number(mobile.height)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" '
        f'height="{high}">{_wires(paint)}{body}</svg>'
    )


def lettering(mobile: Mobile, *, colours: Mapping[str, str] = LIGHT) -> list[Lettering]:
    """Return every line of text in the drawing, for paper."""
    palette = {**LIGHT, **colours}
    found = []
    for each in mobile.hung:
        part = each.part
        if part.number is not None:
            on = palette[f"on-{part.colour}"]
            y = each.y + NUMBER_SIZE * 0.35
            found.append(
                Lettering(str(part.number), each.x, y, 0.0, NUMBER_SIZE, on, "center", True)
            )
        name = each.name
        found.append(
            Lettering(name.text, each.x, name.y, 0.0, NAME_SIZE, palette["ink"], "center", True)
        )
        for line in each.lines:
            colour = palette["ink-soft" if line.soft else "ink"]
            found.append(Lettering(line.text, each.x, line.y, 0.0, WORD_SIZE, colour, "center"))
    return found


def _class(role: str) -> str:
    kind, _space, colour = role.partition(" ")
    return f' class="hanging-{kind} {colour}"' if colour else f' class="hanging-{kind}"'


def _wires(paint: Any) -> str:
    return "".join(f'<path{paint("wire")} {_WIRE} d="{arc}"/>' for arc in ARCS)


def _shape(hung: Hung, paint: Any) -> str:
    x = number(hung.x)
    thread = f"M{x} {number(hung.from_y)}V{number(hung.top + 4)}"
    return (
        f'<path{paint("wire")} {_WIRE} d="{thread}"/>'
        f'<g transform="translate({x} {number(hung.y)})">{_stone(hung, paint)}</g>'
    )


def _stone(hung: Hung, paint: Any) -> str:
    part, shape = hung.part, hung.shape
    ring = (
        f'<ellipse{paint("ring")} fill="none" stroke-width="3" stroke-dasharray="1 8" '
        f'stroke-linecap="round" rx="{number(shape.rx + _RING)}" ry="{number(shape.ry + _RING)}"/>'
    )
    role = "open" if part.number is None else f"shape {part.colour}"
    dashes = ' stroke-width="2.5" stroke-dasharray="7 7"' if part.number is None else ""
    return (ring if part.asks else "") + f'<path{paint(role)}{dashes} d="{shape.path}"/>'


def _number(part: Part, size: int = NUMBER_SIZE) -> str:
    if part.number is None:
        return ""
    return (
        f'<text class="hanging-number {escape(part.colour)}" y="{number(size * 0.35)}" '
        f'font-size="{size}" text-anchor="middle">{part.number}</text>'
    )


def _letters(hung: Hung) -> str:
    x = number(hung.x)
    inside = f'<g transform="translate({x} {number(hung.y)})">{_number(hung.part)}</g>'
    name = (
        f'<text class="hanging-name" x="{x}" y="{number(hung.name.y)}" font-size="{NAME_SIZE}" '
        f'text-anchor="middle">{escape(hung.name.text)}</text>'
    )
    words = "".join(
        f'<text{_class("soft" if line.soft else "word")} x="{x}" y="{number(line.y)}" '
        f'font-size="{WORD_SIZE}" text-anchor="middle">{escape(line.text)}</text>'
        for line in hung.lines
    )
    return inside + name + words
