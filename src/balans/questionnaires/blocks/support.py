"""Blocks that point to help: support that fits, and who to call now."""

from collections.abc import Iterator, Sequence
from typing import ClassVar, Literal

from django.conf import settings
from django.utils.translation import gettext as _
from pydantic import Field

from balans.core.content import Id, Words
from balans.directory.helplines import Helpline, helplines
from balans.documents.document import Block as PrintedBlock
from balans.documents.document import Heading, Helplines, KeepTogether, Pairs, Paragraph
from balans.questionnaires.blocks.base import Block, BlockWords, Scene
from balans.questionnaires.blocks.fitting import (
    Fit,
    HelpEntry,
    Hint,
    Wish,
    at_most,
    fitting,
    grouped,
)
from balans.questionnaires.blocks.overview import Computed
from balans.questionnaires.kinds import Condition, Source

SEEN = 2
"""How many needs are seen at once; one may open the others."""


class SuggestionsWords(BlockWords):
    bereaved: Words
    """The heading above what fits when the loved one died."""

    why: dict[Id, Words] = Field(default_factory=dict)
    """By need: why this helps. Where it is silent the answer to the need speaks."""


class SuggestionsBlock(Block):
    """What helps with the heavy things: offers and articles, near the carer where that is known.

    It stands in `help.toml` beside the versions (ADR 0020): help comes and goes.
    """

    template: ClassVar[str] = "questionnaires/blocks/suggestions.html"
    kind: Literal["suggestions"]
    for_: tuple[Source, ...] = Field(alias="for")
    options: dict[Id, HelpEntry]
    otherwise: HelpEntry
    """For what people added themselves."""

    bereaved: HelpEntry
    """For somebody whose loved one died."""

    most: int = 4
    """How many heavy things are looked at, the first that were given."""

    total: int | None = None
    """How many offers and articles there may be in all; none for three a need."""

    words: SuggestionsWords

    def compute(self, scene: Scene) -> Computed | None:
        fits = self.fits(scene)
        if not fits:
            return None
        around = scene.around
        printed: list[PrintedBlock] = [_in_print(fit) for fit in fits]
        others = fits[SEEN:] if self.total is None else []
        data = {
            "fits": fits[: len(fits) - len(others)],
            "others": others,
            "other_things": ", ".join(thing for fit in others for thing in fit.things),
            "place": around.place,
        }
        return data, printed

    def fits(self, scene: Scene) -> list[Fit]:
        """Return what helps, by need: at most three things each."""
        fits = fitting(
            self.wishes(scene),
            why=self.words.why,
            around=scene.around,
            language=scene.language,
        )
        return fits if self.total is None else at_most(fits, self.total)

    def wishes(self, scene: Scene) -> list[Wish]:
        """Return the heavy things by the need that they ask for; none for no answers."""
        items = scene.items(self.for_)
        pairs = [(item.text, self.options.get(item.key, self.otherwise)) for item in items]
        if items and scene.around.bereaved:
            still = [(thing, entry) for thing, entry in pairs if entry.after_death]
            return grouped([(self.words.bereaved, self.bereaved), *still[: self.most - 1]])
        return grouped(pairs[: self.most])

    def entries(self) -> Iterator[tuple[str, HelpEntry]]:
        """Yield every entry with what it is for."""
        yield from self.options.items()
        yield "otherwise", self.otherwise
        yield "bereaved", self.bereaved

    def guarded_texts(self) -> Iterator[tuple[str, Sequence[Condition]]]:
        yield from super().guarded_texts()
        for text in (self.words.bereaved, *self.words.why.values()):
            yield text, self.when

    def asks_for(self) -> Iterator[str]:
        yield from (source.question for source in self.for_)


def _in_print(fit: Fit) -> PrintedBlock:
    rows = tuple((hint.title, _described(hint)) for hint in fit.hints)
    return KeepTogether(
        blocks=(
            Heading(text=" · ".join(fit.things), level=3),
            *([Paragraph(text=fit.why, tone="soft")] if fit.why else []),
            Pairs(rows=rows),
        )
    )


def _described(hint: Hint) -> str:
    """Return what a thing brings and how to reach it from paper."""
    if hint.offer is None:
        return f"{hint.text}\n{settings.SITE}{hint.href}"
    near = _("Bij jou in de buurt.") if hint.kind == "near" else ""
    contact = " · ".join(part for part in (hint.offer.record.phone, hint.offer.record.url) if part)
    said = " ".join(part for part in (near, hint.text, hint.offer.words.how) if part)
    return "\n".join(part for part in (said, contact) if part)


class EmergencyBlock(Block):
    """Who to call, for answers that speak of not being able to go on."""

    template: ClassVar[str] = "questionnaires/blocks/emergency.html"
    kind: Literal["emergency"]
    helplines: tuple[str, ...]
    """Whom to call, in the order of the page: who answers at night first."""

    young: bool = False
    """Whether the lines speak to a child or young person."""

    def compute(self, scene: Scene) -> Computed | None:
        lines = [self._line(helplines(scene.language)[each]) for each in self.helplines]
        rows = tuple((line.name, line.phone, line.hours) for line in lines)
        return {"lines": lines}, [Helplines(rows=rows)]

    def _line(self, line: Helpline) -> Helpline:
        return line.for_young if self.young else line
