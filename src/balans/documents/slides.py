"""Slides to show to a room: what stands on them, and where, in one measure for every format."""

from dataclasses import dataclass, field
from typing import Literal

from balans.documents.logo import Picture
from balans.documents.ruler import POINTS_PER_MM, Ruler

Layout = Literal["opening", "points", "drawing", "number"]
WIDTH, HEIGHT = 338.67, 190.5
"""Of a slide in mm, as wide screens are: 16 to 9."""

METRIC = "NotoSans_400Regular"
"""Words are measured in a wide letter: on another machine another one takes the place of ours."""

WIDER = 1.1
"""How much wider that other letter may be still."""

LINE = 1.32
"""How high a line is, in sizes of the letter."""


@dataclass(frozen=True)
class Box:
    """Where something stands on a slide, in mm from the left upper corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Slide:
    """One slide. `points` are short sentences under each other, `number` is one large figure."""

    layout: Layout
    title: str
    lead: str = ""
    """An empty line in it begins a new paragraph."""

    points: tuple[str, ...] = ()
    number: str = ""
    source: str = ""
    drawing: Picture | None = None
    logo: Picture | None = None
    notes: str = ""
    """What whoever shows the slides may say; it is not shown."""


@dataclass(frozen=True)
class Deck:
    """Slides in one language. `author` is who shows them."""

    title: str
    language: str
    slides: tuple[Slide, ...]
    author: str = "MantelzorgBalans"


@dataclass(frozen=True)
class Words:
    """Words in their room on a slide, in the largest size in points that fits."""

    box: Box
    size: float
    paragraphs: tuple[str, ...]
    columns: int = 1


@dataclass(frozen=True)
class Laid:
    """A slide with everything in its place; what is not there is None."""

    slide: Slide
    title: Words
    lead: Words | None = None
    points: Words | None = None
    number: Words | None = None
    source: Words | None = None
    drawing: Box | None = None
    logo: Box | None = None

    @property
    def words(self) -> tuple[Words, ...]:
        """Return everything to read, in the order in which it is read."""
        parts = (self.title, self.number, self.lead, self.points, self.source)
        return tuple(each for each in parts if each)


@dataclass(frozen=True)
class Rooms:
    """The rooms of one kind of slide."""

    title: Box
    lead: Box
    points: Box
    number: Box = field(default=Box(0, 0, 0, 0))
    drawing: Box = field(default=Box(0, 0, 0, 0))


SIDE = 20.0
WIDE = WIDTH - 2 * SIDE
TITLE = Box(SIDE, 16, WIDE, 30)
SOURCE = Box(SIDE, 164, WIDE - 40, 14)
LOGO = Box(SIDE, 16, 90, 28)
MOBILE = Box(WIDTH - 146, -16, 134, 132.6)
"""Where the mobile hangs beside an opening."""
MARK = Box(WIDTH - 26, HEIGHT - 21, 13, 11.3)
ROOMS: dict[Layout, Rooms] = {
    "opening": Rooms(
        title=Box(SIDE, 50, 172, 52), lead=Box(SIDE, 110, 182, 56), points=Box(SIDE, 110, 182, 56)
    ),
    "points": Rooms(title=TITLE, lead=Box(SIDE, 46, WIDE, 28), points=Box(SIDE, 54, WIDE, 106)),
    "drawing": Rooms(
        title=TITLE,
        lead=Box(132, 52, WIDTH - SIDE - 132, 24),
        points=Box(132, 58, WIDTH - SIDE - 132, 104),
        drawing=Box(SIDE, 56, 96, 96),
    ),
    "number": Rooms(
        title=TITLE,
        lead=Box(SIDE, 104, WIDE, 56),
        points=Box(SIDE, 104, WIDE, 56),
        number=Box(SIDE, 48, WIDE, 52),
    ),
}
TITLE_SIZES = (40.0, 36.0, 32.0, 28.0, 24.0, 20.0, 18.0, 16.0)
TEXT_SIZES = (32.0, 30.0, 28.0, 26.0, 24.0, 22.0, 20.0, 18.0, 16.0, 14.0, 12.0)
LEAD_SIZES = TEXT_SIZES[2:]
NUMBER_SIZES = (110.0, 96.0, 80.0, 66.0, 54.0, 40.0, 30.0)
SOURCE_SIZES = (14.0, 12.0, 11.0, 10.0)
MANY = 7
"""More points than this stand in two columns."""
GUTTER = 12.0
POINT_GAP, LEAD_GAP = 0.45, 0.1
"""The space after a point and after a paragraph, in sizes of the letter."""
INDENT = 9.0
"""What a mark before a point takes."""
BELOW = 7.0
"""The space between a lead and the points under it."""


def laid(slide: Slide) -> Laid:
    """Return a slide with everything in the largest size that fits its room."""
    rooms = ROOMS[slide.layout]
    said = tuple(slide.lead.split("\n\n"))
    lead = fitted(said, rooms.lead, LEAD_SIZES, LEAD_GAP) if slide.lead else None
    return Laid(
        slide=slide,
        title=fitted((slide.title,), rooms.title, TITLE_SIZES),
        lead=lead,
        points=_points(slide.points, _under(lead, rooms.points)) if slide.points else None,
        number=fitted((slide.number,), rooms.number, NUMBER_SIZES) if slide.number else None,
        source=fitted((slide.source,), SOURCE, SOURCE_SIZES) if slide.source else None,
        drawing=_inside(slide.drawing, rooms.drawing) if slide.drawing else None,
        logo=_inside(slide.logo, LOGO) if slide.logo else None,
    )


def _under(lead: Words | None, room: Box) -> Box:
    """Return what is left of a room under a lead."""
    if lead is None:
        return room
    end = lead.box.y + height(lead.paragraphs, lead.box.width, lead.size, LEAD_GAP) + BELOW
    top = max(room.y, min(end, lead.box.y + lead.box.height + BELOW))
    return Box(room.x, top, room.width, room.y + room.height - top)


def fitted(
    paragraphs: tuple[str, ...], box: Box, sizes: tuple[float, ...], gap: float = 0.0
) -> Words:
    """Return words in the largest of some sizes that fits a box; the smallest if none does."""
    fits = (size for size in sizes if height(paragraphs, box.width, size, gap) <= box.height)
    return Words(box=box, size=next(fits, sizes[-1]), paragraphs=paragraphs)


def height(paragraphs: tuple[str, ...], width: float, size: float, gap: float = 0.0) -> float:
    """Return how high paragraphs stand, in mm; `gap` is the space after each, in sizes."""
    ruler = Ruler(size, METRIC)
    lines = sum(ruler.lines(each, width / WIDER) for each in paragraphs)
    return (lines * LINE + len(paragraphs) * gap) * size / POINTS_PER_MM


def _points(points: tuple[str, ...], box: Box) -> Words:
    columns = 2 if len(points) > MANY else 1
    width = (box.width - (columns - 1) * GUTTER) / columns - INDENT
    # A column may break where it suits no other: leave a point of room in each.
    part = -(-len(points) // columns)
    for size in TEXT_SIZES:
        heights = [height((each,), width, size, POINT_GAP) for each in points]
        if max(sum(heights[at : at + part]) for at in range(0, len(points), part)) <= box.height:
            return Words(box=box, size=size, paragraphs=points, columns=columns)
    return Words(box=box, size=TEXT_SIZES[-1], paragraphs=points, columns=columns)


def _inside(picture: Picture, room: Box) -> Box:
    part = min(room.width / picture.width, room.height / picture.height)
    return Box(room.x, room.y, picture.width * part, picture.height * part)
