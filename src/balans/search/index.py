"""Asking the index for candidates: one expression, said to FTS5 or to PostgreSQL.

The database finds, and never ranks: which candidates are best is counted in `scoring.py`, so that
both databases answer alike.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from balans.core.standby import reading
from balans.search.query import Choice, Concept
from balans.search.scoring import Terms

SAYS_ALL, SAYS_THE_RAREST = 0.5, 0.3
"""How many candidates that say it in running text alone, beside those that say it up front."""

COLUMNS = "e.id, e.kind, e.about_dying, e.title_terms, e.key_terms, e.body_terms"


class Candidate(NamedTuple):
    """An entry that may answer."""

    id: int
    kind: str
    about_dying: bool
    terms: Terms


@dataclass(frozen=True)
class Grammar:
    """How a database says an expression over terms, which are a to z, digits and `_`."""

    word: str
    all: str
    any: str

    def choice(self, choice: Choice) -> str:
        return self.joined(self.all, (self.word.format(each) for each in choice.terms))

    def concept(self, concept: Concept) -> str:
        return self.joined(self.any, map(self.choice, concept.choices))

    def words(self, words: Iterable[str]) -> str:
        return self.joined(self.any, map(self.word.format, words))

    def joined(self, sign: str, parts: Iterable[str]) -> str:
        return f"({sign.join(dict.fromkeys(parts))})"


class Columns(NamedTuple):
    """Where to look, as each database calls it."""

    fts5: str
    tsvector: str


UP_FRONT = Columns("{title_terms key_terms}", "first_words")
ANYWHERE = Columns("{title_terms key_terms body_terms}", "words")
ONE_OF_FTS5 = "SELECT rowid AS id FROM search_words WHERE search_words MATCH %s LIMIT %s"
ONE_OF_TSQUERY = (
    "SELECT id FROM search_entry WHERE {} @@ %s::tsquery AND words @@ %s::tsquery"
    " ORDER BY id LIMIT %s"
)
FTS5 = Grammar(word='"{}"', all=" AND ", any=" OR ")
TSQUERY = Grammar(word="'{}'", all=" & ", any=" | ")


def candidates(concepts: Sequence[Concept], places: Sequence[str], *, most: int) -> list[Candidate]:
    """Return entries of these places that may answer: at most about twice as many as `most`.

    Those that speak of some concept in their title or keys; and those that speak anywhere of every
    one, or of the one that tells most. What is common crowds out nothing that is rare.
    """
    if not concepts or not places:
        return []
    grammar = _grammar()
    said = list(map(grammar.concept, concepts))
    rarest = grammar.concept(max(concepts, key=lambda each: each.weight))
    asked = [
        (grammar.joined(grammar.any, said), UP_FRONT, most),
        (grammar.joined(grammar.all, said), ANYWHERE, int(most * SAYS_ALL)),
        (rarest, ANYWHERE, int(most * SAYS_THE_RAREST)),
    ]
    return _found(asked, grammar.words(places))


def that_say_all(
    concepts: Sequence[Concept], places: Sequence[str], *, most: int
) -> list[Candidate]:
    """Return entries of these places that speak of every concept, at most so many."""
    if not concepts:
        return []
    grammar = _grammar()
    said = grammar.joined(grammar.all, map(grammar.concept, concepts))
    return _found([(said, ANYWHERE, most)], grammar.words(places))


def _grammar() -> Grammar:
    return FTS5 if reading().vendor == "sqlite" else TSQUERY


def _found(asked: Sequence[tuple[str, Columns, int]], within: str) -> list[Candidate]:
    """Return what matches any of the expressions: each with its columns and how many at most."""
    is_sqlite = reading().vendor == "sqlite"
    one, values = [], list[str | int]()
    for said, columns, most in asked:
        if is_sqlite:
            one.append(ONE_OF_FTS5)
            values += [f"{columns.fts5} : {said} AND found_in : {within}", most]
        else:
            one.append(ONE_OF_TSQUERY.format(columns.tsvector))
            values += [said, within, most]
    found = " UNION ".join(f"SELECT id FROM ({each}) AS t{n}" for n, each in enumerate(one))
    statement = f"SELECT {COLUMNS} FROM search_entry e JOIN ({found}) AS f ON e.id = f.id"
    with reading().cursor() as cursor:
        cursor.execute(statement, values)
        return [_candidate(row) for row in cursor.fetchall()]


def _candidate(row: tuple[int, str, bool, str, str, str]) -> Candidate:
    number, kind, about_dying, title, keys, body = row
    return Candidate(number, kind, bool(about_dying), Terms(title, keys, body))
