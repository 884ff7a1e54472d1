"""Blocks that give back what was said: piles, remarks, answers, the balance."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar, Literal

from pydantic import model_validator

from balans.core.content import Content, Id, Words
from balans.documents.document import Block as PrintedBlock
from balans.documents.document import Figure, Items, Lettering, Pairs, Paragraph, Pile, Piles, Table
from balans.questionnaires.blocks.base import Block, BlockWords, Scene
from balans.questionnaires.kinds import Condition, Item, Placement
from balans.ui.drawings.balance import Stone, layout
from balans.ui.drawings.svg import Words as SideWords
from balans.ui.drawings.svg import lettering, svg
from balans.ui.drawings.tags import more_text

Computed = tuple[dict[str, Any], list[PrintedBlock]]
Tone = Literal["gives", "neutral", "costs"]


class PilesBlock(Block):
    """What was sorted, together per pile."""

    template: ClassVar[str] = "questionnaires/blocks/piles.html"
    shared: ClassVar[bool] = True
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
    shared: ClassVar[bool] = True
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


class BalanceWords(BlockWords):
    gives_title: Words
    costs_title: Words
    gives_none: Words
    gives_one: Words
    gives_many: Words
    costs_none: Words
    costs_one: Words
    costs_many: Words
    daily_alone: Words
    """For the one thing that costs strength, when it is there every day."""

    daily_one: Words
    daily_many: Words


# fmt: off
COUNTS = {
    "nl": [
        "nul", "één", "twee", "drie", "vier", "vijf", "zes",
        "zeven", "acht", "negen", "tien", "elf", "twaalf",
    ],
    "en": [
        "zero", "one", "two", "three", "four", "five", "six",
        "seven", "eight", "nine", "ten", "eleven", "twelve",
    ],
}
# fmt: on
DAILY = 4


class BalanceBlock(Block):
    """What gives and what costs strength, as stones on a beam and in words."""

    template: ClassVar[str] = "questionnaires/blocks/balance.html"
    shared: ClassVar[bool] = True
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

    def compute(self, scene: Scene) -> Computed | None:
        gives = self.stones(scene, self.gives)
        costs = self.stones(scene, self.costs)
        if not gives and not costs:
            return None
        summary = self.summary(gives, costs, scene.language)
        data = {
            "gives": gives,
            "costs": costs,
            "gives_title": self.words.gives_title,
            "costs_title": self.words.costs_title,
            "summary": summary,
        }
        return data, [Paragraph(text=summary, tone="lead"), *self._printed(gives, costs, summary)]

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

    def summary(self, gives: Sequence[Stone], costs: Sequence[Stone], language: str) -> str:
        """Return the balance in one to three sentences."""
        words, daily = self.words, sum(stone.size == DAILY for stone in costs)
        daily_one = words.daily_alone if len(costs) == 1 else words.daily_one
        sentences = [
            counted(len(gives), words.gives_none, words.gives_one, words.gives_many, language),
            counted(len(costs), words.costs_none, words.costs_one, words.costs_many, language),
            counted(daily, "", daily_one, words.daily_many, language),
        ]
        return " ".join(sentence for sentence in sentences if sentence)

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

    def asks_for(self) -> Iterator[str]:
        yield from (*self.effects, *self.often)


def counted(count: int, none: str, one: str, many: str, language: str) -> str:
    """Return the sentence for a count, with {count} written as a word up to twelve."""
    if count == 0:
        return none
    if count == 1:
        return one
    words = COUNTS[language]
    text = many.replace("{count}", words[count] if count < len(words) else str(count))
    return text[:1].upper() + text[1:]


def match_ids(parts: Sequence[Any], words: Mapping[str, Any], field: str) -> None:
    """Raise ValueError when the parts and their words do not have the same ids."""
    ids = [part.id for part in parts]
    if missing := [each for each in ids if each not in words]:
        raise ValueError(f"{field} without words: {', '.join(missing)}")
    if unknown := [each for each in words if each not in ids]:
        raise ValueError(f"words for {field} that do not exist: {', '.join(unknown)}")
