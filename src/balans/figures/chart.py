"""One number over twelve months, as leaves that grow: the drawing beside the table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

LETTER = 15
TOP, BOTTOM, SIDE = 34.0, 30.0, 6.0
NARROW, WIDE = (300.0, 200.0), (680.0, 230.0)
GAP = 0.32
"""Of the room of a bar: what stays free."""
EVERY_NARROW, EVERY_WIDE = 3, 1


@dataclass(frozen=True)
class Bar:
    """A month: its short name, its number (None: too small to tell) and how that is said."""

    name: str
    number: int | None
    said: str


def chart(bars: Sequence[Bar], *, summary: str, is_narrow: bool) -> str:
    """Return the SVG element. The summary says in words what it shows."""
    width, height = NARROW if is_narrow else WIDE
    body = "".join(_drawn(bars, width, height, EVERY_NARROW if is_narrow else EVERY_WIDE))
    kind = "narrow" if is_narrow else "wide"
    return (
        f'<svg class="figures-chart {kind}" viewBox="0 0 {width:g} {height:g}" role="img" '
        f'aria-label="{escape(summary)}">{body}</svg>'
    )


def _drawn(bars: Sequence[Bar], width: float, height: float, every: int) -> Iterator[str]:
    floor, most = height - BOTTOM, max((each.number or 0 for each in bars), default=0)
    room = (width - 2 * SIDE) / max(1, len(bars))
    yield f'<line class="figures-floor" x1="0" x2="{width:g}" y1="{floor:g}" y2="{floor:g}"/>'
    highest = next((place for place, bar in enumerate(bars) if most and bar.number == most), None)
    for place, bar in enumerate(bars):
        middle = SIDE + room * (place + 0.5)
        high = (floor - TOP) * (bar.number or 0) / most if most else 0.0
        yield _leaf(middle, floor, room * (1 - GAP), high)
        if (len(bars) - 1 - place) % every == 0:
            yield _text(bar.name, middle, height - 8)
        if place == highest:
            yield _text(bar.said, min(max(middle, 30), width - 30), floor - high - 9)


def _leaf(middle: float, floor: float, wide: float, high: float) -> str:
    """Return a bar with a round head; a flat line where there is nothing to tell."""
    left, round_ = middle - wide / 2, min(wide / 2, high)
    return (
        f'<path class="figures-bar" d="M{left:.1f} {floor:g}v{-(high - round_):.1f}'
        f'a{wide / 2:.1f} {round_:.1f} 0 0 1 {wide:.1f} 0v{high - round_:.1f}z"/>'
    )


def _text(text: str, x: float, y: float) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="middle" font-size="{LETTER}">'
        f"{escape(text)}</text>"
    )
