"""Scoring: from the answers to a number and a band, as the instrument was published."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from pydantic import ConfigDict, Field, model_validator

from balans.core.content import Content, Id, Words


class IncompleteAnswers(ValueError):
    """Items are still open, so there is no number: answer them. `open` names them, in order."""

    def __init__(self, open_items: Sequence[str]) -> None:
        super().__init__(f"{len(open_items)} items are open: {', '.join(open_items)}")
        self.open = tuple(open_items)


class BandWords(Content):
    """A band as a person reads it: a heading without a verdict, and what that often means."""

    title: Words
    text: str = ""


class ScoreWords(Content):
    """The number in words. `number` may hold {points}, {least} and {most}."""

    name: Words
    number: Words
    means: Words
    does_not: Words
    """What the number does not say."""

    then_now: str = ""
    """The numbers of then and now in one sentence, with {then} and {now}; may be left out."""

    bands: dict[Id, BandWords] = Field(default_factory=dict)


class Band(Content):
    """A range of the number that was published as one; it begins at `from`, up to the next."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    id: Id
    from_: int = Field(alias="from")


Heavier = Literal["higher", "lower"]


class Score(Content):
    """A number over some items. `points` goes from an answer to its points.

    Without `points` the items are scales, which count as they are. `own_points` holds the items
    that count differently, such as those asked the other way round.
    """

    id: Id
    items: tuple[Id, ...] = Field(min_length=1)
    points: dict[str, int] = Field(default_factory=dict)
    own_points: dict[Id, dict[str, int]] = Field(default_factory=dict)
    heavier: Heavier = "higher"
    """Which end of the number is the heavier one to live with."""

    bands: tuple[Band, ...] = ()
    words: ScoreWords

    @model_validator(mode="after")
    def _bands_in_order(self) -> "Score":
        starts = [band.from_ for band in self.bands]
        if starts != sorted(set(starts)):
            raise ValueError("bands must stand in order, each from a higher number")
        ids = [band.id for band in self.bands]
        if sorted(ids) != sorted(self.words.bands):
            raise ValueError("bands and their words are not the same set")
        return self

    def texts(self) -> list[str]:
        """Return every text of it that a person may read."""
        words = self.words
        bands = [text for each in words.bands.values() for text in (each.title, each.text) if text]
        then_now = [words.then_now] if words.then_now else []
        return [words.name, words.number, words.means, words.does_not, *then_now, *bands]

    def points_of(self, item: str, mark: str) -> int:
        """Return the points of one answer. Raise KeyError for an answer that has none."""
        table = self.own_points.get(item, self.points)
        return table[mark] if table else int(mark)

    def band(self, total: int) -> Band | None:
        """Return the band that a number falls in; None where no bands were published."""
        return next((each for each in reversed(self.bands) if total >= each.from_), None)

    def spans(self, most: int) -> tuple[tuple[Band, int], ...]:
        """Return each band with the last number in it; `most` is the highest number there is."""
        lasts = [*(band.from_ - 1 for band in self.bands[1:]), most]
        return tuple(zip(self.bands, lasts, strict=False))


class Marked(Protocol):
    """Answers as marks: see journey.Scene."""

    def marks(self, question_id: str) -> tuple[str, ...]: ...


@dataclass(frozen=True)
class Result:
    """One number with its band."""

    score: Score
    total: int

    @property
    def band(self) -> Band | None:
        return self.score.band(self.total)


def reckon(score: Score, scene: Marked) -> Result:
    """Return the sum of the points of all items.

    Raise IncompleteAnswers when one is open: what was published holds for all items together.
    """
    marks = {item: scene.marks(item) for item in score.items}
    if missing := [item for item, found in marks.items() if not found]:
        raise IncompleteAnswers(missing)
    total = sum(score.points_of(item, mark) for item, found in marks.items() for mark in found)
    return Result(score=score, total=total)


def ends(score: Score, marks: Mapping[str, Sequence[str]]) -> tuple[int, int]:
    """Return the lowest and the highest number there can be, given the answers of each item."""
    each = [[score.points_of(item, mark) for mark in marks[item]] for item in score.items]
    return sum(map(min, each)), sum(map(max, each))
