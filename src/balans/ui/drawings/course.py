"""The course of a number through time: stones on a thin line, on a scale that never moves.

From the lowest number there can be to the highest, so that a small change looks small. Where
nothing is known, no line runs. The origin is the left upper corner.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

LARGEST, SMALLEST, LAST_MORE = 9.0, 3.0, 1.5
ROOM_FOR_A_STONE = 8.0
LABEL_ROOM = 30.0
EDGE = 14.0
TOP, UNDER = 46.0, 50.0
LETTER = 18
FEW = 12
"""Up to so many points each has its number."""

ABOVE, BELOW = 15.0, 27.0


@dataclass(frozen=True)
class Point:
    """A number on a day."""

    day: date
    value: int


@dataclass(frozen=True)
class Wash:
    """A range of the scale with a name: from a number up to the next wash."""

    start: int
    end: int
    colour: str


@dataclass(frozen=True)
class Course:
    """What is drawn. `pieces`: points through which a line runs; between pieces none runs."""

    pieces: tuple[tuple[Point, ...], ...]
    least: int
    most: int
    top: str = ""
    """What the highest number means, in a word or two."""

    bottom: str = ""
    first_day: str = ""
    last_day: str = ""
    washes: tuple[Wash, ...] = ()

    @property
    def points(self) -> tuple[Point, ...]:
        return tuple(point for piece in self.pieces for point in piece)


@dataclass(frozen=True)
class Stone:
    """A point where it lies, with its radius."""

    x: float
    y: float
    r: float
    is_last: bool = False


@dataclass(frozen=True)
class Letters:
    """One line of text: its anchor on the baseline, and how it is aligned."""

    text: str
    x: float
    y: float
    role: str
    align: str = "start"


@dataclass(frozen=True)
class Band:
    """A wash where it lies."""

    y: float
    height: float
    colour: str
    start: int


@dataclass(frozen=True)
class Layout:
    width: float
    height: float
    plot: tuple[float, float]
    """Where the highest and the lowest number lie."""

    lines: tuple[str, ...]
    """For each piece with two points or more: the d of a path."""

    stones: tuple[Stone, ...]
    bands: tuple[Band, ...]
    letters: tuple[Letters, ...]


def layout(course: Course, *, width: float, plot_height: float) -> Layout:
    """Return the drawing at a width; letters and stones have the same size at every width."""
    top, bottom = TOP, TOP + plot_height
    right = EDGE + (LABEL_ROOM if course.washes else EDGE)
    across = _Across(course.points, EDGE * 1.5, width - right)
    up = _Up(course.least, course.most, top, bottom)
    placed = [[(across.at(p.day), up.at(p.value), p) for p in piece] for piece in course.pieces]
    bands = tuple(_band(wash, up, course.most) for wash in course.washes)
    return Layout(
        width=width,
        height=bottom + UNDER,
        plot=(top, bottom),
        lines=tuple(_line(piece) for piece in placed if len(piece) > 1),
        stones=tuple(_stones(placed, across.width)),
        bands=bands,
        letters=(
            *_ends(course, width, bottom),
            *_values([each for piece in placed for each in piece], width),
            *(
                Letters(str(each.start), width - 6, each.y + each.height + 5, "tick", "end")
                for each in bands[1:]
            ),
        ),
    )


@dataclass(frozen=True)
class _Across:
    """Where a day lies: time runs to the right; a single day lies in the middle."""

    points: Sequence[Point]
    left: float
    right: float

    @property
    def width(self) -> float:
        return self.right - self.left

    def at(self, day: date) -> float:
        first, last = self.points[0].day, self.points[-1].day
        if first == last:
            return (self.left + self.right) / 2
        return self.left + self.width * ((day - first).days / (last - first).days)


@dataclass(frozen=True)
class _Up:
    """How high a number lies: the highest there can be on top."""

    least: int
    most: int
    top: float
    bottom: float

    def at(self, value: float) -> float:
        share = (value - self.least) / max(self.most - self.least, 1)
        return self.bottom - (self.bottom - self.top) * share


Placed = tuple[float, float, Point]


def _line(piece: Sequence[Placed]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y, _point in piece)


def _stones(pieces: Sequence[Sequence[Placed]], width: float) -> list[Stone]:
    """Return the stones: of every point while they fit, else of the ends of each piece."""
    flat = [each for piece in pieces for each in piece]
    fit = len(flat) <= width / ROOM_FOR_A_STONE
    radius = max(SMALLEST, min(LARGEST, width / (len(flat) * 2.4))) if fit else SMALLEST
    shown = (
        flat if fit else [each for p in pieces for each in (p[:1] if len(p) < 2 else (p[0], p[-1]))]
    )
    last = flat[-1:]
    return [
        Stone(each[0], each[1], radius + LAST_MORE * ([each] == last), [each] == last)
        for each in shown
    ]


def _values(flat: Sequence[Placed], width: float) -> list[Letters]:
    """Return the numbers beside the stones, as many as can be read; the last one always.

    Of many points: the first, the last, the lowest and the highest. Under a stone that lies lower
    than those beside it, where the line leaves room.
    """
    found: list[Letters] = []
    right = width + LABEL_ROOM
    chosen = _told(flat)
    for place in sorted(chosen, reverse=True):
        x, y, point = flat[place]
        if right - x >= LABEL_ROOM:
            role = "number" if found else "number last"
            under = y + BELOW if _is_low(flat, place) else y - ABOVE
            found.append(Letters(str(point.value), x, under, role, "middle"))
            right = x
    return found[::-1]


def _told(flat: Sequence[Placed]) -> set[int]:
    if len(flat) <= FEW:
        return set(range(len(flat)))
    values = [point.value for _x, _y, point in flat]
    newest = [len(values) - 1 - values[::-1].index(edge) for edge in (min(values), max(values))]
    return {0, len(flat) - 1, *newest}


def _is_low(flat: Sequence[Placed], place: int) -> bool:
    """Return whether a point lies lower on the page than each beside it."""
    beside = [flat[at][1] for at in (place - 1, place + 1) if 0 <= at < len(flat)]
    return bool(beside) and all(flat[place][1] > y for y in beside)


def _ends(course: Course, width: float, bottom: float) -> list[Letters]:
    """Return the words at both ends of the scale, and the first and the last day."""
    days = [Letters(course.first_day, EDGE / 2, bottom + 42, "day")]
    if course.last_day != course.first_day:
        days.append(Letters(course.last_day, width - EDGE / 2, bottom + 42, "day", "end"))
    ends = [
        Letters(course.top, EDGE / 2, 16, "word"),
        Letters(course.bottom, EDGE / 2, bottom + 20, "word"),
    ]
    return [each for each in (*ends, *days) if each.text]


def _band(wash: Wash, up: _Up, most: int) -> Band:
    """Return where a wash lies: halfway to the number below, as a number belongs to one band."""
    low = up.bottom if wash.start == up.least else up.at(wash.start - 0.5)
    high = up.top if wash.end >= most else up.at(wash.end + 0.5)
    return Band(y=high, height=low - high, colour=wash.colour, start=wash.start)
