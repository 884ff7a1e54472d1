"""Phrases that must be noticed in a query: of who needs somebody at once, and about dying.

Rather once too often than missed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from balans.core.text import fold
from balans.search.spelling import is_like
from balans.search.stemming import stem
from balans.search.words import words_of

LEAST_MISSPELT = 7
"""Only a longer word may have mistakes: stikt is not slikt."""

MOST_BETWEEN = 2
"""Other words that may stand between two words of a phrase: ik wil ECHT niet meer leven."""


class Wanted(NamedTuple):
    """A word of a phrase. `goes_on`: it may be the beginning of a longer one."""

    word: str
    stem: str
    goes_on: bool


class Said(NamedTuple):
    """A word of a query."""

    word: str
    stem: str


@dataclass(frozen=True)
class Phrases:
    """Phrases of one language, ready to be noticed."""

    language: str
    phrases: tuple[tuple[Wanted, ...], ...]

    def are_said(self, words: Sequence[str]) -> bool:
        """Return whether one of them stands among folded words, in order and close together."""
        said = [Said(word, stem(word, self.language)) for word in words]
        return any(
            _same(phrase[0], each) and _goes_on(phrase[1:], said, at)
            for phrase in self.phrases
            for at, each in enumerate(said)
        )


def phrases_of(texts: Iterable[str], language: str) -> Phrases:
    """Return phrases ready to be noticed. A word that ends in `*` may go on."""
    return Phrases(
        language=language,
        phrases=tuple(
            tuple(
                Wanted(bare := each.removesuffix("*"), stem(bare, language), bare != each)
                for each in fold(text).split()
            )
            for text in texts
        ),
    )


def whom_to_call(query: str, groups: Sequence[tuple[Phrases, Sequence[str]]]) -> list[str]:
    """Return the helplines that must stand first, each once; nothing for any other query."""
    words = words_of(query)
    found = dict[str, None]()
    for phrases, helplines in groups:
        if phrases.are_said(words):
            found.update(dict.fromkeys(helplines))
    return list(found)


def _goes_on(wanted: Sequence[Wanted], said: Sequence[Said], at: int) -> bool:
    """Return whether the rest of a phrase stands close behind a place in a query."""
    if not wanted:
        return True
    nexts = range(at + 1, min(at + 2 + MOST_BETWEEN, len(said)))
    return any(_same(wanted[0], said[n]) and _goes_on(wanted[1:], said, n) for n in nexts)


def _same(wanted: Wanted, said: Said) -> bool:
    if wanted.word == said.word or (wanted.stem == said.stem and not wanted.goes_on):
        return True
    word = said.word[: len(wanted.word)] if wanted.goes_on else said.word
    return word == wanted.word or (
        len(wanted.word) >= LEAST_MISSPELT and is_like(wanted.word, word)
    )
