"""The two sizes of paper of a book: margins, letters, and how much things take of a page, in mm."""

from dataclasses import dataclass

from balans.documents.book import Entry, GoodThings, Memory, Size
from balans.documents.gallery import Frame, Placed, Row
from balans.documents.ruler import Ruler

ROW_SPACE_MM = 5.5
CAPTION_SPACE_MM = 2.0
BESIDE_GAP_MM = 5.5
SPARE_MM = 2.0
"""Left over at the foot, so that a guess that is a line short tears nothing."""


@dataclass(frozen=True)
class Sheet:
    """A size of paper with its margins; `letter`, `title` and `small` are sizes in points.

    `between`: space between entries. `opening`: what a part's title takes at the head of its page.
    `beside`: how wide a photo is that stands beside its text.
    """

    width: float
    height: float
    inside: float
    outside: float
    top: float
    bottom: float
    letter: float
    title: float
    small: float
    between: float
    opening: float
    beside: float

    @property
    def frame(self) -> Frame:
        """Return the room within the margins."""
        across = self.width - self.inside - self.outside
        return Frame(across, self.height - self.top - self.bottom - SPARE_MM)

    @property
    def ruler(self) -> Ruler:
        """Return what measures running text."""
        return Ruler(self.letter)

    @property
    def title_ruler(self) -> Ruler:
        """Return what measures titles."""
        return Ruler(self.title, "Fraunces_600SemiBold", leading=0.45)

    @property
    def small_ruler(self) -> Ruler:
        """Return what measures captions."""
        return Ruler(self.small, leading=0.5)

    @property
    def beside_room(self) -> float:
        """Return the width that is left for text beside a photo."""
        return self.frame.width - self.beside - BESIDE_GAP_MM

    def words(self, text: str, width: float | None = None) -> float:
        """Return the height of running text."""
        return self.ruler.height(text, width or self.frame.width)

    def head(self, entry: Entry) -> float:
        """Return the height of stone, date and title with the space below them."""
        date = 0.24 * self.small + 2.6
        title = entry.title if isinstance(entry, Memory) else "-"
        if not title:
            return date + 1
        return date + self.title_ruler.height(title, self.frame.width) + 0.3 * self.title

    def things(self, entry: GoodThings) -> float:
        """Return the height of good things."""
        room = self.frame.width - 9
        return sum(self.words(thing, room) + 3.4 for thing in entry.things)

    def row(self, row: Row) -> float:
        """Return the height of a row of photos with captions and the space above it."""
        return ROW_SPACE_MM + row[0].height + max(self.caption(each, len(row)) for each in row)

    def caption(self, placed: Placed, beside: int = 1) -> float:
        """Return the height of a caption with the space above it."""
        width = self.frame.width if beside == 1 else placed.width
        words = self.small_ruler.height(placed.photo.caption, width)
        return words + CAPTION_SPACE_MM if words else 0


SHEETS: dict[Size, Sheet] = {
    "a5": Sheet(148, 210, 22, 17, 23, 25, 10.5, 15.5, 9, 10, 42, 44),
    "a4": Sheet(210, 297, 36, 28, 31, 34, 12.5, 19, 10.5, 14, 56, 60),
}
