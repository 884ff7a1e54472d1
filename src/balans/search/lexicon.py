"""The vocabulary of one language: which words our texts use, and in how many of them."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from balans.search.compounds import Splitter
from balans.search.stemming import stem
from balans.search.words import is_stop_word

LEAST_KNOWN_PART = 3
RARE = 1


@dataclass(frozen=True)
class Lexicon:
    """Words and stems with the number of texts they stand in. `documents` is how many there are."""

    language: str
    documents: int
    words: Mapping[str, int]
    terms: Mapping[str, int]

    @cached_property
    def splitter(self) -> Splitter:
        """Return what splits compounds into words of this vocabulary."""
        return Splitter(frozenset(each for each in self.words if self._may_be_part(each)))

    def _may_be_part(self, word: str) -> bool:
        short = len(word) <= LEAST_KNOWN_PART
        return not is_stop_word(word, self.language) and (not short or self.words[word] > RARE)

    def weight(self, term: str) -> float:
        """Return how much a term tells: from 1, in every text, up; a rare one tells most."""
        return 1 + math.log((self.documents + 1) / (self.terms.get(term, 0) + 1))

    def parts(self, word: str) -> tuple[str, ...]:
        """Return the stems of the parts of a compound; English writes them apart."""
        if self.language != "nl":
            return ()
        return tuple(stem(part, "nl") for part in self.splitter.split(word))

    def terms_of(self, words: Iterable[str]) -> dict[str, None]:
        """Return what the index keeps of words: stems, and the stems of parts. Each once."""
        found: dict[str, None] = {}
        for word in words:
            if not is_stop_word(word, self.language):
                found[stem(word, self.language)] = None
                found.update(dict.fromkeys(self.parts(word)))
        return found


def lexicon_of(texts: Iterable[Iterable[str]], language: str) -> Lexicon:
    """Return the vocabulary of texts, each given as its folded words."""
    words, documents = Counter[str](), 0
    kept = [frozenset(text) for text in texts]
    for text in kept:
        words.update(text)
        documents += 1
    plain = Lexicon(language=language, documents=documents, words=words, terms={})
    terms = Counter[str]()
    for text in kept:
        terms.update(plain.terms_of(text).keys())
    return Lexicon(language=language, documents=documents, words=words, terms=terms)
