"""The outline of a stone: a rounded, slightly uneven shape that follows from its text."""

import hashlib
import math
from dataclasses import dataclass
from functools import cached_property

Point = tuple[float, float]

ROUNDNESS = 2.35
"""Exponent of the superellipse: 2 is an ellipse, higher is fuller in the corners."""
UNEVEN = 0.1
_KNOTS = 14
_PER_CURVE = 8


@dataclass(frozen=True)
class Outline:
    """A closed curve around (0, 0), y downward, within rx and ry."""

    rx: float
    ry: float
    knots: tuple[Point, ...]

    @cached_property
    def path(self) -> str:
        """Return the curve as the d of an SVG path."""
        first, *rest = self._curves()
        start = f"M{_pair(first[0])}C{_pair(first[1])} {_pair(first[2])} {_pair(first[3])}"
        return start + "".join(f"S{_pair(curve[2])} {_pair(curve[3])}" for curve in rest) + "z"

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """Return the curve as a polygon that is fine enough to measure with."""
        steps = [step / _PER_CURVE for step in range(_PER_CURVE)]
        return tuple(_on_curve(curve, t) for curve in self._curves() for t in steps)

    def _curves(self) -> list[tuple[Point, Point, Point, Point]]:
        # Catmull-Rom through the knots, written as Bezier curves.
        count = len(self.knots)
        curves = []
        for i in range(count):
            before, a, b, after = (self.knots[(i + k) % count] for k in (-1, 0, 1, 2))
            handle_a = (a[0] + (b[0] - before[0]) / 6, a[1] + (b[1] - before[1]) / 6)
            handle_b = (b[0] - (after[0] - a[0]) / 6, b[1] - (after[1] - a[1]) / 6)
            curves.append((a, handle_a, handle_b, b))
        return curves


def number(value: float) -> str:
    """Return the number as short as SVG allows, to a tenth."""
    short = f"{value:.1f}".rstrip("0").rstrip(".")
    return "0" if short == "-0" else short


def _pair(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"


def _on_curve(curve: tuple[Point, Point, Point, Point], t: float) -> Point:
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    x = sum(weight * point[0] for weight, point in zip(weights, curve, strict=True))
    y = sum(weight * point[1] for weight, point in zip(weights, curve, strict=True))
    return x, y


def chances(text: str) -> tuple[float, ...]:
    """Return eight numbers from 0 up to 1 that are always the same for the same text."""
    digest = hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest()
    return tuple(byte / 256 for byte in digest)


def outline(text: str, rx: float, ry: float) -> Outline:
    """Return the stone of this text; it lies flat enough to stand on."""
    chance = chances(text)
    knots = []
    for step in range(_KNOTS):
        angle = 2 * math.pi * (step + 0.5) / _KNOTS
        dent = _dent(angle, chance)
        x, y = math.cos(angle), math.sin(angle)
        # The underside is fuller than the top, as of a pebble that came to rest.
        power = ROUNDNESS + 0.3 if y > 0 else ROUNDNESS
        reach = (abs(x) ** power + abs(y) ** power) ** (-1 / power) * (1 - dent)
        knots.append((round(x * reach * rx, 2), round(y * reach * ry, 2)))
    return _within(Outline(rx, ry, tuple(knots)))


def _dent(angle: float, chance: tuple[float, ...]) -> float:
    """Return how far the stone falls short of its box here, from 0 to UNEVEN."""
    turn = 2 * math.pi
    waves = (
        0.5 * math.sin(angle + turn * chance[0])
        + 0.3 * math.sin(2 * angle + turn * chance[1])
        + 0.2 * math.sin(3 * angle + turn * chance[2])
    )
    # Underneath it stays even, so that it rests on the beam with its whole base.
    calm = 0.35 if math.sin(angle) > 0.6 else 1.0
    return UNEVEN * (0.5 + 0.5 * waves) * calm


def _within(shape: Outline) -> Outline:
    """Return the shape, drawn in a little where the curve leaves its box."""
    over_x = max(abs(x) for x, _ in shape.points) / shape.rx
    over_y = max(abs(y) for _, y in shape.points) / shape.ry
    shrink_x, shrink_y = max(1.0, over_x), max(1.0, over_y)
    knots = tuple((round(x / shrink_x, 2), round(y / shrink_y, 2)) for x, y in shape.knots)
    return Outline(shape.rx + 0.02, shape.ry + 0.02, knots)
