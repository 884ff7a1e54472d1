"""What every block of an outcome has in common."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Any, ClassVar, Protocol

from balans.core.content import Content, Id
from balans.documents.document import Block as PrintedBlock
from balans.documents.document import Heading, KeepTogether, Paragraph
from balans.questionnaires.around import Around
from balans.questionnaires.kinds import Condition, Item, Question, Source, Value


class FlowView(Protocol):
    """The part of a questionnaire that a block looks at."""

    def question(self, question_id: str) -> Question | None: ...


class Scene(Protocol):
    """The answers that an outcome is computed from: see journey.Scene."""

    @property
    def flow(self) -> Any: ...

    @property
    def answers(self) -> Any: ...

    @property
    def language(self) -> str: ...

    @property
    def around(self) -> Around: ...

    def value(self, question_id: str) -> Value: ...

    def items(self, sources: Sequence[Source]) -> tuple[Item, ...]: ...

    def phrase(self, question_id: str) -> str: ...

    def marks(self, name: str) -> tuple[str, ...]: ...

    def fill(self, text: str, **more: str) -> str: ...

    def holds(self, conditions: Sequence[Condition]) -> bool: ...


@dataclass(frozen=True)
class Shown:
    """A computed block: what the page shows and what the PDF prints."""

    id: str
    template: str
    title: str
    text: str
    data: dict[str, Any]
    printed: tuple[PrintedBlock, ...] = dataclass_field(default=())


class BlockWords(Content):
    title: str = ""
    text: str = ""


class Block(Content):
    """A part of an outcome with its words in one language. One subclass a kind."""

    template: ClassVar[str]
    shared: ClassVar[bool] = False
    """Whether it may go along when its owner shares the outcome: it gives back what was said."""

    id: Id
    when: tuple[Condition, ...] = ()
    words: BlockWords

    def show(self, scene: Scene) -> Shown | None:
        """Return the block for these answers; None when it has nothing to say."""
        if not scene.holds(self.when):
            return None
        computed = self.compute(scene)
        if computed is None:
            return None
        data, printed = computed
        title, text = scene.fill(self.words.title), scene.fill(self.words.text)
        opening: list[PrintedBlock] = []
        if printed:
            opening += [Heading(text=title, level=2)] if title else []
            opening += [Paragraph(text=text)] if text else []
        return Shown(
            id=self.id,
            template=self.template,
            title=title,
            text=text,
            data=data,
            printed=_with_opening(opening, printed),
        )

    def compute(self, scene: Scene) -> tuple[dict[str, Any], list[PrintedBlock]] | None:
        """Return the data of the block and how it prints; None when there is nothing."""
        raise NotImplementedError

    def guarded_texts(self) -> Iterator[tuple[str, Sequence[Condition]]]:
        """Yield every text with the conditions under which it is shown."""
        for text in (self.words.title, self.words.text):
            if text:
                yield text, self.when

    def conditions(self) -> Iterator[Condition]:
        """Yield every condition of the block."""
        yield from self.when

    def asks_for(self) -> Iterator[str]:
        """Yield the ids of the questions that the block reads."""
        return iter(())


def _with_opening(
    opening: Sequence[PrintedBlock], printed: Sequence[PrintedBlock]
) -> tuple[PrintedBlock, ...]:
    """Return what prints below its heading, which does not stay behind on the page before."""
    match printed:
        case [KeepTogether(blocks=first), *others]:
            return (KeepTogether(blocks=(*opening, *first)), *others)
    return (*opening, *printed)
