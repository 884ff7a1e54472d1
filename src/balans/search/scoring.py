"""How well an entry answers a query: the same on every database, because it is counted here."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from balans.search.query import PART, Concept

TITLE, KEYS, BODY = 1.0, 0.75, 0.35
WHOLE_TITLE = 0.35
"""What it adds when a query says all of a title."""

ENOUGH = 0.15
NEAR_THE_BEST = 0.34


class Terms(NamedTuple):
    """What an entry says: terms with one space between."""

    title: str
    keys: str
    body: str


class Score(NamedTuple):
    """How well an entry answers, and whether it speaks of everything that was asked."""

    value: float
    covers: bool


@dataclass(frozen=True)
class Scorer:
    """Scores entries for one query. `asked` is how many of the concepts were said by somebody."""

    concepts: Sequence[Concept]
    asked: int

    @cached_property
    def _several(self) -> list[tuple[int, tuple[str, ...], float]]:
        return [
            (number, choice.terms, choice.nearness)
            for number, concept in enumerate(self.concepts)
            for choice in concept.choices
            if len(choice.terms) > 1
        ]

    @cached_property
    def _wanted(self) -> list[tuple[str, str, list[tuple[int, float]]]]:
        """Return every term that is looked for, how it stands between others, and what it tells.

        It tells of the concepts that it alone speaks of, each with how nearly.
        """
        found: dict[str, list[tuple[int, float]]] = {}
        for number, concept in enumerate(self.concepts):
            for choice in concept.choices:
                for term in choice.terms:
                    alone = found.setdefault(term, [])
                    if len(choice.terms) == 1:
                        alone.append((number, choice.nearness))
        return [(term, f" {term} ", alone) for term, alone in found.items()]

    @cached_property
    def _said(self) -> frozenset[str]:
        """Return the terms that somebody said, exactly or nearly."""
        return frozenset(t for c in self.concepts for each in c.choices[:2] for t in each.terms)

    @cached_property
    def _whole(self) -> float:
        return sum(each.weight for each in self.concepts)

    def score(self, terms: Terms) -> Score:
        """Return how much of what is asked an entry speaks of, by how much it tells; 0 for nothing.

        1 when every concept stands in the title. An entry that speaks of all counts for more than
        one that speaks often of one.
        """
        best, near = self._best(terms)
        if not best:
            return Score(0.0, False)
        found = sum(self.concepts[number].weight * each for number, each in best.items())
        covered = sum(self.concepts[number].weight for number in best)
        value = (found / self._whole) * (0.5 + 0.5 * covered / self._whole)
        covers = 0 < self.asked == sum(number < self.asked for number in near)
        return Score(value + WHOLE_TITLE * self._titled(terms.title.split()), covers)

    def _titled(self, title: Sequence[str]) -> float:
        """Return which share of a title somebody said."""
        return sum(each in self._said for each in title) / len(title) if title else 0.0

    def _best(self, terms: Terms) -> tuple[dict[int, float], set[int]]:
        """Return for each concept the best that an entry says of it, and those it nearly says."""
        title, keys, body = f" {terms.title} ", f" {terms.keys} ", f" {terms.body} "
        places, best, near = dict[str, float](), dict[int, float](), set[int]()
        for term, spaced, alone in self._wanted:
            if spaced in title:
                place = TITLE
            elif spaced in keys:
                place = KEYS
            elif spaced in body:
                place = BODY
            else:
                continue
            places[term] = place
            for number, nearness in alone:
                best[number] = max(best.get(number, 0.0), nearness * place)
                if nearness > PART:
                    near.add(number)
        for number, needed, nearness in self._several:
            if all(term in places for term in needed):
                place = min(places[term] for term in needed)
                best[number] = max(best.get(number, 0.0), nearness * place)
                near.add(number)
        return best, near


def least(best: float) -> float:
    """Return the score below which an entry is no answer, beside the best one."""
    return max(ENOUGH, best * NEAR_THE_BEST)
