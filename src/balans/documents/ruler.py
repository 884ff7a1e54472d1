"""How high words stand in a column: the widths of our letters, and lines filled from the left."""

import math
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from balans.documents.letters import FONTS

POINTS_PER_MM = 72 / 25.4
CAP_HEIGHT = 0.668
LEADING = 0.72
SPACING = 1.1
"""As in book.typ, in sizes of the letter."""
UNKNOWN_WIDTH = 0.62
ZERO_WIDTH_SPACE = "\u200b"
_WORD = re.compile(rf"[^\s{ZERO_WIDTH_SPACE}]+")


@dataclass(frozen=True)
class Ruler:
    """Measures in one font at one size in points."""

    size: float
    font: str = "AtkinsonHyperlegibleNext_400Regular"
    leading: float = LEADING

    @lru_cache(maxsize=8_000)  # noqa: B019 (a ruler is a value)
    def height(self, text: str, width_mm: float) -> float:
        """Return how many mm the paragraphs take, from the first capital to the last line."""
        paragraphs = sum(1 for piece in text.split("\n\n") if piece.strip())
        lines = self.lines(text, width_mm)
        if not lines:
            return 0.0
        between = (lines - paragraphs) * self.leading + (paragraphs - 1) * SPACING
        return (lines * CAP_HEIGHT + between) * self.size / POINTS_PER_MM

    def broken(self, text: str, width_mm: float) -> str:
        """Return the text with places to break in words that are wider than the column."""
        room = width_mm * POINTS_PER_MM / self.size
        if all(_width(self.font, word) <= room for word in _WORD.findall(text)):
            return text
        return _WORD.sub(lambda found: _cut(self.font, found[0], room), text)

    def lines(self, text: str, width_mm: float) -> int:
        """Return how many lines the text takes, without the empty ones."""
        room = width_mm * POINTS_PER_MM / self.size
        return sum(_filled(self.font, line, room) for line in text.split("\n") if line.strip())

    @property
    def pitch(self) -> float:
        """Return how many mm one line takes with the space above it."""
        return (CAP_HEIGHT + self.leading) * self.size / POINTS_PER_MM


def _cut(font: str, word: str, room: float) -> str:
    pieces, used = [""], 0.0
    for sign in word:
        wide = _width(font, sign)
        if used + wide > room and unicodedata.category(sign)[0] == "L":
            pieces.append("")
            used = 0.0
        pieces[-1] += sign
        used += wide
    return ZERO_WIDTH_SPACE.join(pieces)


def _filled(font: str, line: str, room: float) -> int:
    count, used, space = 1, 0.0, _width(font, " ")
    for word in line.split():
        wide = _width(font, word)
        if wide > room:
            count += math.floor((used + space + wide) / room)
            used = (used + space + wide) % room
        elif used and used + space + wide > room:
            count, used = count + 1, wide
        else:
            used += wide + (space if used else 0)
    return count


@lru_cache(maxsize=50_000)
def _width(font: str, word: str) -> float:
    widths = _widths(font)
    return sum(widths.get(ord(sign), UNKNOWN_WIDTH) for sign in word)


@cache
def _widths(font: str) -> dict[int, float]:
    from fontTools.ttLib import TTFont

    with TTFont(FONTS / f"{font}.ttf", lazy=True) as file:
        em, advances = file["head"].unitsPerEm, file["hmtx"]
        return {sign: advances[name][0] / em for sign, name in file.getBestCmap().items()}
