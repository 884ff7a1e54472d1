"""Blocks that point to help: support that fits, and who to call now."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from balans.core.content import Id
from balans.directory.content import Support, helplines, support
from balans.documents.document import Block as PrintedBlock
from balans.documents.document import Heading, Helplines, Items, KeepTogether
from balans.questionnaires.blocks.base import Block, Scene
from balans.questionnaires.blocks.overview import Computed
from balans.questionnaires.kinds import Item, Source


class SuggestionsBlock(Block):
    """Kinds of support that fit each heavy thing, at most two a thing."""

    template: ClassVar[str] = "questionnaires/blocks/suggestions.html"
    kind: Literal["suggestions"]
    for_: tuple[Source, ...] = Field(alias="for")
    support: dict[Id, tuple[Id, ...]]
    otherwise: tuple[Id, ...]
    most: int = 4
    each: ClassVar[int] = 2

    def compute(self, scene: Scene) -> Computed | None:
        rows = self.rows(scene)
        if not rows:
            return None
        printed: list[PrintedBlock] = [
            KeepTogether(
                blocks=(
                    Heading(text=item.text, level=3),
                    Items(items=tuple(_in_print(offer) for offer in offers)),
                )
            )
            for item, offers in rows
        ]
        return {"rows": rows}, printed

    def rows(self, scene: Scene) -> list[tuple[Item, list[Support]]]:
        """Return each heavy thing with support; a kind that was named before is not repeated."""
        known, named, rows = support(scene.language), set[str](), []
        for item in scene.items(self.for_)[: self.most]:
            fitting = self.support.get(item.key, self.otherwise)
            fresh = [each for each in fitting if each not in named][: self.each] or fitting[:1]
            named.update(fresh)
            rows.append((item, [known[each] for each in fresh]))
        return rows

    def asks_for(self) -> Iterator[str]:
        yield from (source.question for source in self.for_)


def _in_print(offer: Support) -> str:
    contact = " · ".join(part for part in (offer.phone, offer.url) if part)
    return " ".join(part for part in (f"{offer.title}.", offer.text, offer.how, contact) if part)


class EmergencyBlock(Block):
    """Who to call, for answers that speak of not being able to go on."""

    template: ClassVar[str] = "questionnaires/blocks/emergency.html"
    kind: Literal["emergency"]
    helplines: tuple[str, ...]

    def compute(self, scene: Scene) -> Computed | None:
        lines = [helplines(scene.language)[each] for each in self.helplines]
        rows = tuple((line.name, line.phone, line.hours) for line in lines)
        return {"lines": lines}, [Helplines(rows=rows)]
