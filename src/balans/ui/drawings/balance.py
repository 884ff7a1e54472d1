"""The balance: what gives strength on the left of a beam, what costs strength on the right.

A stone is larger when something happens more often, and deeper in colour when it gives or costs
more. The beam tilts to the heavier side. The origin of the drawing is the pivot of the beam.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from balans.ui.drawings.lettering import ELLIPSIS, Capacity, clean, shorten, wrap, wrap_or_cut
from balans.ui.drawings.outline import ROUNDNESS, UNEVEN, Outline, chances, outline
from balans.ui.drawings.pile import pile

WIDTH = 900
MAX_STONES = 24
MAX_TILT = 6.0
BEAM_HALF = 5.0
FLOOR = 124.0
_TITLE_ROOM = 152.0
_AIR = 26.0
_LEAST_HEIGHT = 90.0
_LINE = 1.14
_HALF_LETTER = 0.4
_PADDING = 4.0

GIVES = {1: "sky", 2: "moss"}
COSTS = {1: "rose", 2: "clay"}


@dataclass(frozen=True)
class Stone:
    """One activity: how often (size 1 to 4) and how strongly (strength 1 or 2) it weighs."""

    text: str
    size: int
    strength: int
    often_text: str = ""
    effect_text: str = ""

    @property
    def weight(self) -> int:
        """Return what the stone weighs on the beam, 1 to 8."""
        return _between(self.size, 1, 4) * _between(self.strength, 1, 2)


@dataclass(frozen=True)
class Line:
    """One line of a label, centred on x; y is its baseline, from the centre of the stone."""

    text: str
    y: float


@dataclass(frozen=True)
class Placed:
    """A stone with its centre in the frame of the level beam (y downward, 0 is the pivot)."""

    stone: Stone
    x: float
    y: float
    shape: Outline
    lines: tuple[Line, ...]
    colour: str


@dataclass(frozen=True)
class Layout:
    """The whole drawing. A positive angle (degrees) tilts to the right: it costs more."""

    angle: float
    font_size: int
    gives: tuple[Placed, ...]
    costs: tuple[Placed, ...]
    gives_more: int
    costs_more: int
    top: float

    @property
    def view_box(self) -> tuple[float, float, float, float]:
        """Return x, y, width and height."""
        return (-WIDTH / 2, self.top, WIDTH, _TITLE_ROOM - self.top)

    @property
    def placed(self) -> tuple[Placed, ...]:
        """Return every stone, left side first."""
        return self.gives + self.costs


@dataclass(frozen=True)
class _Scale:
    """How large stones and letters are; the many are drawn smaller than the few."""

    font_size: int
    area: float
    growth: float
    widest: float


def layout(gives: Sequence[Stone], costs: Sequence[Stone]) -> Layout:
    """Return the drawing of both sides; past 24 stones a side the lightest are only counted."""
    left, right = _heaviest(gives), _heaviest(costs)
    scale = _scale(max(len(left), len(right)))
    on_left = _side(left, scale, GIVES, -1)
    on_right = _side(right, scale, COSTS, 1)
    angle = tilt(sum(s.weight for s in gives), sum(s.weight for s in costs))
    return Layout(
        angle=angle,
        font_size=scale.font_size,
        gives=on_left,
        costs=on_right,
        gives_more=len(gives) - len(left),
        costs_more=len(costs) - len(right),
        top=_top((*on_left, *on_right), angle),
    )


def tilt(gives: int, costs: int) -> float:
    """Return the angle in degrees, 0 in balance, up to 6; the least difference can be seen."""
    if gives == costs:
        return 0.0
    share = (costs - gives) / max(gives + costs, 8)
    return round(math.copysign(MAX_TILT * math.sqrt(abs(share)), share), 2)


def turned(x: float, y: float, angle: float) -> tuple[float, float]:
    """Return where a point of the level beam is after the beam has tilted."""
    sine, cosine = math.sin(math.radians(angle)), math.cos(math.radians(angle))
    return x * cosine - y * sine, x * sine + y * cosine


def _between(value: int, low: int, high: int) -> int:
    return max(low, min(high, value))


def _heaviest(stones: Sequence[Stone]) -> tuple[Stone, ...]:
    if len(stones) <= MAX_STONES:
        return tuple(stones)
    ranked = sorted(range(len(stones)), key=lambda i: (-stones[i].weight, i))
    return tuple(stones[i] for i in sorted(ranked[:MAX_STONES]))


def _scale(count: int) -> _Scale:
    if count <= 4:
        return _Scale(20, 3400, 0.34, 97)
    if count <= 12:
        return _Scale(20, 3100, 0.32, 97)
    # Three in a row, whatever their size.
    return _Scale(16, 2050, 0.14, 62)


def _side(
    stones: Sequence[Stone], scale: _Scale, colours: dict[int, str], direction: int
) -> tuple[Placed, ...]:
    shaped = [_shape(stone, scale) for stone in stones]
    places = pile([shape for shape, _ in shaped])
    return tuple(
        Placed(
            stone=stone,
            x=direction * out,
            y=-(height + BEAM_HALF),
            shape=shape,
            lines=lines,
            colour=colours[_between(stone.strength, 1, 2)],
        )
        for stone, (shape, lines), (out, height) in zip(stones, shaped, places, strict=True)
    )


def _shape(stone: Stone, scale: _Scale) -> tuple[Outline, tuple[Line, ...]]:
    """Return an outline of the area for its size, as wide as its label asks, and the label."""
    text = clean(stone.text)
    area = scale.area * (1 + scale.growth * (_between(stone.size, 1, 4) - 1))
    own = 0.57 + 0.07 * chances(text)[3]
    least = area / scale.widest**2
    boxes = [
        (math.sqrt(area / ratio), math.sqrt(area * ratio))
        for ratio in dict.fromkeys(max(wanted, least) for wanted in (own, 0.52, 0.47, 0.43))
    ]
    (rx, ry), lines = _label(shorten(text), boxes, scale)
    return outline(text, rx, ry), _lines(lines, scale.font_size)


def _label(
    label: str, boxes: Sequence[tuple[float, float]], scale: _Scale
) -> tuple[tuple[float, float], tuple[str, ...]]:
    """Return the first box that holds the label, else the one that holds most of it."""
    for box in boxes:
        lines = wrap(label, scale.font_size, _rooms(box, scale))
        if lines or not label:
            return box, lines
    cut = [(box, wrap_or_cut(label, scale.font_size, _rooms(box, scale))) for box in boxes]
    return max(cut, key=lambda pair: len("".join(pair[1]).strip(ELLIPSIS)))


def _rooms(box: tuple[float, float], scale: _Scale) -> Capacity:
    return lambda index, count: _room(index, count, *box, scale)


def _baseline(index: int, count: int, font_size: int) -> float:
    return (index - (count - 1) / 2) * font_size * _LINE + font_size * 0.33


def _room(index: int, count: int, rx: float, ry: float, scale: _Scale) -> float:
    """Return how wide this line of a label may be inside the smallest stone of this box."""
    middle = abs(index - (count - 1) / 2) * scale.font_size * _LINE
    far = (middle + _HALF_LETTER * scale.font_size) / (ry * (1 - UNEVEN))
    if far >= 1:
        return 1e-9
    half = rx * (1 - UNEVEN) * math.pow(1 - far**ROUNDNESS, 1 / ROUNDNESS) - _PADDING
    return max(2 * half, 1e-9)


def _lines(texts: Sequence[str], font_size: int) -> tuple[Line, ...]:
    count = len(texts)
    baselines = (round(_baseline(i, count, font_size), 1) for i in range(count))
    return tuple(Line(text, y) for text, y in zip(texts, baselines, strict=True))


def _top(stones: Sequence[Placed], angle: float) -> float:
    points = [(s.x + x, s.y + y) for s in stones for x, y in s.shape.points]
    highest = min((turned(x, y, angle)[1] for x, y in points), default=0.0)
    return round(min(highest - _AIR, -_LEAST_HEIGHT))
