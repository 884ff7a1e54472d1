"""Pile stones on one arm of the beam: the largest at the bottom, each where it comes to rest.

Along the arm the height of the pile is kept per column. Stones are let down row by row; each
rolls a little to where it lies lowest. So stones nestle and can never overlap.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from balans.ui.drawings.outline import Outline, Point

COLUMN = 4.0
GAP = 3.0
INNER, OUTER, EDGE = 10.0, 420.0, 444.0
"""Where stones may lie on the arm, in units from the pivot; EDGE is that of the drawing."""
LEAN = 0.108
"""How far a point moves outward per unit of height at the largest tilt (just over sin 6°)."""
_ROLL = 7
_LOOSE = 14.0


@dataclass(frozen=True)
class _Profile:
    """The under and upper side of a stone per column, y upward from its centre."""

    first: int
    under: tuple[float, ...]
    upper: tuple[float, ...]
    outline: Outline

    @property
    def reach(self) -> float:
        """Return how far the columns of the stone go from its centre."""
        return self.outline.rx + COLUMN / 2


@dataclass
class _Pile:
    heights: list[float] = field(default_factory=lambda: [0.0] * (int(EDGE / COLUMN) + 2))

    def rest(self, stone: _Profile, column: int) -> float:
        """Return how high the centre comes when the stone is let down at this column."""
        start = column + stone.first
        ground = self.heights[start : start + len(stone.under)]
        return max(top - under for top, under in zip(ground, stone.under, strict=True))

    def put(self, stone: _Profile, column: int) -> Point:
        """Lay the stone down and return its centre as (from the pivot, above the beam)."""
        height = self.rest(stone, column)
        for offset, upper in enumerate(stone.upper):
            at = column + stone.first + offset
            self.heights[at] = max(self.heights[at], height + upper + GAP)
        return column * COLUMN, height

    def resting_column(self, stone: _Profile, wanted: float, roll: int) -> int:
        """Return the column at most `roll` from the wanted place where the stone lies lowest."""
        least = -int(-(INNER + stone.reach) // COLUMN)
        most = int((OUTER - stone.reach) / COLUMN)
        middle = max(least, min(most, round(wanted / COLUMN)))
        near = range(max(least, middle - roll), min(most, middle + roll) + 1)
        safe = [column for column in near if self._is_inside(stone, column)]
        # High up the drawing is narrow: then any place on the arm will do, the innermost at worst.
        safe = safe or [c for c in range(least, most + 1) if self._is_inside(stone, c)] or [least]
        return min(safe, key=lambda c: (self.rest(stone, c) + 1.2 * abs(c - middle), c))

    def _is_inside(self, stone: _Profile, column: int) -> bool:
        top = self.rest(stone, column) + stone.outline.ry
        return column * COLUMN + stone.reach <= EDGE - LEAN * top


def pile(stones: Sequence[Outline]) -> list[Point]:
    """Return the centre of each stone as (distance from the pivot, height above the beam)."""
    waiting = sorted(range(len(stones)), key=lambda i: (-_area(stones[i]), i))
    heap = _Pile()
    places: dict[int, Point] = {}
    widest, level = OUTER - INNER, 0
    while waiting:
        # No row is wider than the one under it, nor than the drawing has room for up here.
        top = max(heap.heights) + 2 * stones[waiting[0]].ry
        widest = min(widest, EDGE - LEAN * top - INNER)
        row = _row(stones, waiting, widest)
        waiting = waiting[len(row) :]
        _lay(heap, stones, _mixed(row, level), widest, level, places)
        taken = _taken([stones[i] for i in row])
        widest, level = min(widest, taken + _LOOSE * len(row)), level + 1
    return [places[i] for i in range(len(stones))]


def _lay(
    heap: _Pile,
    stones: Sequence[Outline],
    row: list[int],
    room: float,
    level: int,
    places: dict[int, Point],
) -> None:
    shapes = [stones[i] for i in row]
    wanted = dict(zip(row, _spread(shapes, room, level), strict=True))
    # A stone may roll as far as its row leaves it room, so that neighbours stay side by side.
    roll = max(0, min(_ROLL, int((room - _taken(shapes)) / (2 * len(row)) / COLUMN)))
    for index in sorted(row, key=lambda i: -stones[i].rx):
        stone = _profile(stones[index])
        places[index] = heap.put(stone, heap.resting_column(stone, wanted[index], roll))


def _area(stone: Outline) -> float:
    return round(stone.rx * stone.ry, 1)


def _taken(row: Sequence[Outline]) -> float:
    return sum(2 * stone.rx + COLUMN for stone in row)


def _row(stones: Sequence[Outline], waiting: Sequence[int], room: float) -> list[int]:
    """Return as many of the waiting stones as lie side by side in the room, at least one."""
    row = [waiting[0]]
    for index in waiting[1:]:
        if _taken([stones[i] for i in (*row, index)]) > room:
            break
        row.append(index)
    return row


def _mixed(row: list[int], level: int) -> list[int]:
    """Return the row with its largest stone in the middle, turned about on every other level."""
    mixed = [*reversed(row[2::2]), *row[:1], *row[1::2]]
    return mixed if level % 2 else mixed[::-1]


def _spread(stones: Sequence[Outline], room: float, level: int) -> list[float]:
    """Return the centres of a row around the middle of the arm, not right above the last row."""
    free = max(0.0, room - _taken(stones))
    gap = min(free / (len(stones) + 1), _LOOSE)
    aside = min(8.0, free / 4) * (1 if level % 2 else -1)
    at = INNER + (free - gap * (len(stones) - 1)) / 2 + (aside if level else 0.0)
    centres = []
    for stone in stones:
        centres.append(at + stone.rx + COLUMN / 2)
        at += 2 * stone.rx + COLUMN + gap
    return centres


def _profile(stone: Outline) -> _Profile:
    first = -int(stone.rx / COLUMN + 1.5)
    count = -2 * first + 1
    under, upper = [1e9] * count, [-1e9] * count
    ring = [*stone.points, stone.points[0]]
    for (ax, ay), (bx, by) in pairwise(ring):
        low, high = min(ax, bx) - COLUMN, max(ax, bx) + COLUMN
        # A column wider on both sides: what lies between two columns counts for both.
        for column in range(-int(-low // COLUMN) - first, int(high // COLUMN) - first + 1):
            if 0 <= column < count:
                under[column] = min(under[column], -max(ay, by))
                upper[column] = max(upper[column], -min(ay, by))
    used = [i for i in range(count) if upper[i] > -1e9]
    part = slice(used[0], used[-1] + 1)
    return _Profile(first + used[0], tuple(under[part]), tuple(upper[part]), stone)
