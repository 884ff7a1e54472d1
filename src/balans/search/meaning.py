"""By meaning of the need: which need somebody speaks of, by how people say it.

Every way to say a need, and the query, become features: stems, pairs of neighbouring stems, parts
of compounds, and groups of words that mean the same. What few needs share tells most.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from balans.search.lexicon import Lexicon
from balans.search.stemming import stem
from balans.search.synonyms import Thesaurus
from balans.search.words import words_of

PAIR, PARTS, GROUP = 0.9, 0.5, 0.6
LEAST_MASS = 2.0
"""So that one word which many say is no sure sign."""

OF_QUERY, OF_ALL = 0.65, 0.2
SURE, LIKELY = 0.42, 0.3
Features = Mapping[str, float]


@dataclass(frozen=True)
class Meant:
    """A need and how surely it is meant, from 0 to about 1."""

    need: str
    score: float

    @property
    def is_sure(self) -> bool:
        return self.score >= SURE


@dataclass(frozen=True)
class Meanings:
    """All needs of a language, ready to be recognised."""

    lexicon: Lexicon
    thesaurus: Thesaurus
    ways: tuple[tuple[str, float], ...]
    """Of each way: whose need, and the mass of its features."""

    standing: Mapping[str, tuple[tuple[int, float], ...]]
    """For each feature: in which ways it stands, and how strongly."""

    tells: Mapping[str, float]
    """For each feature: how much it tells."""

    def meant_by(self, text: str, mended: Mapping[str, str]) -> list[Meant]:
        """Return the needs that a text may speak of, the likeliest first."""
        asked = features(
            [mended.get(each, each) for each in words_of(text)], self.lexicon, self.thesaurus
        )
        mass = sum(count * self.tells.get(each, 0.0) for each, count in asked.items())
        if not mass:
            return []
        shared, together = self._shared(asked)
        best: dict[str, float] = {}
        for number, part in shared.items():
            need, own = self.ways[number]
            size = OF_QUERY * max(mass, LEAST_MASS) + (1 - OF_QUERY) * max(own, LEAST_MASS)
            best[need] = max(best.get(need, 0.0), part / size)
        found = [
            Meant(need, (1 - OF_ALL) * one + OF_ALL * together[need] / max(mass, LEAST_MASS))
            for need, one in best.items()
        ]
        found.sort(key=lambda each: (-each.score, each.need))
        return [each for each in found if each.score >= LIKELY]

    def _shared(self, asked: Features) -> tuple[dict[int, float], dict[str, float]]:
        """Return what a query shares with each way, and with all ways of each need."""
        shared: dict[int, float] = defaultdict(float)
        together: dict[str, float] = defaultdict(float)
        for feature, count in asked.items():
            tells, most = self.tells.get(feature, 0.0), dict[str, float]()
            for number, there in self.standing.get(feature, ()):
                part = tells * min(count, there)
                shared[number] += part
                need = self.ways[number][0]
                most[need] = max(most.get(need, 0.0), part)
            for need, part in most.items():
                together[need] += part
        return shared, together


def features(words: Sequence[str], lexicon: Lexicon, thesaurus: Thesaurus) -> dict[str, float]:
    """Return the features of folded words, each with its strength."""
    stems = [stem(word, lexicon.language) for word in words]
    found: dict[str, float] = dict.fromkeys(stems, 1.0)
    for one, other in zip(stems, stems[1:], strict=False):
        found[f"{one} {other}"] = PAIR
    for word in words:
        for part in lexicon.parts(word):
            found.setdefault(part, PARTS)
    for match in thesaurus.matches(stems):
        for group in match.groups:
            found[f"={group}"] = GROUP
    return found


def meanings_of(
    needs: Mapping[str, Sequence[str]], lexicon: Lexicon, thesaurus: Thesaurus
) -> Meanings:
    """Return needs, given with all ways to say each, ready to be recognised."""
    said = [
        (need, features(words_of(way), lexicon, thesaurus))
        for need, ways in needs.items()
        for way in ways
    ]
    whose: dict[str, set[str]] = defaultdict(set)
    for need, way in said:
        for each in way:
            whose[each].add(need)
    tells = {each: math.log((len(needs) + 1) / (len(by) + 0.3)) for each, by in whose.items()}
    standing: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, (_need, way) in enumerate(said):
        for each, count in way.items():
            standing[each].append((number, count))
    masses = Counter[int]()
    for number, (_need, way) in enumerate(said):
        masses[number] = sum(count * tells[each] for each, count in way.items())  # type: ignore[assignment]
    return Meanings(
        lexicon=lexicon,
        thesaurus=thesaurus,
        ways=tuple((need, float(masses[number])) for number, (need, _way) in enumerate(said)),
        standing={each: tuple(places) for each, places in standing.items()},
        tells=tells,
    )
