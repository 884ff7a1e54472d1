"""Blocks that give back what was said: piles, remarks, answers."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar, Literal

from pydantic import model_validator

from balans.core.content import Content, Id, Words
from balans.documents.document import Block as PrintedBlock
from balans.documents.document import Items, Pairs, Pile, Piles
from balans.questionnaires.blocks.base import Block, BlockWords, Scene
from balans.questionnaires.kinds import Condition, Placement

Computed = tuple[dict[str, Any], list[PrintedBlock]]
Tone = Literal["gives", "neutral", "costs"]


class PilesBlock(Block):
    """What was sorted, together per pile."""

    template: ClassVar[str] = "questionnaires/blocks/piles.html"
    kind: Literal["piles"]
    questions: tuple[Id, ...]
    tones: dict[Id, Tone]

    def compute(self, scene: Scene) -> Computed | None:
        piles = self.piles(scene)
        if not any(items for _title, _tone, items in piles):
            return None
        printed = Piles(
            piles=tuple(Pile(title=title, tone=tone, items=items) for title, tone, items in piles)
        )
        return {"piles": piles}, [printed]

    def piles(self, scene: Scene) -> tuple[tuple[str, Tone, tuple[str, ...]], ...]:
        """Return title, tone and things of every pile, in the order of `tones`."""
        placed: dict[str, dict[str, str]] = {pile: {} for pile in self.tones}
        titles: dict[str, str] = {}
        for question in self._placements(scene):
            titles |= {pile: scene.fill(words.text) for pile, words in question.words.piles.items()}
            value = scene.value(question.id) or {}
            for item in question.items(value, scene):
                placed.setdefault(value[item.key], {})[item.key] = item.text
        return tuple(
            (titles.get(pile, pile), tone, tuple(placed[pile].values()))
            for pile, tone in self.tones.items()
        )

    def _placements(self, scene: Scene) -> Iterator[Placement]:
        for question_id in self.questions:
            question = scene.flow.question(question_id)
            if isinstance(question, Placement):
                yield question

    def asks_for(self) -> Iterator[str]:
        yield from self.questions


class Remark(Content):
    id: Id
    when: tuple[Condition, ...] = ()


class RemarksWords(BlockWords):
    remarks: dict[Id, Words]


class RemarksBlock(Block):
    """What stands out, in words: the first remarks whose conditions hold."""

    template: ClassVar[str] = "questionnaires/blocks/remarks.html"
    kind: Literal["remarks"]
    most: int = 3
    remarks: tuple[Remark, ...]
    words: RemarksWords

    @model_validator(mode="after")
    def _words_match(self) -> "RemarksBlock":
        match_ids(self.remarks, self.words.remarks, "remarks")
        return self

    def compute(self, scene: Scene) -> Computed | None:
        texts = [
            scene.fill(self.words.remarks[remark.id])
            for remark in self.remarks
            if scene.holds(remark.when)
        ][: self.most]
        return ({"remarks": texts}, [Items(items=tuple(texts))]) if texts else None

    def guarded_texts(self) -> Iterator[tuple[str, Sequence[Condition]]]:
        yield from super().guarded_texts()
        for remark in self.remarks:
            yield self.words.remarks[remark.id], (*self.when, *remark.when)

    def conditions(self) -> Iterator[Condition]:
        yield from super().conditions()
        for remark in self.remarks:
            yield from remark.when


class AnswersBlock(Block):
    """Some questions with what was answered."""

    template: ClassVar[str] = "questionnaires/blocks/answers.html"
    kind: Literal["answers"]
    questions: tuple[Id, ...]

    def compute(self, scene: Scene) -> Computed | None:
        rows = [
            (scene.fill(question.words.label), question.readable(value, scene))
            for question_id in self.questions
            if (question := scene.flow.question(question_id)) is not None
            and (value := scene.value(question_id)) is not None
        ]
        if not rows:
            return None
        return {"rows": rows}, [Pairs(rows=tuple((label, "\n".join(ls)) for label, ls in rows))]

    def asks_for(self) -> Iterator[str]:
        yield from self.questions


def match_ids(parts: Sequence[Any], words: Mapping[str, Any], field: str) -> None:
    """Raise ValueError when the parts and their words do not have the same ids."""
    ids = [part.id for part in parts]
    if missing := [each for each in ids if each not in words]:
        raise ValueError(f"{field} without words: {', '.join(missing)}")
    if unknown := [each for each in words if each not in ids]:
        raise ValueError(f"words for {field} that do not exist: {', '.join(unknown)}")
