"""How photos stand on a page: in rows as high as each other, large enough to see, never blurred."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from balans.documents.book import Photo

MM_PER_INCH = 25.4
FEWEST_DPI = 150
MOST_IN_ROW = 3
GAP_MM = 3.0
NARROW_MM = 30.0
LONG_CAPTION = 110
"""A caption of more characters needs the width of a whole row."""


@dataclass(frozen=True)
class Frame:
    """The room for photos on a page, in mm."""

    width: float
    height: float

    @property
    def tallest(self) -> float:
        """Return how high one photo may stand, so that its words fit beside or under it."""
        return 0.6 * self.height

    @property
    def usual(self) -> float:
        """Return the height that looks best in a row of several."""
        return 0.48 * self.width


@dataclass(frozen=True)
class Placed:
    """A photo with the size that it gets on paper, in mm."""

    photo: Photo
    width: float
    height: float


Row = tuple[Placed, ...]


def rows(photos: Sequence[Photo], frame: Frame) -> tuple[Row, ...]:
    """Return the photos in their own order, in the rows that look best together.

    A row holds at most three. In each row all photos have one height; no photo gets larger than
    its pixels bear at 150 dots an inch. Found by trying each cut (n times 3 steps).
    """
    best: list[tuple[float, tuple[Row, ...]]] = [(0.0, ())]
    for end in range(1, len(photos) + 1):
        tries = []
        for count in range(1, min(MOST_IN_ROW, end) + 1):
            row = _row(photos[end - count : end], frame)
            cost, before = best[end - count]
            tries.append((cost + _ugliness(row, frame), (*before, row)))
        best.append(min(tries, key=lambda each: each[0]))
    return best[-1][1]


def alone(photo: Photo, width: float, height: float) -> Placed:
    """Return a photo as large as fits, at most as large as its pixels bear."""
    most = min(height, width / photo.aspect, _sharp_height(photo))
    return Placed(photo, most * photo.aspect, most)


def _row(photos: Sequence[Photo], frame: Frame) -> Row:
    room = frame.width - GAP_MM * (len(photos) - 1)
    height = min(
        room / sum(photo.aspect for photo in photos),
        frame.tallest,
        *(_sharp_height(photo) for photo in photos),
    )
    return tuple(Placed(photo, height * photo.aspect, height) for photo in photos)


def _sharp_height(photo: Photo) -> float:
    return max(photo.height_px, 1) / FEWEST_DPI * MM_PER_INCH


def _ugliness(row: Row, frame: Frame) -> float:
    count = len(row)
    wanted = frame.usual if count > 1 else 0.62 * frame.width
    cost = math.log(row[0].height / wanted) ** 2 + 0.12
    if count == 1:
        return cost + 0.25
    filled = sum(placed.width for placed in row) / (frame.width - GAP_MM * (count - 1))
    cost += 2 * (1 - filled) ** 2
    cost += sum(6.0 for placed in row if placed.width < NARROW_MM)
    return cost + sum(20.0 for placed in row if len(placed.photo.caption) > LONG_CAPTION)
