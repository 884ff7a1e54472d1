"""What a check brings to a conversation: questions that fit the answers, and words for a reader.

The house has questions for every need (content/conversation). A check may bring its own, with how
a professional names its bands (conversation.toml beside its versions, like help; ADR 0020).
"""

from collections.abc import Iterator, Sequence
from functools import cache

from pydantic import Field

from balans.core.content import (
    LANGUAGES,
    Content,
    ContentError,
    Id,
    Provenance,
    Words,
    gather,
    library,
)
from balans.core.references import check
from balans.questionnaires.content import Flow, catalogue
from balans.questionnaires.help import FLOWS
from balans.questionnaires.journey import Scene
from balans.questionnaires.kinds import Condition

FOLDER, QUESTIONS, BESIDE = "conversation", "questions.toml", "conversation.toml"
MOST = 6
"""So many questions are suggested at once: the page is read in a minute."""


class Asked(Content):
    """A question somebody could ask: when answers hold, or when they ask for some help."""

    id: Id
    when: tuple[Condition, ...] = ()
    needs: tuple[Id, ...] = ()


class AskedList(Provenance):
    questions: tuple[Asked, ...] = ()


class ScoreSaid(Content):
    """A number as a professional reads it: what it means, and the names of its bands."""

    means: str = ""
    bands: dict[Id, Words] = Field(default_factory=dict)


class AskedWords(Content):
    questions: dict[Id, Words] = Field(default_factory=dict)
    scores: dict[Id, ScoreSaid] = Field(default_factory=dict)


class Asking(Content):
    """Questions with their words, in order, and words for the numbers."""

    entries: AskedList
    words: AskedWords

    def text(self, asked: Asked) -> str:
        return self.words.questions[asked.id]


@cache
def of_the_house(language: str) -> Asking:
    """Return the questions that fit every check. Raise ContentError."""
    return _read((FOLDER, QUESTIONS), (FOLDER, f"{language}.toml"))


@cache
def of_check(name: str, language: str) -> Asking | None:
    """Return what one check brings; None for one that brings nothing. Raise ContentError."""
    if BESIDE not in library().files(FLOWS, name, suffix=".toml"):
        return None
    return _read((FLOWS, name, BESIDE), (FLOWS, name, f"conversation.{language}.toml"))


def _read(structure: Sequence[str], words: Sequence[str]) -> Asking:
    asking = Asking(
        entries=library().decode(AskedList, *structure),
        words=library().decode(AskedWords, *words),
    )
    ids, where = [each.id for each in asking.entries.questions], "/".join(words)
    if sorted(ids) != sorted(asking.words.questions):
        raise ContentError([f"{where}: questions: not the same as in {structure[-1]}"])
    return asking


def suggestions(scene: Scene, needs: Sequence[str]) -> tuple[str, ...]:
    """Return questions that somebody could ask, the most fitting first.

    Of the check itself those whose conditions hold; then those for what the answers ask for; then
    what anybody could ask. `needs`: what the answers ask for, the heaviest first.
    """
    own, house = of_check(scene.flow.name, scene.language), of_the_house(scene.language)
    fitting = (
        [own.text(each) for each in own.entries.questions if scene.holds(each.when)] if own else []
    )
    if not fitting:
        fitting = [
            house.text(each)
            for need in needs
            for each in house.entries.questions
            if need in each.needs
        ]
    always = [house.text(each) for each in house.entries.questions if not each.needs]
    return tuple(dict.fromkeys([*fitting[: MOST - 2], *always]))[:MOST]


def said(flow: Flow, score_id: str) -> ScoreSaid:
    """Return how a professional reads a score; empty words where the check brings none."""
    own = of_check(flow.name, flow.language)
    return (own.words.scores.get(score_id) if own else None) or ScoreSaid()


def readable_texts(language: str) -> Iterator[tuple[str, list[str]]]:
    """Yield what a carer reads here, with its file."""
    yield f"{FOLDER}/{language}.toml", list(of_the_house(language).words.questions.values())
    for flow in catalogue(language).current():
        if (own := of_check(flow.name, language)) and own.words.questions:
            yield (
                f"{FLOWS}/{flow.name}/conversation.{language}.toml",
                [*own.words.questions.values()],
            )


def load() -> None:
    """Read everything in every language, so that an error shows at start-up."""
    problems: list[str] = []
    for language in LANGUAGES:
        try:
            house = of_the_house(language)
            for each in house.entries.questions:
                check("need", each.needs, where=f"{FOLDER}/{QUESTIONS}: {each.id}")
            for flow in catalogue(language).current():
                problems += problems_of(flow)
        except ContentError as error:
            gather(problems, error)
    if problems:
        raise ContentError(problems)


def problems_of(flow: Flow) -> Iterator[str]:
    """Yield what is wrong with what one check brings."""
    own, where = of_check(flow.name, flow.language), f"{FLOWS}/{flow.name}/{BESIDE}"
    for asked in own.entries.questions if own else ():
        for condition in asked.when:
            for name in condition.asked_of:
                yield from (
                    f"{where}: {asked.id}: {each}" for each in _wrong(flow, name, condition)
                )
    for score_id, words in (own.words.scores if own else {}).items():
        score = flow.score(score_id)
        if score is None or set(words.bands) - {band.id for band in score.bands}:
            yield f"{where}: scores.{score_id}: no such score, or no such band"


def _wrong(flow: Flow, name: str, condition: Condition) -> Iterator[str]:
    question, score = flow.question(name), flow.score(name)
    known = question.ends() if question else [band.id for band in score.bands] if score else None
    if known is None:
        yield f"there is no question '{name}'"
    elif strange := sorted({*condition.is_, *condition.is_not} - set(known)):
        yield f"'{name}' has no answer {', '.join(strange)}"
