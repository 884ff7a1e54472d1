"""Blocks that lead somewhere: words to say, support, a plan, a message, the next step."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import ClassVar, Literal

from pydantic import ConfigDict, Field, model_validator

from balans.core.content import Content, Id, Words
from balans.directory.content import Support, helplines, support
from balans.documents.document import Block as PrintedBlock
from balans.documents.document import (
    Heading,
    Helplines,
    Items,
    KeepTogether,
    Letter,
    Note,
    Pairs,
    Paragraph,
)
from balans.questionnaires.blocks.base import Block, BlockWords, Scene
from balans.questionnaires.blocks.overview import Computed, match_ids
from balans.questionnaires.kinds import Condition, Item, Source


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
            fitting = [each for each in self.support.get(item.key, self.otherwise)]
            fresh = [each for each in fitting if each not in named][: self.each] or fitting[:1]
            named.update(fresh)
            rows.append((item, [known[each] for each in fresh]))
        return rows

    def asks_for(self) -> Iterator[str]:
        yield from (source.question for source in self.for_)


def _in_print(offer: Support) -> str:
    contact = " · ".join(part for part in (offer.phone, offer.url) if part)
    return " ".join(part for part in (f"{offer.title}.", offer.text, offer.how, contact) if part)


class Group(Content):
    """Sentences about some items, for some answers."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    id: Id
    from_: tuple[Source, ...] = Field(default=(), alias="from")
    most: int = 5
    when: tuple[Condition, ...] = ()


class GroupWords(Content):
    title: str = ""
    each: str = ""
    each_own: str = ""
    always: tuple[Words, ...] = ()


class SentencesWords(BlockWords):
    groups: dict[Id, GroupWords]


class SentencesBlock(Block):
    """Ready words to say no or to ask, made from what was answered."""

    template: ClassVar[str] = "questionnaires/blocks/sentences.html"
    kind: Literal["sentences"]
    groups: tuple[Group, ...]
    words: SentencesWords

    @model_validator(mode="after")
    def _words_match(self) -> "SentencesBlock":
        match_ids(self.groups, self.words.groups, "groups")
        return self

    def compute(self, scene: Scene) -> Computed | None:
        groups = [
            (scene.fill(self.words.groups[group.id].title), sentences)
            for group in self.groups
            if scene.holds(group.when) and (sentences := self._sentences(group, scene))
        ]
        if not groups:
            return None
        printed: list[PrintedBlock] = []
        for title, sentences in groups:
            printed += [Heading(text=title, level=3)] if title else []
            printed.append(Items(items=tuple(sentences)))
        return {"groups": groups}, printed

    def _sentences(self, group: Group, scene: Scene) -> list[str]:
        words = self.words.groups[group.id]
        items = scene.items(group.from_)[: group.most]
        if group.from_ and not items:
            return []
        made = [_say(item, words, scene) for item in items]
        return [*(each for each in made if each), *(scene.fill(each) for each in words.always)]

    def guarded_texts(self) -> Iterator[tuple[str, Sequence[Condition]]]:
        yield from super().guarded_texts()
        for group in self.groups:
            words = self.words.groups[group.id]
            for text in (words.title, words.each, words.each_own, *words.always):
                if text:
                    yield text, (*self.when, *group.when)

    def conditions(self) -> Iterator[Condition]:
        yield from super().conditions()
        for group in self.groups:
            yield from group.when

    def asks_for(self) -> Iterator[str]:
        yield from (source.question for group in self.groups for source in group.from_)


def _say(item: Item, words: GroupWords, scene: Scene) -> str:
    if item.own:
        return scene.fill(words.each_own, item=item.text)
    return scene.fill(words.each, item=item.text, phrase=item.phrase or item.text)


class PlanWords(BlockWords):
    goal: Words
    if_then: Words
    entries: dict[Id, Words]


class PlanBlock(Block):
    """The goal and the plan in its eight questions (seed 000, Mijn plan)."""

    template: ClassVar[str] = "questionnaires/blocks/plan.html"
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


FORMS = ("short", "normal", "print")
Form = Literal["short", "normal", "print"]


class Part(Content):
    """A piece of the message; `run_on` continues the paragraph before it."""

    id: Id
    forms: tuple[Form, ...] = FORMS
    run_on: bool = False
    when: tuple[Condition, ...] = ()


class PartWords(Content):
    short: str = ""
    normal: str = ""
    print: str = ""

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, data: object) -> object:
        return dict.fromkeys(FORMS, data) if isinstance(data, str) else data


class MessageWords(BlockWords):
    subject: Words
    parts: dict[Id, PartWords]


class MessageBlock(Block):
    """A message that can really be sent, in three forms; an edited text takes its place."""

    template: ClassVar[str] = "questionnaires/blocks/message.html"
    kind: Literal["message"]
    parts: tuple[Part, ...]
    words: MessageWords

    @model_validator(mode="after")
    def _words_match(self) -> "MessageBlock":
        match_ids(self.parts, self.words.parts, "parts")
        return self

    def compute(self, scene: Scene) -> Computed | None:
        texts = {form: self.text(scene, form) for form in FORMS}
        edited = {form: self.kept(form) in scene.answers for form in FORMS}
        data = {"texts": texts, "edited": edited, "subject": scene.fill(self.words.subject)}
        return data, [Letter(text=texts["print"])]

    def kept(self, form: str) -> str:
        """Return the name under which the person's own version of a form is kept."""
        return f"{self.id}.{form}"

    def text(self, scene: Scene, form: str) -> str:
        """Return the message as the person edited it, else as it follows from the answers."""
        own = scene.answers.get(self.kept(form))
        return own if isinstance(own, str) else self.made(scene, form)

    def made(self, scene: Scene, form: str) -> str:
        """Return the message as it follows from the answers."""
        paragraphs: list[str] = []
        for part in self.parts:
            text = str(getattr(self.words.parts[part.id], form))
            if form not in part.forms or not text or not scene.holds(part.when):
                continue
            if part.run_on and paragraphs:
                paragraphs[-1] += f" {scene.fill(text)}"
            else:
                paragraphs.append(scene.fill(text))
        return ("\n" if form == "short" else "\n\n").join(paragraphs)

    def guarded_texts(self) -> Iterator[tuple[str, Sequence[Condition]]]:
        yield from super().guarded_texts()
        yield self.words.subject, self.when
        for part in self.parts:
            for form in part.forms:
                if text := str(getattr(self.words.parts[part.id], form)):
                    yield text, (*self.when, *part.when)

    def conditions(self) -> Iterator[Condition]:
        yield from super().conditions()
        for part in self.parts:
            yield from part.when


class EmergencyBlock(Block):
    """Who to call, for answers that speak of not being able to go on."""

    template: ClassVar[str] = "questionnaires/blocks/emergency.html"
    kind: Literal["emergency"]
    helplines: tuple[str, ...]

    def compute(self, scene: Scene) -> Computed | None:
        lines = [helplines(scene.language)[each] for each in self.helplines]
        rows = tuple((line.name, line.phone, line.hours) for line in lines)
        return {"lines": lines}, [Helplines(rows=rows)]


class NextStep(Content):
    id: Id
    to: Words
    when: tuple[Condition, ...] = ()


class NextWords(Content):
    title: Words
    text: str = ""
    action: str = ""


class NextBlockWords(BlockWords):
    steps: dict[Id, NextWords]


class NextBlock(Block):
    """One next step: the first whose conditions hold."""

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
        return next((each for each in self.steps if scene.holds(each.when)), None)

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

