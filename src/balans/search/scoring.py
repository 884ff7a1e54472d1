"""How well an entry answers a query: the same on every database, because it is counted here."""

from collections.abc import Sequence
from dataclasses import dataclass

from balans.search.query import PART, Choice, Concept

TITLE, KEYS, BODY = 1.0, 0.75, 0.35
WHOLE_TITLE = 0.35
"""What it adds when a query says all of a title."""

ENOUGH = 0.3
NEAR_THE_BEST = 0.34


@dataclass(frozen=True)
class Terms:
    """What an entry says, as terms with a space before and after each."""

    title: str
    keys: str
    body: str

    def place(self, term: str) -> float:
        """Return how much it counts that a term stands where it stands; 0 when it does not."""
        spaced = f" {term} "
        if spaced in self.title:
            return TITLE
        if spaced in self.keys:
            return KEYS
        return BODY if spaced in self.body else 0.0


def score(concepts: Sequence[Concept], terms: Terms) -> float:
    """Return how much of what is asked an entry speaks of, by how much it tells; 0 for nothing.

    1 when every concept stands in the title. An entry that speaks of all counts for more than one
    that speaks often of one.
    """
    whole = sum(each.weight for each in concepts)
    if not whole:
        return 0.0
    found = covered = 0.0
    for concept in concepts:
        if best := max((_counts(choice, terms) for choice in concept.choices), default=0.0):
            found += concept.weight * best
            covered += concept.weight
    return (found / whole) * (0.5 + 0.5 * covered / whole) + _titled(concepts, terms)


def covers(concepts: Sequence[Concept], terms: Terms) -> bool:
    """Return whether an entry speaks of everything that is asked, exactly or in other words."""
    return bool(concepts) and all(
        any(choice.nearness > PART and _counts(choice, terms) for choice in concept.choices)
        for concept in concepts
    )


def _counts(choice: Choice, terms: Terms) -> float:
    return choice.nearness * min((terms.place(each) for each in choice.terms), default=0.0)


def _titled(concepts: Sequence[Concept], terms: Terms) -> float:
    """Return what it adds that a query says (nearly) the whole title."""
    title = terms.title.split()
    if not title:
        return 0.0
    said = {term for c in concepts for each in c.choices[:2] for term in each.terms}
    return WHOLE_TITLE * sum(each in said for each in title) / len(title)


def least(best: float) -> float:
    """Return the score below which an entry is no answer, beside the best one."""
    return max(ENOUGH * 0.5, best * NEAR_THE_BEST)
