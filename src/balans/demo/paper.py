"""Cut paper: shapes with wavering edges and a soft shadow, laid on one another. Pillow alone.

Everything is deterministic: the same picture comes out the same, point for point.
"""

import io
import math
import random
from collections.abc import Sequence
from functools import cache

from PIL import Image, ImageChops, ImageDraw, ImageFilter

WIDTH, HEIGHT = 160, 120
"""What scenes count in; a sheet that stands has them turned."""

FINE, COARSE = 10, 2
"""Points of the finished picture for one unit, and how much finer it is cut than that."""

QUALITY = 85
Colour = tuple[int, int, int]
Point = tuple[float, float]

PAPER: Colour = (250, 246, 238)
INK: Colour = (43, 52, 51)
PETROL: Colour = (31, 91, 99)
CLAY: Colour = (168, 67, 31)
SUN: Colour = (240, 182, 74)
MOSS: Colour = (125, 154, 91)
SKY: Colour = (169, 205, 214)
ROSE: Colour = (236, 192, 174)


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    """Return a colour between two; `share` is how much of the other, from 0 to 1."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def light(colour: Colour, share: float = 0.5) -> Colour:
    """Return a colour nearer to paper."""
    return mixed(colour, PAPER, share)


def dark(colour: Colour, share: float = 0.3) -> Colour:
    """Return a colour nearer to ink."""
    return mixed(colour, INK, share)


class Sheet:
    """A sheet of paper on which shapes are laid; each hides what lies below it."""

    def __init__(self, ground: Colour, *, seed: str, standing: bool = False) -> None:
        self.size = (HEIGHT, WIDTH) if standing else (WIDTH, HEIGHT)
        self._scale = FINE * COARSE
        wide, high = self.size
        self._image = Image.new("RGB", (wide * self._scale, high * self._scale), ground)
        self._draw = ImageDraw.Draw(self._image)
        self._shade = ImageDraw.Draw(self._image, "RGBA")
        self.chance = random.Random(seed)

    def cut(self, colour: Colour, points: Sequence[Point], *, lift: float = 0.5) -> None:
        """Lay a shape with straight sides. `lift`: how far it stands off, for the shadow."""
        self._lay(colour, [self._wavered(each, 0.25) for each in points], lift)

    def bend(self, colour: Colour, points: Sequence[Point], *, lift: float = 0.5) -> None:
        """Lay a shape whose outline runs smoothly through its points."""
        self._lay(colour, _smooth([self._wavered(each, 0.2) for each in points]), lift)

    def disc(
        self, colour: Colour, centre: Point, radius: float, tall: float = 1.0, *, lift: float = 0.5
    ) -> None:
        """Lay a round, cut by hand: nearly a circle; `tall` is height over width."""
        x, y = centre
        angles = [math.tau * step / 12 for step in range(12)]
        wavers = [self.chance.uniform(0.975, 1.025) * radius for _ in angles]
        found = [
            (x + r * math.cos(a), y + r * tall * math.sin(a))
            for a, r in zip(angles, wavers, strict=True)
        ]
        self._lay(colour, _smooth(found), lift)

    def strip(
        self, colour: Colour, points: Sequence[Point], width: float, *, lift: float = 0.3
    ) -> None:
        """Lay a narrow strip along a line, such as a stalk, a rope or a mast."""
        line = _smooth(points, closed=False) if len(points) > 2 else list(points)
        left, right = [], []
        for number, (x, y) in enumerate(line):
            ahead, behind = line[min(number + 1, len(line) - 1)], line[max(number - 1, 0)]
            along = math.hypot(ahead[0] - behind[0], ahead[1] - behind[1]) or 1.0
            dx = (ahead[1] - behind[1]) / along * width / 2
            dy = (behind[0] - ahead[0]) / along * width / 2
            left.append((x + dx, y + dy))
            right.append((x - dx, y - dy))
        self._lay(colour, [*left, *reversed(right)], lift)

    def leaf(self, colour: Colour, foot: Point, length: float, angle: float, wide: float) -> None:
        """Lay a leaf that grows from a point; the angle in degrees, 0 to the right, 90 up."""
        way = math.radians(angle)
        tip = (foot[0] + length * math.cos(way), foot[1] - length * math.sin(way))
        middle = ((foot[0] + tip[0]) / 2, (foot[1] + tip[1]) / 2)
        dx, dy = wide / 2 * math.sin(way), wide / 2 * math.cos(way)
        one = (middle[0] + dx, middle[1] + dy)
        other = (middle[0] - dx, middle[1] - dy)
        self._lay(colour, _smooth([foot, one, tip, other], tight=0.35), 0.3)

    def _wavered(self, point: Point, most: float) -> Point:
        off = self.chance.uniform
        return point[0] + off(-most, most), point[1] + off(-most, most)

    def _lay(self, colour: Colour, points: Sequence[Point], lift: float) -> None:
        for step in (1.5, 0.8) if lift else ():
            self._shade.polygon(self._placed(points, lift * step), fill=(*INK, 28))
        self._draw.polygon(self._placed(points, 0), fill=colour)

    def _placed(self, points: Sequence[Point], off: float) -> list[Point]:
        scale = self._scale
        return [((x + off * 0.7) * scale, (y + off) * scale) for x, y in points]

    def jpeg(self) -> bytes:
        """Return the picture with the grain of its paper."""
        smaller = self._image.reduce(COARSE)
        made = ImageChops.multiply(smaller, _grain(*smaller.size))
        file = io.BytesIO()
        made.save(file, "JPEG", quality=QUALITY)
        return file.getvalue()


@cache
def _grain(width: int, height: int) -> Image.Image:
    """Return light flecks and darker ones, as in paper that was made by hand."""
    chance = random.Random("paper")
    fine = Image.frombytes("L", (width // 2, height // 2), chance.randbytes(width * height // 4))
    rough = Image.frombytes("L", (width // 8, height // 8), chance.randbytes(width * height // 64))
    fine = fine.filter(ImageFilter.BoxBlur(1)).resize((width, height), Image.Resampling.BILINEAR)
    rough = rough.filter(ImageFilter.BoxBlur(1)).resize((width, height), Image.Resampling.BICUBIC)
    grain = Image.blend(fine, rough, 0.5).point(lambda value: 255 - abs(int(value) - 128) // 4)
    return Image.merge("RGB", (grain, grain, grain))


def _smooth(
    points: Sequence[Point], *, closed: bool = True, tight: float = 0.5, steps: int = 8
) -> list[Point]:
    """Return points along a cardinal spline through the given ones."""
    count, found = len(points), []
    for number in range(count if closed else count - 1):
        around = [number - 1, number, number + 1, number + 2]
        if not closed:
            around = [min(max(each, 0), count - 1) for each in around]
        p0, p1, p2, p3 = (points[each % count] for each in around)
        for step in range(steps):
            t = step / steps
            found.append(
                (
                    _between(p0[0], p1[0], p2[0], p3[0], t, tight),
                    _between(p0[1], p1[1], p2[1], p3[1], t, tight),
                )
            )
    return found if closed else [*found, points[-1]]


def _between(a: float, b: float, c: float, d: float, t: float, tight: float) -> float:
    into, out = tight * (c - a), tight * (d - b)
    cube, square = t**3, t**2
    return (
        (2 * cube - 3 * square + 1) * b
        + (cube - 2 * square + t) * into
        + (3 * square - 2 * cube) * c
        + (cube - square) * out
    )
