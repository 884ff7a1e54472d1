"""Blocks of ready words: sentences to say, a message to send."""

from collections.abc import Iterator, Sequence
from typing import ClassVar, Literal

from pydantic import ConfigDict, Field, model_validator

from balans.core.content import Content, Id, Words
from balans.documents.document import Block as PrintedBlock
from balans.documents.document import Heading, Items, Letter
from balans.questionnaires.blocks.base import Block, BlockWords, Scene
from balans.questionnaires.blocks.overview import Computed, match_ids
from balans.questionnaires.kinds import Condition, Item, Source


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
    shared: ClassVar[bool] = True
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
        return scene.fill(words.each_own, item=item.text.rstrip(" ."))
    return scene.fill(words.each, item=item.text, phrase=item.phrase or item.text)


Form = Literal["short", "normal", "print"]
FORMS: tuple[Form, ...] = ("short", "normal", "print")


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
