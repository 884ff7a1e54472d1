"""Blocks that lay things on the beam: what gives and costs strength, what carries and weighs."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar, Literal

from pydantic import model_validator

from balans.core.content import Id, Words
from balans.documents.document import Block as PrintedBlock
from balans.documents.document import Figure, Lettering, Paragraph, Table
from balans.questionnaires.blocks.base import Block, BlockWords, Scene
from balans.questionnaires.blocks.counting import counted
from balans.questionnaires.blocks.overview import Computed
from balans.questionnaires.kinds import Condition, Item, Placement
from balans.questionnaires.scoring import IncompleteAnswers, Result, reckon
from balans.ui.drawings.balance import Stone, layout
from balans.ui.drawings.svg import Words as SideWords
from balans.ui.drawings.svg import lettering, svg
from balans.ui.drawings.tags import more_text


class SidesWords(BlockWords):
    """What stands under the two sides of the beam, and the count of each in words."""

    gives_title: Words
    costs_title: Words
    gives_none: Words
    gives_one: Words
    gives_many: Words
    costs_none: Words
    costs_one: Words
    costs_many: Words


class BeamBlock(Block):
    """Things as stones on both sides of a beam, and in words."""

    template: ClassVar[str] = "questionnaires/blocks/balance.html"
    words: SidesWords

    def sides(self, scene: Scene) -> tuple[list[Stone], list[Stone]]:
        """Return the stones on the left and on the right, the largest first."""
        raise NotImplementedError

    def summary(self, gives: Sequence[Stone], costs: Sequence[Stone], scene: Scene) -> str:
        """Return what lies on the beam in a few sentences."""
        raise NotImplementedError

    def compute(self, scene: Scene) -> Computed | None:
        gives, costs = self.sides(scene)
        if not gives and not costs:
            return None
        summary = self.summary(gives, costs, scene)
        data: dict[str, Any] = {
            "gives": gives,
            "costs": costs,
            "gives_title": self.words.gives_title,
            "costs_title": self.words.costs_title,
            "summary": summary,
            **self.captions(),
        }
        return data, [Paragraph(text=summary, tone="lead"), *self._printed(gives, costs, summary)]

    def captions(self) -> dict[str, Any]:
        """Return `heads` above the table and what `larger` means, where the usual do not fit."""
        return {"heads": (), "larger": ""}

    def counts(
        self, gives: Sequence[Stone], costs: Sequence[Stone], language: str
    ) -> tuple[str, str]:
        """Return how many things lie on each side, as sentences."""
        words = self.words
        return (
            counted(len(gives), words.gives_none, words.gives_one, words.gives_many, language),
            counted(len(costs), words.costs_none, words.costs_one, words.costs_many, language),
        )

    def _printed(
        self, gives: Sequence[Stone], costs: Sequence[Stone], summary: str
    ) -> Iterator[PrintedBlock]:
        yield self._figure(gives, costs, summary)
        for title, stones in ((self.words.gives_title, gives), (self.words.costs_title, costs)):
            rows = tuple((stone.text, stone.often_text, stone.effect_text) for stone in stones)
            if rows:
                yield Table(head=(title, "", ""), rows=rows, caption="")

    def _figure(self, gives: Sequence[Stone], costs: Sequence[Stone], summary: str) -> Figure:
        drawn = layout(gives, costs)
        words = SideWords(
            self.words.gives_title,
            self.words.costs_title,
            more_text(drawn.gives_more),
            more_text(drawn.costs_more),
        )
        _left, _top, width, height = drawn.view_box
        letters = (Lettering(**vars(each)) for each in lettering(drawn, words=words))
        drawing = svg(drawn, words=words, letters=False)
        return Figure(
            svg=drawing, alt=summary, width=width, height=height, lettering=tuple(letters)
        )

    def guarded_texts(self) -> Iterator[tuple[str, Sequence[Condition]]]:
        yield from super().guarded_texts()
        for name, text in self.words:
            if name not in {"title", "text"}:
                yield text, self.when


class BalanceWords(SidesWords):
    daily_alone: Words
    """For the one thing that costs strength, when it is there every day."""

    daily_one: Words
    daily_many: Words


DAILY = 4


class BalanceBlock(BeamBlock):
    """What gives and what costs strength, as stones on a beam and in words."""

    kind: Literal["balance"]
    effects: tuple[Id, ...]
    often: tuple[Id, ...]
    gives: dict[Id, int]
    costs: dict[Id, int]
    frequency: dict[Id, int]
    words: BalanceWords

    @model_validator(mode="after")
    def _in_range(self) -> "BalanceBlock":
        if not set(self.gives.values()) | set(self.costs.values()) <= {1, 2}:
            raise ValueError("gives and costs name a strength of 1 or 2")
        if not set(self.frequency.values()) <= {1, 2, 3, 4}:
            raise ValueError("frequency names a size of 1 to 4")
        return self

    def sides(self, scene: Scene) -> tuple[list[Stone], list[Stone]]:
        return self.stones(scene, self.gives), self.stones(scene, self.costs)

    def stones(self, scene: Scene, strengths: Mapping[str, int]) -> list[Stone]:
        """Return the things with one of these effects, the most frequent first."""
        often = self._placed(scene, self.often)
        stones = [
            Stone(
                text=item.text,
                size=self.frequency.get(often[item.key][0], 2) if item.key in often else 2,
                strength=strengths[pile],
                often_text=often[item.key][1] if item.key in often else "",
                effect_text=effect,
            )
            for item, pile, effect in self._effects(scene)
            if pile in strengths
        ]
        return sorted(stones, key=lambda stone: (-stone.size, -stone.strength))

    def _effects(self, scene: Scene) -> Iterator[tuple[Item, str, str]]:
        seen = set()
        for question_id in self.effects:
            question, value = scene.flow.question(question_id), scene.value(question_id)
            if not isinstance(question, Placement) or value is None:
                continue
            for item in question.items(value, scene):
                if item.key not in seen:
                    seen.add(item.key)
                    pile = value[item.key]
                    yield item, pile, scene.fill(question.words.piles[pile].text)

    def _placed(self, scene: Scene, ids: Sequence[str]) -> dict[str, tuple[str, str]]:
        placed: dict[str, tuple[str, str]] = {}
        for question_id in ids:
            question = scene.flow.question(question_id)
            if isinstance(question, Placement):
                for key, pile in (scene.value(question_id) or {}).items():
                    placed[key] = (pile, scene.fill(question.words.piles[pile].text))
        return placed

    def summary(self, gives: Sequence[Stone], costs: Sequence[Stone], scene: Scene) -> str:
        """Return the balance in one to three sentences."""
        words, daily = self.words, sum(stone.size == DAILY for stone in costs)
        daily_one = words.daily_alone if len(costs) == 1 else words.daily_one
        sentences = [
            *self.counts(gives, costs, scene.language),
            counted(daily, "", daily_one, words.daily_many, scene.language),
        ]
        return " ".join(sentence for sentence in sentences if sentence)

    def asks_for(self) -> Iterator[str]:
        yield from (*self.effects, *self.often)


class WeighWords(SidesWords):
    """`light`, `heavy` and `even` say which way the beam goes; `open` that answers are missing."""

    light: Words
    heavy: Words
    even: Words
    open: Words
    gives_some: Words
    gives_much: Words
    costs_some: Words
    costs_much: Words
    thing: Words
    answer: Words
    effect: Words
    larger: Words


POINTS = {1: (2, 1), 2: (2, 2), 3: (3, 2)}
"""Points of a statement to size and strength of its stone, which then weighs twice its points."""


class WeighBlock(BeamBlock):
    """Two scores as stones on the beam: a stone for each statement with points.

    The stones weigh what the statements count, so that the beam goes where the numbers go.
    """

    template: ClassVar[str] = "questionnaires/blocks/weigh.html"
    kind: Literal["weigh"]
    gives: Id
    costs: Id
    words: WeighWords

    def captions(self) -> dict[str, Any]:
        words = self.words
        return {"heads": (words.thing, words.answer, words.effect), "larger": words.larger}

    def sides(self, scene: Scene) -> tuple[list[Stone], list[Stone]]:
        words = self.words
        return (
            self._stones(scene, self.gives, (words.gives_some, words.gives_much)),
            self._stones(scene, self.costs, (words.costs_some, words.costs_much)),
        )

    def _stones(self, scene: Scene, score_id: str, effects: tuple[str, str]) -> list[Stone]:
        score, found = scene.flow.score(score_id), []
        for item in score.items:
            question, value = scene.flow.question(item), scene.value(item)
            if question is None or value is None:
                continue
            points = score.points_of(item, *question.marks(value))
            if points in POINTS:
                size, strength = POINTS[points]
                text = question.items(value, scene)[0].text
                answer = " ".join(question.readable(value, scene))
                found.append(Stone(text, size, strength, answer, effects[strength - 1]))
        return sorted(found, key=lambda stone: -stone.weight)

    def summary(self, gives: Sequence[Stone], costs: Sequence[Stone], scene: Scene) -> str:
        """Return how much lies on each side and which way the beam goes."""
        return " ".join((*self.counts(gives, costs, scene.language), self._tilt(scene)))

    def _tilt(self, scene: Scene) -> str:
        left, right = self._result(scene, self.gives), self._result(scene, self.costs)
        if left is None or right is None:
            return self.words.open
        if left.total == right.total:
            return self.words.even
        return self.words.light if left.total > right.total else self.words.heavy

    def _result(self, scene: Scene, score_id: str) -> Result | None:
        try:
            return reckon(scene.flow.score(score_id), scene)
        except IncompleteAnswers:
            return None

    def asks_for(self) -> Iterator[str]:
        yield from (self.gives, self.costs)
