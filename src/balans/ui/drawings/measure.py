"""A number as a row of stones: as many filled as it counts."""

from dataclasses import dataclass

MOST_STONES = 30
STEP = 20
"""From the middle of one stone to the next, in the units of the drawing."""


@dataclass(frozen=True)
class Bead:
    """One stone of the row: the place of its middle, and whether it is filled."""

    x: int
    full: bool


def beads(points: int, least: int, most: int) -> tuple[Bead, ...]:
    """Return a stone for every step between the ends, filled up to the number.

    A scale that begins at one numbers its answers: each answer has a stone.

    A long scale gets no more than thirty stones; each then stands for several points.
    """
    least -= least == 1 < most
    steps = most - least
    count = min(steps, MOST_STONES)
    filled = round((points - least) * count / steps) if steps else 0
    return tuple(Bead(x=STEP // 2 + place * STEP, full=place < filled) for place in range(count))
