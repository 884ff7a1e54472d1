"""By meaning of the need: which need somebody speaks of, by how people say it.

Every way to say a need, and the query, become features: stems, pairs of neighbouring stems, parts
of compounds, and groups of words that mean the same. What few needs share tells most.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from balans.search.lexicon import Lexicon
from balans.search.stemming import stem
from balans.search.synonyms import Thesaurus
from balans.search.words import PEOPLE, is_stop_word, words_of

WORD, PERSON, SMALL = 1.0, 0.35, 0.15
PAIR, SMALL_PAIR = 0.8, 0.45
PARTS, GROUP = 0.5, 0.6
ABOUT = 0.5
"""What the answer and the articles of a need say counts less than how people say it."""

LEAST_MASS = 2.5
"""So that one word which many say is no sure sign."""

OF_QUERY, OF_ALL = 0.7, 0.4
LIKELY, SURE, CERTAIN = 0.25, 0.55, 0.85
AHEAD = 1.2
"""How far the likeliest need must be ahead of the next to be given as the answer."""

Features = Mapping[str, float]


@dataclass(frozen=True)
class Meant:
    """A need and how surely it is meant, from 0 to about 1."""

    need: str
    score: float


def answer_among(meant: Sequence[Meant]) -> Meant | None:
    """Return the need that is surely meant, None when several may be."""
    if not meant or meant[0].score < SURE:
        return None
    best, second = meant[0], meant[1].score if len(meant) > 1 else 0.0
    return best if best.score >= max(CERTAIN, second) or best.score >= second * AHEAD else None


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

    about: Mapping[str, Mapping[str, float]]
    """For each feature: which needs it speaks of, in ways or in texts, and how strongly."""

    def meant_by(self, text: str, mended: Mapping[str, str]) -> list[Meant]:
        """Return the needs that a text may speak of, the likeliest first."""
        words = [mended.get(each, each) for each in words_of(text)]
        asked = features(words, self.lexicon, self.thesaurus)
        mass = sum(count * self.tells.get(each, 0.0) for each, count in asked.items())
        if not mass:
            return []
        whole = max(mass, LEAST_MASS)
        together = self._together(asked)
        best: dict[str, float] = dict.fromkeys(together, 0.0)
        for number, part in self._shared(asked).items():
            need, own = self.ways[number]
            size = OF_QUERY * whole + (1 - OF_QUERY) * max(own, LEAST_MASS)
            best[need] = max(best[need], part / size)
        found = [
            Meant(need, (1 - OF_ALL) * one + OF_ALL * together[need] / whole)
            for need, one in best.items()
        ]
        found.sort(key=lambda each: (-each.score, each.need))
        return [each for each in found if each.score >= LIKELY]

    def _shared(self, asked: Features) -> dict[int, float]:
        """Return what a query shares with each way to say a need."""
        shared: dict[int, float] = defaultdict(float)
        for feature, count in asked.items():
            tells = self.tells.get(feature, 0.0)
            for number, there in self.standing.get(feature, ()):
                shared[number] += tells * min(count, there)
        return shared

    def _together(self, asked: Features) -> dict[str, float]:
        """Return what a query shares with all that is said about each need."""
        found: dict[str, float] = defaultdict(float)
        for feature, count in asked.items():
            tells = self.tells.get(feature, 0.0)
            for need, there in self.about.get(feature, {}).items():
                found[need] += tells * min(count, there)
        return found


def features(words: Sequence[str], lexicon: Lexicon, thesaurus: Thesaurus) -> dict[str, float]:
    """Return the features of folded words, each with its strength."""
    stems = [stem(word, lexicon.language) for word in words]
    small = [is_stop_word(word, lexicon.language) for word in words]
    found: dict[str, float] = {}
    for word, each, is_small in zip(words, stems, small, strict=True):
        person = word in PEOPLE[lexicon.language]
        found[each] = SMALL if is_small else PERSON if person else WORD
    for at, (one, other) in enumerate(pairwise(stems)):
        found[f"{one} {other}"] = SMALL_PAIR if small[at] and small[at + 1] else PAIR
    for word in words:
        for part in lexicon.parts(word):
            found.setdefault(part, PARTS)
    for match in thesaurus.matches(stems):
        for group in match.groups:
            found[f"={group}"] = GROUP
    return found


@dataclass(frozen=True)
class Said:
    """A need with how people say it, and texts that answer it."""

    ways: Sequence[str]
    texts: Sequence[str] = ()


def meanings_of(needs: Mapping[str, Said], lexicon: Lexicon, thesaurus: Thesaurus) -> Meanings:
    """Return needs ready to be recognised."""
    ways = [
        (need, features(words_of(way), lexicon, thesaurus))
        for need, said in needs.items()
        for way in said.ways
    ]
    about: dict[str, dict[str, float]] = defaultdict(dict)
    for need, way in ways:
        for each, count in way.items():
            about[each][need] = max(about[each].get(need, 0.0), count)
    tells = {each: math.log((len(needs) + 1) / (len(by) + 0.3)) for each, by in about.items()}
    _add_texts(needs, lexicon, about, tells)
    standing: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, (_need, way) in enumerate(ways):
        for each, count in way.items():
            standing[each].append((number, count))
    return Meanings(
        lexicon=lexicon,
        thesaurus=thesaurus,
        ways=tuple((need, sum(n * tells[each] for each, n in way.items())) for need, way in ways),
        standing={each: tuple(places) for each, places in standing.items()},
        tells=tells,
        about=about,
    )


def _add_texts(
    needs: Mapping[str, Said],
    lexicon: Lexicon,
    about: dict[str, dict[str, float]],
    tells: dict[str, float],
) -> None:
    """Add what the texts of each need say; what few needs speak of tells most."""
    spoken: dict[str, set[str]] = defaultdict(set)
    for need, said in needs.items():
        for text in said.texts:
            for each in lexicon.terms_of(words_of(text)):
                spoken[each].add(need)
                about[each].setdefault(need, ABOUT)
    for each, by in spoken.items():
        tells.setdefault(each, math.log((len(needs) + 1) / (len(by) + 0.3)))
