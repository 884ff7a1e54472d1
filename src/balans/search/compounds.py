"""Dutch compounds: nachtzorg is nacht and zorg, when both are words that we know."""

from collections.abc import Collection
from functools import lru_cache

LEAST_COMPOUND, LEAST_PART, MOST_PARTS = 6, 3, 3
LEAST_SURE, LEAST_REST = 6, 5
JOINTS = ("", "s", "en", "e")


def split(word: str, known: Collection[str]) -> tuple[str, ...]:
    """Return the parts of a compound, nothing for a word that is none.

    Every part must be a known word; the fewest parts win, then the longest last part, which says
    what kind of thing it is. A long known word may have something unknown behind it
    (mantelzorg and makelaar). `known` should answer `in` at once.
    """
    if len(word) < LEAST_COMPOUND:
        return ()
    for parts in range(2, MOST_PARTS + 1):
        if found := _parts(word, known, parts):
            return found
    return _begun(word, known)


def _begun(word: str, known: Collection[str]) -> tuple[str, ...]:
    """Return the longest known word that a word begins with, and the rest."""
    for end in range(len(word) - LEAST_REST, LEAST_SURE - 1, -1):
        if word[:end] in known:
            return (word[:end], word[end:])
    return ()


def _parts(word: str, known: Collection[str], count: int) -> tuple[str, ...]:
    if count == 1:
        return (word,) if len(word) >= LEAST_PART and word in known else ()
    for end in range(LEAST_PART, len(word) - LEAST_PART + 1):
        first = _bare(word[:end], known)
        if first and (rest := _parts(word[end:], known, count - 1)):
            return (first, *rest)
    return ()


def _bare(part: str, known: Collection[str]) -> str:
    """Return a part without what joins it to the next, if it is a word then."""
    for joint in JOINTS:
        bare = part.removesuffix(joint)
        if part.endswith(joint) and len(bare) >= LEAST_PART and bare in known:
            return bare
    return ""


class Splitter:
    """Splits with one vocabulary, and remembers."""

    def __init__(self, known: Collection[str]) -> None:
        self.split = lru_cache(maxsize=20_000)(lambda word: split(word, known))
