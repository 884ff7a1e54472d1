"""Blocks that lead on: the plan, the one next step."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import ClassVar, Literal

from django.conf import settings
from pydantic import Field, model_validator

from balans.core.content import Content, Id, Words
from balans.documents.document import Block as PrintedBlock
from balans.documents.document import Heading, Note, Pairs, Paragraph
from balans.questionnaires.blocks.base import Block, BlockWords, Scene
from balans.questionnaires.blocks.overview import Computed, match_ids
from balans.questionnaires.kinds import Condition


class PlanWords(BlockWords):
    goal: Words
    if_then: Words
    entries: dict[Id, Words]


class PlanBlock(Block):
    """The goal and the plan in its eight questions (seed 000, Mijn plan)."""

    template: ClassVar[str] = "questionnaires/blocks/plan.html"
    shared: ClassVar[bool] = True
    kind: Literal["plan"]
    goal: Id
    entries: tuple[Id, ...]
    if_: Id = Field(alias="if")
    then: Id
    check: Id
    words: PlanWords

    @model_validator(mode="after")
    def _words_match(self) -> "PlanBlock":
        missing = [each for each in self.entries if each not in self.words.entries]
        if missing:
            raise ValueError(f"entries without words: {', '.join(missing)}")
        return self

    def compute(self, scene: Scene) -> Computed | None:
        goal = scene.phrase(self.goal) if scene.value(self.goal) is not None else ""
        rows = self.rows(scene)
        if not goal and not rows:
            return None
        if_then, check = self.if_then(scene), self.check_date(scene)
        pairs = [(self.words.goal, capital(goal))] if goal else []
        printed: list[PrintedBlock] = [Pairs(rows=(*pairs, *rows))]
        printed += [Note(text=if_then, tone="sun")] if if_then else []
        data = {
            "goal_label": self.words.goal,
            "goal": capital(goal),
            "rows": rows,
            "if_then": if_then,
            "check": check,
        }
        return data, printed

    def rows(self, scene: Scene) -> list[tuple[str, str]]:
        """Return the answered entries of the plan with their short labels."""
        found = []
        for entry in self.entries:
            value, question = scene.value(entry), scene.flow.question(entry)
            if question is not None and value is not None:
                text = "\n".join(question.readable(value, scene))
                found.append((self.words.entries[entry], text))
        return found

    def if_then(self, scene: Scene) -> str:
        """Return the if-then sentence, empty when one half is open."""
        if scene.value(self.if_) is None or scene.value(self.then) is None:
            return ""
        halves = {"if": scene.phrase(self.if_), "then": scene.phrase(self.then).rstrip(".")}
        return capital(scene.fill(self.words.if_then, **halves))

    def check_date(self, scene: Scene) -> date | None:
        """Return the day on which the person looks how it goes."""
        value = scene.value(self.check)
        return date.fromisoformat(value) if value else None

    def asks_for(self) -> Iterator[str]:
        yield from (self.goal, *self.entries, self.if_, self.then, self.check)


class NextStep(Content):
    id: Id
    to: Words
    when: tuple[Condition, ...] = ()

    @property
    def is_offered(self) -> bool:
        """Return whether it can be done here: a host may leave checks out."""
        kind, _, name = self.to.partition(":")
        return kind != "flow" or name not in settings.CHECKS_OFF


class NextWords(Content):
    title: Words
    text: str = ""
    action: str = ""


class NextBlockWords(BlockWords):
    steps: dict[Id, NextWords]


class NextBlock(Block):
    """One next step: the first whose conditions hold, and that can be done at this host."""

    template: ClassVar[str] = "questionnaires/blocks/next.html"
    kind: Literal["next"]
    steps: tuple[NextStep, ...]
    words: NextBlockWords

    @model_validator(mode="after")
    def _words_match(self) -> "NextBlock":
        match_ids(self.steps, self.words.steps, "steps")
        return self

    def step(self, scene: Scene) -> NextStep | None:
        """Return the step that is shown."""
        there = (each for each in self.steps if each.is_offered)
        return next((each for each in there if scene.holds(each.when)), None)

    def compute(self, scene: Scene) -> Computed | None:
        step = self.step(scene)
        if step is None:
            return None
        words = self.words.steps[step.id]
        title, text = scene.fill(words.title), scene.fill(words.text)
        data = {"step_title": title, "step_text": text, "action": words.action}
        return data, [Heading(text=title, level=2), *([Paragraph(text=text)] if text else [])]

    def guarded_texts(self) -> Iterator[tuple[str, Sequence[Condition]]]:
        yield from super().guarded_texts()
        for step in self.steps:
            words = self.words.steps[step.id]
            for text in (words.title, words.text, words.action):
                if text:
                    yield text, (*self.when, *step.when)

    def conditions(self) -> Iterator[Condition]:
        yield from super().conditions()
        for step in self.steps:
            yield from step.when


def capital(text: str) -> str:
    """Return the text with a capital at its start."""
    return text[:1].upper() + text[1:]
