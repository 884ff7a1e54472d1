"""Spelling mistakes: the word of our own vocabulary that somebody most likely meant.

rapidfuzz is loaded when it is first needed: a start need not wait for it.
"""

from collections.abc import Mapping, Sequence

LEAST_WORD = 5
LONG_WORD = 8
SURE_OF_THE_FIRST_LETTER = 6


def most_mistakes(word: str) -> int:
    """Return how many letters may be wrong: none in a short word, two in a long one."""
    if len(word) < LEAST_WORD:
        return 0
    return 1 if len(word) < LONG_WORD else 2


def nearest(word: str, known: Sequence[str], often: Mapping[str, int]) -> str:
    """Return the known word that is nearest, empty for none.

    Fewest mistakes first (a letter too many, missing, wrong, or two swapped), then the same first
    letter, then the word that stands in most texts. Digits are never a mistake.
    """
    most = most_mistakes(word)
    if not most or any(sign.isdigit() for sign in word):
        return ""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    found = process.extract(word, known, scorer=OSA.distance, score_cutoff=most, limit=12)
    fits = [
        (distance, near[:1] != word[:1], -often.get(near, 0), near)
        for near, distance, _place in found
        if near[:1] == word[:1] or len(word) >= SURE_OF_THE_FIRST_LETTER
    ]
    return min(fits)[3] if fits else ""


def is_like(word: str, other: str) -> bool:
    """Return whether a word may be another with a mistake in it."""
    most = min(most_mistakes(word), most_mistakes(other))
    if word == other or not most or abs(len(word) - len(other)) > most:
        return word == other
    from rapidfuzz.distance import OSA

    return bool(OSA.distance(word, other, score_cutoff=most) <= most)
