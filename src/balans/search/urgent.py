"""Queries of somebody who needs a human being at once. Rather once too often than missed."""

from collections.abc import Sequence

from balans.search.content import UrgentGroup
from balans.search.spelling import is_like
from balans.search.stemming import stem
from balans.search.words import fold, words_of

LEAST_MISSPELT = 7
"""Only a longer word may have mistakes: stikt is not slikt."""

MOST_BETWEEN = 2
"""Other words that may stand between two words of a phrase: ik wil ECHT niet meer leven."""


def whom_to_call(query: str, groups: Sequence[UrgentGroup], language: str) -> list[str]:
    """Return the helplines that must stand first, each once; nothing for any other query."""
    said = words_of(query)
    found = dict[str, None]()
    for group in groups:
        if any(is_said(phrase, said, language) for phrase in group.phrases):
            found.update(dict.fromkeys(group.helplines))
    return list(found)


def is_said(phrase: str, said: Sequence[str], language: str) -> bool:
    """Return whether the words of a phrase stand in a query, in order and near one another."""
    wanted = fold(phrase).split()
    return any(_follows(wanted, said, start, language) for start in range(len(said)))


def _follows(wanted: Sequence[str], said: Sequence[str], start: int, language: str) -> bool:
    """Return whether the phrase stands from here on; `said[start]` is its first word."""
    if not _same(wanted[0], said[start], language):
        return False
    if len(wanted) == 1:
        return True
    nexts = range(start + 1, min(start + 2 + MOST_BETWEEN, len(said)))
    return any(_follows(wanted[1:], said, each, language) for each in nexts)


def _same(wanted: str, said: str, language: str) -> bool:
    if wanted.endswith("*"):
        return _like(wanted[:-1], said[: len(wanted) - 1])
    return _like(wanted, said) or stem(wanted, language) == stem(said, language)


def _like(wanted: str, said: str) -> bool:
    return wanted == said or (len(wanted) >= LEAST_MISSPELT and is_like(wanted, said))
