"""Reading a query: from what somebody typed to what the index is asked for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from balans.search.lexicon import Lexicon
from balans.search.stemming import stem
from balans.search.synonyms import Thesaurus
from balans.search.words import PEOPLE, is_stop_word, words_of

EXACT, CORRECTED, TOGETHER, SYNONYM, PART = 1.0, 0.85, 0.7, 0.6, 0.25
MOST_CONCEPTS = 12
PEOPLE_COUNT = 0.4
"""For whom one cares tells less about what one needs than the other words."""


@dataclass(frozen=True)
class Choice:
    """One way in which a text can speak of something: all these terms, and how near it comes."""

    terms: tuple[str, ...]
    nearness: float


@dataclass(frozen=True)
class Concept:
    """One thing that is asked for. `weight` is how much it tells."""

    choices: tuple[Choice, ...]
    weight: float


@dataclass(frozen=True)
class Query:
    """What is asked for. `corrections` are words as typed with what they probably should be."""

    words: tuple[str, ...]
    concepts: tuple[Concept, ...]
    corrections: Mapping[str, str] = field(default_factory=dict)

    def corrected(self, typed: str) -> str:
        """Return the query with its probable mistakes mended, in small letters."""
        return " ".join(self.corrections.get(word, word) for word in words_of(typed))


@dataclass(frozen=True)
class Reader:
    """Reads queries of one language.

    `near` returns the known word that is nearest to one that nobody knows, empty for none;
    `knows` whether a word stands anywhere in the index.
    """

    lexicon: Lexicon
    thesaurus: Thesaurus
    knows: Callable[[str], bool]
    near: Callable[[str], str]

    def read(self, text: str) -> Query:
        """Return what a text asks for."""
        language = self.lexicon.language
        words = words_of(text)
        corrections = {
            word: near
            for word in dict.fromkeys(words)
            if not self._is_known(word) and (near := self.near(word))
        }
        mended = [corrections.get(word, word) for word in words]
        stems = [stem(word, language) for word in mended]
        concepts: list[Concept] = []
        at = 0
        for match in (*self.thesaurus.matches(stems), None):
            end = match.start if match else len(words)
            concepts += [
                self._concept(words[i], mended[i], ())
                for i in range(at, end)
                if not is_stop_word(mended[i], language)
            ]
            if match:
                span = range(match.start, match.end)
                concepts += self._spoken(words, mended, span, match.groups)
                at = match.end
        return Query(tuple(words), tuple(concepts[:MOST_CONCEPTS]), corrections)

    def _is_known(self, word: str) -> bool:
        """Return whether a word can be no mistake of what we know."""
        lexicon = self.lexicon
        return (
            is_stop_word(word, lexicon.language)
            or word in lexicon.words
            or word in self.thesaurus.words
            or stem(word, lexicon.language) in lexicon.terms
            or bool(lexicon.parts(word))
            or self.knows(word)
        )

    def _spoken(
        self, words: Sequence[str], mended: Sequence[str], span: range, groups: tuple[int, ...]
    ) -> list[Concept]:
        """Return the concept of a word or phrase that has others beside it."""
        language = self.lexicon.language
        telling = [i for i in span if not is_stop_word(mended[i], language)]
        said = tuple(stem(mended[i], language) for i in telling)
        others = tuple(Choice(each, SYNONYM) for each in self.thesaurus.others(groups, said))
        if len(telling) == 1:
            return [self._concept(words[telling[0]], mended[telling[0]], others)]
        if not telling:
            return [Concept(others, self._weight(others))] if others else []
        single = tuple(Choice((each,), PART) for each in said)
        choices = (Choice(said, EXACT), *others, *single)
        return [Concept(choices, self._weight((Choice(said, EXACT),)))]

    def _concept(self, word: str, mended: str, others: tuple[Choice, ...]) -> Concept:
        language, lexicon = self.lexicon.language, self.lexicon
        term = stem(mended, language)
        choices = [Choice((term,), EXACT if word == mended else CORRECTED)]
        if word != mended:
            choices.append(Choice((stem(word, language),), EXACT))
        if parts := tuple(each for each in lexicon.parts(mended) if each != term):
            choices.append(Choice(parts, TOGETHER))
            choices += [Choice((each,), PART) for each in parts]
        weight = lexicon.weight(term)
        if mended in PEOPLE[language]:
            weight *= PEOPLE_COUNT
        return Concept((*choices, *others), weight)

    def _weight(self, choices: tuple[Choice, ...]) -> float:
        weights = (self.lexicon.weight(term) for each in choices for term in each.terms)
        return max(weights, default=1.0)
