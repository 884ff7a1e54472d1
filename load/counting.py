"""Counting: how long each kind of request took, what failed. Pure."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

MOST_NAMED = 20


@dataclass
class Count:
    """Everything that was asked so far."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    """By kind, in seconds."""

    faults: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    """What was acknowledged, and was not there afterwards."""

    kept: int = 0
    """How many acknowledged things were looked for."""

    def took(self, kind: str, seconds: float) -> None:
        self.times[kind].append(seconds)

    def failed(self, kind: str, why: str) -> None:
        self.faults[f"{kind}: {why}"] += 1

    @property
    def total(self) -> int:
        return sum(map(len, self.times.values()))


@dataclass(frozen=True)
class Row:
    """One kind of request; times in milliseconds."""

    kind: str
    number: int
    p50: float
    p95: float
    p99: float


def rows(count: Count) -> list[Row]:
    """Return every kind with its times, what was asked most first."""
    found = [_row(kind, sorted(times)) for kind, times in count.times.items() if times]
    return sorted(found, key=lambda each: -each.number)


def _row(kind: str, times: list[float]) -> Row:
    p50, p95, p99 = (1000 * percentile(times, share) for share in (0.5, 0.95, 0.99))
    return Row(kind=kind, number=len(times), p50=p50, p95=p95, p99=p99)


def percentile(ordered: list[float], share: float) -> float:
    """Return the value under which this share stays; `ordered` from small to large."""
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def slope(points: list[tuple[float, float]]) -> float:
    """Return by how much the second number grows with each of the first (least squares)."""
    if len(points) < 2:
        return 0.0
    middle_x = sum(x for x, _y in points) / len(points)
    middle_y = sum(y for _x, y in points) / len(points)
    width = sum((x - middle_x) ** 2 for x, _y in points)
    return sum((x - middle_x) * (y - middle_y) for x, y in points) / width if width else 0.0
