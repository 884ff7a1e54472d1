"""Blocks that point to help: support that fits, and who to call now."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from balans.core.content import Id
from balans.directory.helplines import helplines
from balans.directory.national import support
from balans.directory.offer import Offer
from balans.documents.document import Block as PrintedBlock
from balans.documents.document import Heading, Helplines, KeepTogether, Paragraph
from balans.questionnaires.blocks.base import Block, Scene
from balans.questionnaires.blocks.overview import Computed
from balans.questionnaires.kinds import Source


class SuggestionsBlock(Block):
    """Kinds of support that fit the heavy things, each named once with all that it fits."""

    template: ClassVar[str] = "questionnaires/blocks/suggestions.html"
    kind: Literal["suggestions"]
    for_: tuple[Source, ...] = Field(alias="for")
    support: dict[Id, tuple[Id, ...]]
    otherwise: tuple[Id, ...]
    most: int = 4
    """How many heavy things are looked at, the first that were given."""
    each: ClassVar[int] = 2
    """How many kinds of support a heavy thing gets."""

    def compute(self, scene: Scene) -> Computed | None:
        rows = self.rows(scene)
        if not rows:
            return None
        printed: list[PrintedBlock] = [
            KeepTogether(
                blocks=(
                    Heading(text=offer.title, level=3),
                    Paragraph(text=" · ".join(things), tone="soft"),
                    Paragraph(text=_in_print(offer)),
                )
            )
            for offer, things in rows
        ]
        return {"rows": rows}, printed

    def rows(self, scene: Scene) -> list[tuple[Offer, list[str]]]:
        """Return each kind of support with the heavy things that it fits."""
        known, fitting = support(scene.language), dict[str, list[str]]()
        for item in scene.items(self.for_)[: self.most]:
            for each in self.support.get(item.key, self.otherwise)[: self.each]:
                fitting.setdefault(each, []).append(item.text)
        return [(known[each], things) for each, things in fitting.items()]

    def asks_for(self) -> Iterator[str]:
        yield from (source.question for source in self.for_)


def _in_print(offer: Offer) -> str:
    contact = " · ".join(part for part in (offer.record.phone, offer.record.url) if part)
    return " ".join(part for part in (offer.words.text, offer.words.how, contact) if part)


class EmergencyBlock(Block):
    """Who to call, for answers that speak of not being able to go on."""

    template: ClassVar[str] = "questionnaires/blocks/emergency.html"
    kind: Literal["emergency"]
    helplines: tuple[str, ...]

    def compute(self, scene: Scene) -> Computed | None:
        lines = [helplines(scene.language)[each] for each in self.helplines]
        rows = tuple((line.name, line.phone, line.hours) for line in lines)
        return {"lines": lines}, [Helplines(rows=rows)]
