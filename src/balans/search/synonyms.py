"""Words that mean the same, ready to be looked up: by their stems, phrases of several words too."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from balans.search.stemming import stem
from balans.search.words import is_stop_word, words_of

Stems = tuple[str, ...]


@dataclass(frozen=True)
class Match:
    """Where a phrase of a group stands among words: from, up to (not with), and the groups."""

    start: int
    end: int
    groups: tuple[int, ...]


@dataclass(frozen=True)
class Thesaurus:
    """Groups of one language. `phrases` leads from all stems of a phrase to its groups."""

    language: str
    groups: tuple[tuple[Stems, ...], ...]
    """For each group the stems that count in each of its phrases."""

    phrases: Mapping[Stems, tuple[int, ...]]
    longest: int
    words: frozenset[str]
    """Every word as it was written: none of them is a spelling mistake."""

    def matches(self, stems: Sequence[str]) -> Iterator[Match]:
        """Yield the phrases that stand among stems (stop words included), the longest first."""
        at = 0
        while at < len(stems):
            match = self._longest(stems, at)
            if match:
                yield match
            at = match.end if match else at + 1

    def _longest(self, stems: Sequence[str], at: int) -> Match | None:
        for end in range(min(len(stems), at + self.longest), at, -1):
            if groups := self.phrases.get(tuple(stems[at:end])):
                return Match(start=at, end=end, groups=groups)
        return None

    def others(self, groups: Iterable[int], said: Stems) -> list[Stems]:
        """Return the other ways to say it: stems that must all be there."""
        found = (stems for group in groups for stems in self.groups[group])
        return [stems for stems in dict.fromkeys(found) if stems and stems != said]


def thesaurus_of(groups: Sequence[Sequence[str]], language: str) -> Thesaurus:
    """Return groups of words and phrases, ready to be looked up."""
    phrases: dict[Stems, list[int]] = {}
    telling: list[tuple[Stems, ...]] = []
    words: set[str] = set()
    for number, group in enumerate(groups):
        kept = []
        for phrase in group:
            said = words_of(phrase)
            words.update(said)
            phrases.setdefault(tuple(stem(each, language) for each in said), []).append(number)
            kept.append(
                tuple(stem(each, language) for each in said if not is_stop_word(each, language))
            )
        telling.append(tuple(dict.fromkeys(kept)))
    return Thesaurus(
        language=language,
        groups=tuple(telling),
        phrases={key: tuple(dict.fromkeys(value)) for key, value in phrases.items() if key},
        longest=max((len(key) for key in phrases), default=0),
        words=frozenset(words),
    )
