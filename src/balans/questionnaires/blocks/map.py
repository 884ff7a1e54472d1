"""The block that gives back parts of a life as a hanging mobile: how each is, and what feeds it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar, Literal

from pydantic import Field, model_validator

from balans.core.content import Content, Id, Words
from balans.documents.document import Block as PrintedBlock
from balans.documents.document import Figure, Lettering, Pairs, Paragraph
from balans.questionnaires.blocks.base import Block, BlockWords, Scene
from balans.questionnaires.blocks.overview import Computed, match_ids
from balans.questionnaires.kinds import Condition, Source
from balans.questionnaires.kinds.base import enumerate_words
from balans.ui.drawings.hanging import MOST_PARTS, WIDTH, Part, hang
from balans.ui.drawings.hanging_svg import lettering, print_svg

Colour = Literal["moss", "sky", "sun", "rose", "clay"]


class MapPart(Content):
    """A part with the question how it is (a scale from 0 to 10) and the question what feeds it."""

    id: Id
    scale: Id
    feeds: Id
    colour: Colour


class PartWords(Content):
    """`name` stands below the shape; `phrase` inside a sentence, as in "je lichaam"."""

    name: Words
    phrase: Words


class MapWords(BlockWords):
    """`each` joins {part} and {number}, `all` holds the {parts}, `asks` the {part} that asks."""

    parts: dict[Id, PartWords]
    each: Words
    all: Words
    asks: Words
    asking: Words
    nothing: Words
    """For a part that nothing feeds, as far as was said."""

    empty: Words
    """For when no part has a number."""

    more: Words


class MapBlock(Block):
    """Up to four parts as unequal shapes: no sum and no score."""

    template: ClassVar[str] = "questionnaires/blocks/map.html"
    kind: Literal["map"]
    parts: tuple[MapPart, ...] = Field(min_length=2, max_length=MOST_PARTS)
    attention: Id
    """The question which part asks for attention; its options are the ids of the parts."""

    words: MapWords

    @model_validator(mode="after")
    def _words_match(self) -> "MapBlock":
        match_ids(self.parts, self.words.parts, "parts")
        return self

    def compute(self, scene: Scene) -> Computed | None:
        parts = self.shown(scene)
        if not any(part.number is not None or part.feeds for part in parts.values()):
            return None
        words, summary = self.words, self.summary(scene, parts)
        data = {
            "parts": tuple(parts.values()),
            "summary": summary,
            "nothing": words.nothing,
            "more": words.more,
            "asking": words.asking,
        }
        return data, list(self._printed(tuple(parts.values()), summary))

    def shown(self, scene: Scene) -> Mapping[str, Part]:
        """Return every part by its id, with its number and everything that feeds it."""
        asking = scene.marks(self.attention)
        return {
            part.id: Part(
                name=self.words.parts[part.id].name,
                number=scene.value(part.scale),
                feeds=tuple(item.text for item in scene.items([Source(question=part.feeds)])),
                colour=part.colour,
                asks=part.id in asking,
            )
            for part in self.parts
        }

    def summary(self, scene: Scene, parts: Mapping[str, Part]) -> str:
        """Return the numbers in a sentence, and which part asks for attention."""
        words = self.words
        said = [
            scene.fill(words.each, part=words.parts[key].phrase, number=str(part.number))
            for key, part in parts.items()
            if part.number is not None
        ]
        every = enumerate_words(said, scene.language)
        sentences = [scene.fill(words.all, parts=every) if said else words.empty]
        sentences += [
            scene.fill(words.asks, part=words.parts[key].phrase)
            for key, part in parts.items()
            if part.asks
        ]
        return " ".join(text[:1].upper() + text[1:] for text in sentences)

    def _printed(self, parts: Sequence[Part], summary: str) -> Iterator[PrintedBlock]:
        drawn = hang(parts, nothing=self.words.nothing, more=self.words.more)
        letters = tuple(Lettering(**vars(each)) for each in lettering(drawn))
        yield Paragraph(text=summary, tone="lead")
        yield Figure(
            svg=print_svg(drawn), alt=summary, width=WIDTH, height=drawn.height, lettering=letters
        )
        rows = tuple((part.name, "\n".join(part.feeds)) for part in parts if part.feeds)
        if rows:
            yield Pairs(rows=rows)

    def guarded_texts(self) -> Iterator[tuple[str, Sequence[Condition]]]:
        yield from super().guarded_texts()
        words = self.words
        for text in (words.each, words.all, words.asks, words.asking, words.nothing, words.empty):
            yield text, self.when

    def asks_for(self) -> Iterator[str]:
        for part in self.parts:
            yield from (part.scale, part.feeds)
        yield self.attention
