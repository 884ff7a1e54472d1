"""The vocabulary of the memory book: what is in it, no layout. All text is data, never markup."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias
from uuid import UUID

Size: TypeAlias = Literal["a5", "a4"]
Drawing: TypeAlias = Literal["mobile", "stones", "branch", "water"]


@dataclass(frozen=True)
class Photo:
    """A photo by its key, with its size in pixels. `alt` is for who cannot see it."""

    key: UUID
    width_px: int
    height_px: int
    caption: str = ""
    alt: str = ""

    @property
    def aspect(self) -> float:
        """Return width divided by height."""
        return max(self.width_px, 1) / max(self.height_px, 1)


@dataclass(frozen=True)
class Memory:
    """One memory. Every part may be empty; newlines in the text stay."""

    title: str = ""
    date_line: str = ""
    text: str = ""
    photos: tuple[Photo, ...] = ()


@dataclass(frozen=True)
class GoodThings:
    """Three good things of one day; fewer is fine."""

    things: tuple[str, ...]
    date_line: str = ""


Entry: TypeAlias = Memory | GoodThings


@dataclass(frozen=True)
class Part:
    """Entries that stand together, such as those of one year. Without a title nothing opens it."""

    entries: tuple[Entry, ...]
    title: str = ""


@dataclass(frozen=True)
class Book:
    """One book in one language.

    The cover has a drawing of ours, or a photo. `for_printer`: with 3 mm of bleed, crop marks,
    blank pages where a bound book has them, and a number of pages that is a multiple of four.
    `made_line`: the one line at the end that says where the book was made.
    """

    title: str
    language: str
    parts: tuple[Part, ...]
    author_line: str = ""
    dedication: str = ""
    size: Size = "a5"
    drawing: Drawing = "mobile"
    cover_photo: Photo | None = None
    for_printer: bool = False
    made_line: str = ""

    def entries(self) -> Iterator[Entry]:
        """Yield every entry in order."""
        for part in self.parts:
            yield from part.entries

    def photos(self) -> Iterator[Photo]:
        """Yield every photo as often as it stands in the book, that on the cover first."""
        if self.cover_photo is not None:
            yield self.cover_photo
        for entry in self.entries():
            if isinstance(entry, Memory):
                yield from entry.photos
