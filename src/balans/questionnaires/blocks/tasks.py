"""The block that lists the tasks of caring: hours a week, how heavy, and what they add up to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from pydantic import model_validator

from balans.core.content import Content, Id, Words
from balans.documents.document import Block as PrintedBlock
from balans.documents.document import Note, Paragraph, Table
from balans.questionnaires.blocks.base import Block, BlockWords, Scene
from balans.questionnaires.blocks.counting import counted
from balans.questionnaires.blocks.overview import Computed, match_ids
from balans.questionnaires.kinds import Amounts, Condition, Placement
from balans.questionnaires.kinds.amounts import number_text, total

OPEN = "–"
"""What stands where nothing was filled in."""


@dataclass(frozen=True)
class Task:
    """One task in words. `weight` goes up with how heavy it is, -1 when that was left open."""

    name: str
    hours: float | None
    weight: int
    hours_text: str
    weight_text: str


class SumNote(Content):
    """A line about the sum, shown from so many hours a week, up to so many."""

    id: Id
    at_least: float = 0
    below: float | None = None
    when: tuple[Condition, ...] = ()

    def fits(self, hours: float) -> bool:
        return self.at_least <= hours and (self.below is None or hours < self.below)


class TasksWords(BlockWords):
    """`sum_*` say the sum, with {count} for its number; `open_*` how many tasks have no hours."""

    task: Words
    hours: Words
    heavy: Words
    sum_one: Words
    sum_many: Words
    open_one: Words
    open_many: Words
    over: Words
    """For a sum that does not fit in a week."""

    notes: dict[Id, Words]


class TasksBlock(Block):
    """A table of tasks with hours and weight, the heaviest first, and the sum in words."""

    template: ClassVar[str] = "questionnaires/blocks/tasks.html"
    kind: Literal["tasks"]
    hours: Id
    """The question for hours a week, of the kind `amounts`."""

    heavy: Id
    """The question how heavy each is; its piles go from light to heavy."""

    most: int = 168
    """So many hours fit in a week."""

    notes: tuple[SumNote, ...] = ()
    words: TasksWords

    @model_validator(mode="after")
    def _words_match(self) -> "TasksBlock":
        match_ids(self.notes, self.words.notes, "notes")
        return self

    def compute(self, scene: Scene) -> Computed | None:
        tasks = self.tasks(scene)
        if not tasks:
            return None
        lines = self.lines(tasks, scene)
        head = (self.words.task, self.words.hours, self.words.heavy)
        rows = tuple((task.name, task.hours_text, task.weight_text) for task in tasks)
        data = {"head": head, "rows": rows, "said": lines[:1], "notes": lines[1:]}
        printed: list[PrintedBlock] = [Paragraph(text=text, tone="lead") for text in lines[:1]]
        printed += [Table(head=head, rows=rows)]
        return data, printed + [Note(text=text, tone="sky") for text in lines[1:]]

    def tasks(self, scene: Scene) -> list[Task]:
        """Return every chosen task, the heaviest first and then the one that takes most hours."""
        asked, rated = scene.flow.question(self.hours), scene.flow.question(self.heavy)
        if not isinstance(asked, Amounts) or not isinstance(rated, Placement):
            return []
        hours, weights = scene.value(self.hours) or {}, scene.value(self.heavy) or {}
        found = []
        for item in asked.offered(scene):
            number, pile = hours.get(item.key), weights.get(item.key)
            found.append(
                Task(
                    name=item.text,
                    hours=number,
                    weight=rated.piles.index(pile) if pile else -1,
                    hours_text=OPEN if number is None else asked.amount(number, scene.language),
                    weight_text=scene.fill(rated.words.piles[pile].text) if pile else OPEN,
                )
            )
        return sorted(found, key=lambda task: (-task.weight, -(task.hours or 0)))

    def lines(self, tasks: Sequence[Task], scene: Scene) -> list[str]:
        """Return the sum in words with what is not in it, then the notes; nothing without hours."""
        known = [task.hours for task in tasks if task.hours]
        if not known:
            return []
        language, words = scene.language, self.words
        exact = sum(known)
        left = sum(task.hours is None for task in tasks)
        said = [
            self._sum(known, language),
            counted(left, "", words.open_one, words.open_many, language),
        ]
        notes = [words.over] if exact > self.most else []
        notes += [
            words.notes[note.id]
            for note in self.notes
            if note.fits(exact) and scene.holds(note.when)
        ]
        return [" ".join(text for text in said if text), *map(scene.fill, notes)]

    def _sum(self, hours: Sequence[float], language: str) -> str:
        number = total(hours)
        if number == 1:
            return self.words.sum_one
        return self.words.sum_many.replace("{count}", number_text(number, language))

    def guarded_texts(self) -> Iterator[tuple[str, Sequence[Condition]]]:
        yield from super().guarded_texts()
        words = self.words
        for text in (words.sum_one, words.sum_many, words.open_one, words.open_many, words.over):
            yield text, self.when
        for note in self.notes:
            yield words.notes[note.id], (*self.when, *note.when)

    def conditions(self) -> Iterator[Condition]:
        yield from super().conditions()
        for note in self.notes:
            yield from note.when

    def asks_for(self) -> Iterator[str]:
        yield from (self.hours, self.heavy)
